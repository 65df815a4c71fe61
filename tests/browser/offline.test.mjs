// SPDX-License-Identifier: EUPL-1.2
// After one visit the page works with the network off; a new version is offered, never forced.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { violations } from './esame.mjs';
import { answerDairago, startFlow } from './flusso.mjs';
import { DIST, launch, newContext, ready, until } from './pagina.mjs';
import { ROUTES } from './rotte.mjs';
import { serve } from './server.mjs';

const FOLDER = fileURLToPath(new URL('./esito/offline', import.meta.url));
const copy = () => { rmSync(FOLDER, { recursive: true, force: true }); cpSync(DIST, FOLDER, { recursive: true }); };
/** The next version of the page: one file says something else. */
function publish() {
  appendFileSync(join(FOLDER, 'incorpora.js'), '\n// versione seguente\n');
  const html = readFileSync(join(FOLDER, 'index.html'), 'utf8');
  writeFileSync(join(FOLDER, 'index.html'), html.replace(/(name="soglia-impronta" content=")[^"]*/, '$1nuovanuova00'));
  execFileSync(fileURLToPath(new URL('../../.ci/impronte', import.meta.url)), [FOLDER]);
}

let browser;
const servers = [];
before(async () => { browser = await launch(); });
// A test that fails leaves its server, which would keep the process waiting.
after(() => Promise.all([browser?.close(), ...servers.map((server) => server.stop())]));

/** A server of the copy, which takes no time to compress. */
async function published() {
  const server = await serve({ folder: FOLDER, quality: 1 });
  servers.push(server);
  return server;
}

/** A visit long enough that everything is on the device. */
async function firstVisit(tab, server) {
  const page = await tab.newPage();
  await page.goto(server.url);
  await ready(page);
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === 'activated' && !r.installing), undefined, { what: 'la pagina è sul dispositivo', seconds: 60 });
  return page;
}

test('dopo una visita, senza rete: ogni indirizzo si apre e una tariffa si calcola', { timeout: 150_000 }, async () => {
  copy();
  const server = await published();
  const tab = await newContext(browser);
  const page = await firstVisit(tab, server);
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => { if (/violates|Refused/.test(message.text())) faults.push(message.text()); });
  await server.stop();
  await tab.setOffline(true);
  for (const { name, path } of ROUTES) {
    await page.goto(server.url + path);
    await ready(page);
    assert.notEqual(await page.locator('h1').first().innerText(), 'La pagina non si è caricata', name);
  }
  await startFlow(page, server.url);
  await answerDairago(page);
  assert.match(await page.locator('h1').innerText(), /5,40/);
  const answer = await page.evaluate(async () => JSON.parse(await window.soglia.tabella(JSON.stringify({ file: 'dairago-sad', servizio: 'sad' }))));
  assert.equal(answer.errori, undefined, 'anche le chiamate del secondo programma');
  await until(page, () => document.querySelector('.app-avviso:not([hidden])')?.textContent.includes('senza connessione'));
  assert.match(await page.locator('.app-avviso').innerText(), /regole aggiornate al \d{1,2} [a-z]+ \d{4}/);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
  await tab.close();
});

test('una versione nuova si offre, non si impone, e mai a metà delle domande', { timeout: 150_000 }, async () => {
  copy();
  const server = await published();
  const tab = await newContext(browser);
  const page = await firstVisit(tab, server);
  const version = () => page.evaluate(() => document.querySelector('meta[name="soglia-impronta"]').content);
  const offered = () => page.evaluate(() => Boolean(document.querySelector('[data-avviso="versione"]')));
  const old = await version();
  publish();
  await startFlow(page, server.url);
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => Boolean(r.waiting)), undefined, { what: 'la versione nuova è pronta', seconds: 90 });
  assert.equal(await version(), old, 'a metà delle domande resta la versione di prima');
  assert.equal(await offered(), false, 'a metà delle domande non si offre nulla');
  await answerDairago(page);
  await until(page, () => document.querySelector('[data-avviso="versione"]'), undefined, { what: 'dopo il risultato si offre' });
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await ready(page);
  assert.equal(await version(), old, 'ricaricare non la impone');
  await page.getByRole('button', { name: 'Aggiorna la pagina' }).click();
  await until(page, () => document.querySelector('meta[name="soglia-impronta"]').content === 'nuovanuova00');
  await ready(page);
  await until(page, () => document.querySelector('main h1').innerText.startsWith('Paghi'), undefined, { what: 'le risposte sono rimaste' });
  await tab.close();
});

test('mezza versione non è una versione: se un file non è il suo, resta quella di prima', { timeout: 150_000 }, async () => {
  copy();
  const server = await published();
  const tab = await newContext(browser);
  const page = await firstVisit(tab, server);
  publish();
  appendFileSync(join(FOLDER, 'incorpora.js'), '// cambiato dopo\n');
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => {}));
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => !r.installing && !r.waiting && r.active), undefined, { what: "l'installazione è fallita" });
  await page.reload();
  await ready(page);
  assert.notEqual(await page.evaluate(() => document.querySelector('meta[name="soglia-impronta"]').content), 'nuovanuova00');
  await tab.close();
});

test('una prima copia interrotta si rifà da sé, senza ricaricare', { timeout: 150_000 }, async () => {
  copy();
  const [whole, hidden] = ['incorpora.js', 'incorpora.js.assente'].map((name) => join(FOLDER, name));
  renameSync(whole, hidden);
  const server = await published();
  const tab = await newContext(browser);
  const page = await tab.newPage();
  await page.goto(server.url);
  await ready(page);
  while (!server.sent.some(([path]) => path.endsWith('/incorpora.js'))) await new Promise((done) => { setTimeout(done, 50); });
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => !r), undefined, { what: 'la prima copia è fallita', seconds: 60 });
  renameSync(hidden, whole);
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === 'activated'), undefined, { what: 'la copia si è rifatta', seconds: 60 });
  await tab.close();
});

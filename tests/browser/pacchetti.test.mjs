// SPDX-License-Identifier: EUPL-1.2
// What `make dist` gives: one folder for any server, served here by one that knows nothing (python3 -m http.server), and
// one for a known address.   Both made by: node deploy/pacco.mjs dist tests/browser/esito/pacchi /a/b/ --cartelle
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tabTo } from './flusso.mjs';
import { launch, newContext, pageTest, ready, setting, until } from './pagina.mjs';
import { NESTED, ROUTES } from './rotte.mjs';

const PACKAGES = process.env.SOGLIA_PACCHI ?? fileURLToPath(new URL('./esito/pacchi', import.meta.url));

// ---- any folder of any server --------------------------------------------------------------------------------------

const SITE = fileURLToPath(new URL('./esito/sito', import.meta.url));
const where = { url: '', browser: undefined };
let python;
before(async () => {
  rmSync(SITE, { recursive: true, force: true });
  mkdirSync(join(SITE, 'qualunque'), { recursive: true });
  cpSync(join(PACKAGES, 'portatile'), join(SITE, 'qualunque/cartella'), { recursive: true });
  python = spawn('python3', ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1'], { cwd: SITE });
  const port = await new Promise((done) => python.stdout.on('data', (text) => { const found = String(text).match(/port (\d+)/); if (found) done(found[1]); }));
  where.url = `http://127.0.0.1:${port}/qualunque/cartella/`;
  where.browser = await launch();
});
after(async () => {
  await where.browser?.close();
  python?.kill();
});

for (const { name, path } of ROUTES.filter((route) => route.path)) {
  pageTest(where, `da una cartella qualunque, ${name}: indirizzo, ricarica, nessun errore`, async ({ page, go, url }) => {
    await go(`#/${path}`);
    await ready(page);
    const title = await page.title();
    await page.reload();
    await ready(page);
    assert.equal(await page.title(), title);
    assert.equal(page.url(), `${url}#/${path}`);
  });
}

pageTest(where, "da una cartella qualunque: porte, indietro, salto al contenuto, indirizzi scritti senza cancelletto", async ({ page, go, url }) => {
  await go('');
  await ready(page);
  for (const door of ['uffici', 'piano', 'cittadini', 'come-funziona']) {
    await page.locator(`a[href="#/${door}"]`).first().click();
    await until(page, (end) => location.hash === `#/${end}` && window.soglia && document.querySelector('nav a[aria-current="page"]')?.getAttribute('href') === `#/${end}`, door, { what: `la porta ${door}` });
  }
  await page.goBack();
  await until(page, () => location.hash === '#/cittadini' && window.soglia && document.querySelector('main h1')?.innerText.startsWith('Quanto paghi'));
  await go(`#/${NESTED}`);
  await page.reload();
  await ready(page);
  await tabTo(page, 'Vai al contenuto');
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'main');
  assert.equal(page.url(), `${url}#/${NESTED}`);
  await go('piano/');
  await until(page, () => location.hash === '#/piano' && window.soglia && document.querySelector('main h1'));
  assert.equal(page.url(), `${url}#/piano`);
});

test('da una cartella qualunque, senza rete dopo la prima visita', { timeout: 240_000 }, async () => {
  const tab = await newContext(where.browser);
  const page = await tab.newPage();
  await page.goto(where.url);
  await ready(page);
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === 'activated' && !r.installing), undefined, { seconds: 120 });
  await tab.setOffline(true);
  for (const path of ['', '#/piano', '#/cittadini/isee', '#/privacy', 'piano/']) {
    await page.goto('about:blank');
    await page.goto(where.url + path);
    await ready(page);
  }
  await tab.close();
});

// ---- a known address, with clean addresses -------------------------------------------------------------------------

const fixed = setting({ folder: join(PACKAGES, 'percorso'), base: '/a/b/' });

for (const { name, path } of ROUTES) {
  pageTest(fixed, `sotto /a/b/, ${name}: indirizzo, ricarica, tutto da lì`, async ({ page, go, server, url }) => {
    server.sent.length = 0;
    await go(path);
    await ready(page);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(server.sent.filter(([sent]) => !sent.startsWith('/a/b/')), []);
    assert.match(await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--bootstrap-italia-version')), /2\.18/);
    assert.ok(await page.evaluate(() => document.fonts.check('16px "Titillium Web"')));
    await page.reload();
    await ready(page);
    assert.equal(page.url(), url + path);
  });
}

pageTest(fixed, 'sotto /a/b/ i collegamenti interni restano sotto /a/b/, e si torna indietro', async ({ page, go, url }) => {
  await go('');
  await ready(page);
  await page.locator('a[href$="/uffici"]').first().click();
  await until(page, () => location.pathname.endsWith('/uffici') && window.soglia);
  assert.equal(page.url(), `${url}uffici`);
  await page.goBack();
  await until(page, () => location.pathname === '/a/b/' && window.soglia && document.querySelector('main h1'));
});

test("le cartelle dicono le stesse regole di sicurezza, e la pagina dell'errore è la pagina", () => {
  const read = (name) => readFileSync(join(PACKAGES, name), 'utf8');
  assert.equal(read('percorso/404.html'), read('percorso/index.html'));
  const csp = (html) => html.match(/Content-Security-Policy" content="([^"]*)"/)[1];
  assert.equal(csp(read('portatile/index.html')), csp(read('percorso/index.html')));
});

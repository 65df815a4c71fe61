// SPDX-License-Identifier: EUPL-1.2
// What holds for every page: structure, accessibility, policy, first load.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { WIDTHS, examine, sideways, violations, widenText } from './esame.mjs';
import { DIST, pageTest, ready, setting, until } from './pagina.mjs';
import { NESTED, ROUTES } from './rotte.mjs';
import { META_CSP } from '../../deploy/regole.mjs';

const where = setting();

for (const { name, path } of ROUTES) {
  pageTest(where, `${name}: si apre dal suo indirizzo, ha un titolo e la lingua`, async ({ page, go }) => {
    await go(path);
    await ready(page);
    const seen = await page.evaluate(() => ({
      h1: document.querySelectorAll('h1').length,
      main: document.querySelectorAll('main#main').length,
      title: document.title,
      heading: document.querySelector('h1').textContent.trim(),
      lang: document.documentElement.lang,
      inline: document.querySelectorAll('[style]').length,
      focus: document.activeElement === document.body,
      fonts: [...document.querySelectorAll('h1, h2, h3, p')].filter((e) => !getComputedStyle(e).fontFamily.replaceAll('"', '').startsWith('Titillium Web')).length,
      ids: [...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i),
    }));
    assert.equal(seen.h1, 1, 'un solo h1');
    assert.equal(seen.main, 1, 'un solo main#main');
    assert.ok(seen.title.startsWith(seen.heading), `il titolo «${seen.title}» comincia con «${seen.heading}»`);
    assert.equal(seen.lang, 'it');
    assert.equal(seen.inline, 0, 'attributi style');
    assert.ok(seen.focus, 'al primo caricamento il focus non si sposta');
    assert.equal(seen.fonts, 0, 'titoli e paragrafi in Titillium Web');
    assert.deepEqual(seen.ids, [], 'id ripetuti');
  });

  pageTest(where, `${name}: axe, sovrapposizioni e scorrimento a ${WIDTHS.join(', ')} px`, async ({ page, go }) => {
    await go(path);
    await ready(page);
    await examine(page, name);
  });

  pageTest(where, `${name}: a 320 px non scorre di lato con il testo spaziato`, { width: 320, height: 640 }, async ({ page, go }) => {
    await go(path);
    await ready(page);
    await widenText(page);
    assert.ok(await sideways(page) <= 0);
  });
}

pageTest(where, 'il primo Tab porta al collegamento «vai al contenuto», che non cambia indirizzo', async ({ page, go, url }) => {
  await go(NESTED);
  await ready(page);
  await page.keyboard.press('Tab');
  const target = await page.evaluate(() => document.activeElement.getAttribute('href'));
  assert.match(target ?? '', /#main$/);
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'main');
  assert.ok(page.url().startsWith(url + NESTED), `indirizzo ${page.url()}`);
});

pageTest(where, 'usa Bootstrap Italia 2.18.3 per almeno il 30% delle classi', async ({ page, go }) => {
  await go('');
  await ready(page);
  const { version, classes } = await page.evaluate(() => ({
    version: getComputedStyle(document.body).getPropertyValue('--bootstrap-italia-version'),
    classes: [...new Set([...document.querySelectorAll('[class]')].flatMap((e) => [...e.classList]))],
  }));
  assert.match(version, /2\.18\.3/);
  const css = readFileSync(new URL('../../src/app/stile/app.css', import.meta.url), 'utf8');
  const known = classes.filter((name) => !name.startsWith('app-') && css.includes(`.${name}`));
  assert.ok(known.length >= 0.3 * classes.length, `${known.length} su ${classes.length}`);
});

pageTest(where, 'senza JavaScript si legge che cosa fa la pagina e a chi rivolgersi', { javaScriptEnabled: false }, async ({ page, go }) => {
  await go('uffici');
  const text = await page.locator('body').innerText();
  for (const needed of ['Quanto pago per i servizi sociali?', 'restano sul tuo dispositivo', 'servizio sociale del tuo Comune', 'JavaScript è spento']) {
    assert.ok(text.includes(needed), `manca «${needed}»`);
  }
});

pageTest(where, 'se il programma non arriva, lo si legge e si sa che cosa fare', { allow: [/Failed to load resource/] }, async ({ page, go }) => {
  await page.route('**/*.wasm*', (route) => route.abort());
  await go('uffici');
  await until(page, () => document.activeElement.tagName === 'H1');
  assert.equal(await page.locator('h1').innerText(), 'La pagina non si è caricata');
  assert.match(await page.title(), /^La pagina non si è caricata/);
  assert.deepEqual(await violations(page), []);
});

const altered = (page, file) => page.route(file, async (route) => {
  const answer = await route.fetch();
  // An empty section of a program, a comment of a script: what changes nothing, were it let in.
  const tail = /wasm/.test(file) ? Buffer.from([0, 1, 0]) : Buffer.from('\n// altro');
  await route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), tail]) });
});

for (const [what, path, file] of [
  ['il primo programma', '', '**/soglia-app-*.wasm*'],
  ['lo JavaScript del primo programma', '', '**/soglia-app-*.js*'],
  ['il programma degli uffici', 'piano', '**/soglia-uffici_bg.wasm*'],
  ['lo JavaScript degli uffici', 'piano', '**/soglia-uffici.js*'],
]) {
  pageTest(where, `${what}, alterato lungo la strada, non parte`, { allow: [/integrity/, /Failed to/, /fetch/] }, async ({ page, go }) => {
    await altered(page, file);
    await go(path);
    await until(page, () => document.querySelector('h1').textContent === 'La pagina non si è caricata');
  });
}

for (const name of ['boot.js', 'config.js']) {
  pageTest(where, `${name}, alterato lungo la strada, non parte: resta la pagina senza programma`, { allow: [/integrity/] }, async ({ page, go }) => {
    await altered(page, `**/${name}?*`);
    await go('');
    await page.waitForLoadState('networkidle');
    assert.equal(await page.evaluate(() => typeof window.soglia), 'undefined');
    assert.equal(await page.locator('h1').count(), 1);
  });
}

pageTest(where, 'senza servizio.js di questa versione la pagina non si conserva sul dispositivo, e funziona', { allow: [/integrity/], serviceWorkers: 'allow' }, async ({ page, go }) => {
  await altered(page, '**/servizio.js*');
  await go('');
  await ready(page);
  await page.waitForLoadState('networkidle');
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)), 0);
});

pageTest(where, 'se il programma si ferma, lo si legge, si può ricaricare e copiare il dettaglio', async ({ page, go }) => {
  await go('');
  await ready(page);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('soglia:panico', { detail: { message: 'prova <b>di</b> arresto' } })));
  assert.equal(await page.locator('h1').innerText(), 'La pagina si è fermata');
  assert.ok((await page.locator('pre').textContent()).startsWith('prova <b>di</b> arresto'), 'il dettaglio è testo');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Ricarica la pagina' }).click();
  await ready(page);
  assert.notEqual(await page.locator('h1').innerText(), 'La pagina si è fermata');
});

pageTest(where, 'dopo il caricamento, girando per le pagine non parte alcuna richiesta di dati', async ({ page, go, server }) => {
  await go('privacy');
  await ready(page);
  await page.waitForLoadState('networkidle');
  server.sent.length = 0;
  for (const path of ['come-funziona', 'accessibilita', 'dati-aperti', 'privacy']) {
    await page.locator(`a[href$="/${path}"]`).first().click();
    await until(page, (end) => location.pathname.endsWith(end), `/${path}`);
    await until(page, () => document.activeElement.tagName === 'H1', undefined, { what: 'il focus è sul titolo della nuova pagina' });
  }
  const data = server.sent.map(([path]) => path).filter((path) => !/\.(woff2|svg)$/.test(path));
  assert.deepEqual(data, []);
});

pageTest(where, 'le porte degli uffici caricano il loro programma, e da lì si torna a quello dei cittadini', async ({ page, go, server }) => {
  server.sent.length = 0;
  await go('');
  await ready(page);
  assert.ok(!server.sent.some(([path]) => path.includes('soglia-uffici')), 'chi non le apre non lo scarica');
  for (const path of ['uffici', 'piano', 'cittadini']) {
    await page.locator(`a[href$="/${path}"]`).first().click();
    await until(page, (end) => location.pathname.endsWith(end), `/${path}`);
    await ready(page);
    await until(page, (end) => document.querySelector(`nav a[aria-current="page"]`)?.getAttribute('href').endsWith(end), `/${path}`);
  }
  assert.ok(server.sent.some(([path]) => path.endsWith('soglia-uffici_bg.wasm')));
});

test('la regola di sicurezza scritta nella pagina è quella del server', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const meta = html.match(/Content-Security-Policy" content="([^"]*)"/)[1];
  assert.equal(meta, META_CSP);
  assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|\son\w+=/, 'niente script o stile dentro la pagina');
});

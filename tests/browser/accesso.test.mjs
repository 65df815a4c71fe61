// SPDX-License-Identifier: EUPL-1.2
// Every page as somebody may meet it: system colours, no motion, on paper, without script, program, storage or worker.
import assert from 'node:assert/strict';
import { sideways, violations } from './esame.mjs';
import { startFlow, answerDairago } from './flusso.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';
import { ROUTES } from './rotte.mjs';

const where = setting();
for (const { name, path } of ROUTES) {
  pageTest(where, `${name}: colori forzati e movimento ridotto, a 320 e 1280 px`, { forcedColors: 'active', reducedMotion: 'reduce' }, async ({ page, go }) => {
    await go(path);
    await ready(page);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await violations(page), [], `axe a ${width} px`);
    }
    const moving = await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running' && a.effect.getTiming().duration > 1).length);
    assert.equal(moving, 0, 'nulla si muove');
  });

  pageTest(where, `${name}: stampata, resta il contenuto e non il menu`, { chromium: true }, async ({ page, go }) => {
    await go(path);
    await ready(page);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 900 });
    const seen = await page.evaluate(() => Object.fromEntries(['main h1', '.app-nav', '.it-footer', '.skiplinks'].map((what) => [what, document.querySelector(what)?.checkVisibility() ?? false])));
    assert.deepEqual(seen, { 'main h1': true, '.app-nav': false, '.it-footer': false, '.skiplinks': false });
    assert.ok(await sideways(page) <= 0, 'sta nel foglio');
  });
}

pageTest(where, 'da zoom: larga 256 px (500%), le domande si leggono e rispondono', { width: 256, height: 400 }, async ({ page, url }) => {
  await startFlow(page, url);
  assert.ok(await sideways(page) <= 0);
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'se il browser vieta la memoria della scheda, il percorso funziona lo stesso', async ({ page, url }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('vietata', 'SecurityError'); } });
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('vietata', 'SecurityError'); } });
  });
  await startFlow(page, url);
  await answerDairago(page);
  assert.match(await page.locator('h1').innerText(), /5,40/);
});

pageTest(where, 'senza WebAssembly si legge che cosa fare', async ({ page, go }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await go('');
  await until(page, () => document.querySelector('h1').textContent === 'La pagina non si è caricata');
  assert.ok(await page.evaluate(() => document.body.innerText.includes('chiedi al servizio sociale del tuo Comune')));
});

pageTest(where, 'se il service worker non parte, la pagina funziona', { serviceWorkers: 'allow', allow: [/sw\.js/, /Failed to load resource/, /bad HTTP response code/] }, async ({ page, go }) => {
  await page.context().route('**/sw.js', (route) => route.fulfill({ status: 500 }));
  await go('cittadini');
  await ready(page);
  await page.waitForLoadState('networkidle');
  assert.equal(await page.evaluate(() => document.querySelector('main h1').innerText.length > 0), true);
});

pageTest(where, 'se il programma di una porta non arriva, lo si legge, e il resto del sito funziona', { allow: [/Failed to load resource/] }, async ({ page, go }) => {
  await page.route('**/soglia-uffici_bg.wasm*', (route) => route.abort());
  await go('piano');
  await until(page, () => document.querySelector('h1').textContent === 'La pagina non si è caricata');
  await go('cittadini');
  await ready(page);
});

pageTest(where, 'nessun bersaglio è più piccolo di 24 px, nei campi e nei bottoni delle domande', { width: 320, height: 640 }, async ({ page, url }) => {
  await startFlow(page, url);
  const small = await page.evaluate(() => [...document.querySelectorAll('main button, main select, main input, main .form-check label')]
    .map((e) => [e.textContent.trim().slice(0, 30) || e.id, e.matches('input[type=radio], input[type=checkbox]') ? e.labels[0].getBoundingClientRect() : e.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && box.height < 24).map(([name]) => name));
  assert.deepEqual(small, []);
});

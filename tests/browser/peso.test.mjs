// SPDX-License-Identifier: EUPL-1.2
// What the first visit costs, compressed as a site would prepare it in advance.
import assert from 'node:assert/strict';
import { pageTest, ready, setting, until } from './pagina.mjs';

const BUDGET = 300_000;
const where = setting({ quality: 11 });

/** What the first visit needs ends where the service worker begins: it starts when the browser has nothing else to do. */
pageTest(where, `il primo caricamento pesa al massimo ${BUDGET / 1000} kB compressi`, { serviceWorkers: 'allow' }, async ({ page, go, server, t }) => {
  // Asked of the page itself, when it happens: from outside a busy machine answers too late.
  await page.addInitScript(() => {
    if (!window.ServiceWorkerContainer) return; // about:blank
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = function first(...all) {
      window.drawnFirst = Boolean(window.soglia && document.querySelector('main h1[tabindex]'));
      return register.apply(this, all);
    };
  });
  await go('');
  await ready(page);
  await until(page, () => navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === 'activated'), undefined, { seconds: 240 });
  const worker = server.sent.findIndex(([path]) => path.endsWith('/sw.js'));
  assert.ok(worker > 0 && await page.evaluate(() => window.drawnFirst), 'il service worker comincia dopo che la pagina è disegnata e pronta');
  // Everything before it, what keeps the page on the device included: nothing is left out of the count.
  const sent = server.sent.slice(0, worker);
  const total = sent.reduce((sum, [, bytes]) => sum + bytes, 0);
  for (const [path, bytes] of sent) t.diagnostic(`${bytes} byte  ${path}`);
  t.diagnostic(`${total} byte in tutto, ${sent.length} richieste; poi, con calma, ${server.sent.slice(worker).reduce((sum, [, bytes]) => sum + bytes, 0)} byte per l'uso senza rete`);
  const paths = sent.map(([path]) => path);
  assert.equal(new Set(paths).size, paths.length, 'niente si scarica due volte');
  assert.ok(total <= BUDGET, `${total} byte`);
  const kind = (ending) => sent.filter(([path]) => path.endsWith(ending)).reduce((sum, [, bytes]) => sum + bytes, 0);
  assert.ok(kind('.wasm') <= 250_000, `programma: ${kind('.wasm')} byte`);
  assert.ok(kind('.css') <= 18_000, `stile: ${kind('.css')} byte`);
});

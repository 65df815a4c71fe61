// SPDX-License-Identifier: EUPL-1.2
// The calculator inside the page of a Comune, on another origin.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { violations } from './esame.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';

const where = setting({ frameAncestors: 'http://127.0.0.1:*' });

/** A site of a Comune: one page with the element. Its origin is another port. */
async function site(url, attributes) {
  const html = `<!doctype html><html lang="it"><head><title>Assistenza domiciliare</title><script src="${url}soglia-calcolatore.js" defer></script></head>
    <body><main><h1>Assistenza domiciliare</h1><soglia-calcolatore ${attributes}></soglia-calcolatore></main></body></html>`;
  const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}
const allowOrigins = (page, origini) => page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body: JSON.stringify({ integrazione: { origini } }) }));
const frameOf = (page) => page.frames().find((frame) => frame !== page.mainFrame());
const height = (page) => page.evaluate(() => Number(document.querySelector('soglia-calcolatore iframe').height));

pageTest(where, 'il calcolatore sta nella pagina di un Comune, al servizio indicato, e dice la sua altezza', { allow: [/richiesta a/, /postMessage.*does not match/] }, async ({ page, url }) => {
  const comune = await site(url, 'comune="098031" servizio="ambito-lodi-sad/sad" titolo="Calcola la tariffa"');
  await allowOrigins(page, [comune.origin]);
  await page.goto(comune.origin);
  await until(page, () => document.querySelector('soglia-calcolatore iframe'));
  const frame = frameOf(page);
  await until(frame, () => window.soglia && document.querySelector('main h1'), undefined, { what: 'il programma è partito nella cornice' });
  assert.match(frame.url(), /cittadini\/ambito-lodi-sad\/sad\//);
  assert.equal(await frame.evaluate(() => document.querySelector('header').checkVisibility()), false, 'senza testata');
  assert.equal(await frame.evaluate(() => document.querySelector('footer').checkVisibility()), false, 'senza piè di pagina');
  assert.ok(await frame.evaluate(() => document.body.innerText.includes('Apri a tutta pagina')));
  await until(page, () => Number(document.querySelector('soglia-calcolatore iframe').height) !== 900, undefined, { what: "l'altezza è arrivata" });
  const told = await height(page);
  const real = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  assert.ok(Math.abs(told - real) <= 2, `detta ${told}, vera ${real}`);
  assert.deepEqual(await violations(page), []);
  await comune.stop();
});

pageTest(where, 'a un sito che la configurazione non nomina non dice nulla', { allow: [/richiesta a/] }, async ({ page, url }) => {
  const comune = await site(url, '');
  await allowOrigins(page, ['https://www.comune.esempio.it']);
  await page.goto(comune.origin);
  await page.evaluate(() => { window.heard = []; window.addEventListener('message', (event) => window.heard.push(event.data)); });
  await until(page, () => document.querySelector('soglia-calcolatore iframe'));
  await until(frameOf(page), () => window.soglia && document.querySelector('.app-embed-piede'));
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 1500); }));
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  assert.equal(await height(page), 900);
  await comune.stop();
});

pageTest(where, 'attributi che non sono ciò che dicono non finiscono in un indirizzo', { allow: [/richiesta a/] }, async ({ page, url }) => {
  const comune = await site(url, `comune='"><script>' servizio="../../altrove?x=1"`);
  await page.goto(comune.origin);
  await until(page, () => document.querySelector('soglia-calcolatore iframe'));
  assert.equal(await page.evaluate(() => document.querySelector('soglia-calcolatore').indirizzo), `${url}?embed=1&vai=cittadini`);
  await comune.stop();
});

pageTest(where, '«Integra»: anteprima e righe seguono la scelta', async ({ page, go }) => {
  await go('integra');
  await ready(page);
  // A preview that is left half way tells the console so: each one is let arrive.
  const drawn = () => until(page, () => {
    const { src, contentDocument, contentWindow } = document.querySelector('iframe');
    return contentWindow?.performance.getEntriesByType('navigation')[0]?.name === src && contentDocument?.querySelector('main h1') && contentWindow.soglia;
  });
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await drawn();
  await page.getByLabel('Comune', { exact: true }).selectOption('Lodi');
  await drawn();
  await page.getByLabel('Servizio', { exact: true }).selectOption({ index: 1 });
  const lines = await page.getByLabel('Le righe da copiare').inputValue();
  const [, comune, servizio] = lines.match(/comune="(\d{6})" servizio="([^"]+)"/);
  assert.equal(comune, '098031');
  const src = await page.locator('iframe').getAttribute('src');
  assert.ok(src.includes(`comune=${comune}`) && src.includes(servizio), src);
  await drawn();
  await page.getByRole('button', { name: 'Seleziona le righe' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'integra-righe');
});

pageTest(where, 'la pagina di esempio chiama il motore', async ({ page, go }) => {
  await go('esempi/funzioni.html');
  await page.getByRole('button').click();
  await until(page, () => document.getElementById('json').textContent.includes('54.00'), undefined, { what: 'dieci ore a 5,40 fanno 54 euro' });
});

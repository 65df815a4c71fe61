// SPDX-License-Identifier: EUPL-1.2
// «Cosa mi spetta?»: the questions, what is said after each, what is kept and what is not.
import assert from 'node:assert/strict';
import { examine, overlaps, sideways, violations } from './esame.mjs';
import { arrive, forward, tabTo } from './flusso.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';
import { ESITO, INIZIO, SPETTANZE, answerAll, heading, leave, reply, startSpettanze } from './spettanze.mjs';

const where = setting();
const seen = async (page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const open = (page) => page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));

pageTest(where, 'dalle domande al risultato: che cosa spetta, che cosa no e perché, dove chiedere; mai «nulla»', async ({ page, url }) => {
  await startSpettanze(page, url);
  const asked = await answerAll(page);
  assert.equal(new Set(asked).size, asked.length, `una domanda è stata fatta due volte: ${asked}`);
  await open(page);
  const text = await seen(page);
  assert.match(text, /Assistenza domiciliare Ambito territoriale di Lodi Valori di esempio Si paga \d/);
  assert.match(text, /La condizione più vicina: /);
  assert.match(text, /Da verificare/);
  assert.match(text, /segretariato sociale del Comune di Codogno/);
  assert.match(text, /Assistenza domiciliare[^:]*: ASP di Codogno/);
  assert.match(text, /nessuna risposta in più può cambiare questo risultato/);
  assert.match(text, /Fonte: /);
  assert.doesNotMatch(text, /non ti spetta nulla/i);
});

pageTest(where, 'dopo ogni risposta: che cosa è certo, che cosa è aperto e quale risposta lo decide', async ({ page, url }) => {
  await startSpettanze(page, url);
  const count = async () => Number(/(\d+) (?:è|sono) apert/.exec(await seen(page))[1]);
  let before = await count();
  for (let i = 0; i < 6; i += 1) {
    await reply(page);
    await open(page);
    const text = await seen(page);
    assert.match(text, /Che cosa sappiamo finora/);
    assert.match(text, /quale risposta lo decide .*\?/);
    const now = await count();
    assert.ok(now <= before, `aperte: prima ${before}, poi ${now}`);
    before = now;
  }
});

pageTest(where, 'indietro, avanti e ricarica non perdono risposte; una risposta si cambia dal risultato', async ({ page, url }) => {
  await startSpettanze(page, url);
  const first = await heading(page);
  await reply(page);
  const second = await heading(page);
  await reply(page);
  const third = await heading(page);
  await page.reload();
  await ready(page);
  assert.equal(await heading(page), third);
  await page.getByRole('link', { name: 'Indietro' }).click();
  await arrive(page, second);
  await page.goBack();
  await arrive(page, third);
  await page.goto(`${url}${SPETTANZE}`);
  await ready(page);
  await page.getByRole('button', { name: 'Riprendi le domande' }).click();
  assert.equal(await leave(page, INIZIO), third);
  await page.getByRole('link', { name: 'Fermati qui' }).click();
  await arrive(page, ESITO);
  await open(page);
  await page.getByRole('link', { name: `Modifica «${first}»` }).click();
  await arrive(page, first);
  assert.equal(await page.locator('main input[type=text]').inputValue(), '78');
  await page.locator('main input[type=text]').fill('40');
  await forward(page);
  await arrive(page, ESITO);
  await open(page);
  assert.match(await seen(page), new RegExp(`${first.replace('?', '\\?')} 40`));
});

pageTest(where, 'numeri scritti male: una frase, il focus sugli errori, il testo resta', async ({ page, url }) => {
  await startSpettanze(page, url);
  while (!/ISEE/.test(await heading(page))) await reply(page);
  const asked = await heading(page);
  const field = page.locator('main input[type=text]');
  for (const [typed, said] of [
    ['abc', /sole cifre e virgola/], ['-5', /segno meno/], ['12345678901234567890', /troppo grande/], ['12,5,0', /una sola virgola/], ['', /Scrivi/],
  ]) {
    await field.fill(typed);
    await forward(page);
    await until(page, () => document.activeElement.id === 'errori', undefined, { what: `gli errori di «${typed}» hanno il focus` });
    assert.match(await page.locator('#errori').innerText(), said, typed);
    assert.equal(await field.inputValue(), typed);
    assert.match(await page.title(), /^Errore: /);
  }
  for (const [typed, read] of [['1.234', '1.234,00'], ['12.500,5', '12.500,50'], ['12500.50', '12.500,50']]) {
    await field.fill(typed);
    await until(page, (text) => document.querySelector('main').innerText.replaceAll('\u00a0', ' ').includes(`Abbiamo letto ${text} €`), read,
      { what: `«${typed}» si legge ${read}` });
  }
  await forward(page);
  await leave(page, asked);
});

pageTest(where, 'al tempo del Piano di Zona, con un clic e con una data scritta; una data sbagliata lo dice', async ({ page, url }) => {
  await startSpettanze(page, url);
  await reply(page);
  await page.getByRole('link', { name: 'Fermati qui' }).click();
  await arrive(page, ESITO);
  assert.doesNotMatch(await seen(page), /Reddito di inclusione \(ReI\) Stato/);
  await page.getByRole('button', { name: 'Al tempo del Piano di Zona 2018-2020' }).click();
  await until(page, () => document.querySelector('main').innerText.replaceAll('\u00a0', ' ').includes('Regole del 1º luglio 2018'));
  await open(page);
  assert.match(await seen(page), /[Ii]nclusione/);
  assert.match(await seen(page), /Regole passate/);
  await page.goto(`${url}${SPETTANZE}`);
  await ready(page);
  await page.locator('main label', { hasText: 'Di un altro giorno' }).click();
  await page.getByLabel('Quale giorno?').fill('31/2/2018');
  await page.getByRole('button', { name: 'Riprendi le domande' }).click();
  await until(page, () => document.activeElement.id === 'errori');
  await page.getByLabel('Quale giorno?').fill('1/1/1990');
  await page.getByRole('button', { name: 'Riprendi le domande' }).click();
  await arrive(page, ESITO);
  assert.match(await seen(page), /non abbiamo regole: scegli un'altra data/);
});

pageTest(where, 'una famiglia di esempio con un clic; le mie risposte tornano con un altro', async ({ page, url }) => {
  await startSpettanze(page, url);
  await reply(page);
  await page.goto(`${url}${SPETTANZE}`);
  await ready(page);
  await open(page);
  assert.equal(await page.locator('main details button').count(), 50);
  await page.getByRole('button', { name: 'Anziana sola con la pensione minima', exact: true }).click();
  await arrive(page, ESITO);
  const text = await seen(page);
  assert.match(text, /È un esempio/);
  assert.match(text, /187,50 €/);
  assert.match(text, /nessuna risposta in più/);
  await page.getByRole('button', { name: 'Torna alle mie risposte' }).click();
  await arrive(page, INIZIO);
  assert.equal(await page.getByLabel('In quale Comune vivi?').inputValue(), '098019');
  assert.ok(await page.getByRole('button', { name: 'Riprendi le domande' }).count());
});

pageTest(where, 'da un servizio alla sua tariffa: l\'ISEE e le risposte non si scrivono due volte', async ({ page, url }) => {
  await startSpettanze(page, url);
  await answerAll(page);
  await page.getByRole('button', { name: 'Calcola quanto paghi «Assistenza domiciliare»' }).click();
  await until(page, () => location.pathname.includes('/ambito-lodi-sad/sad/'));
  await ready(page);
  await arrive(page, 'Quante ore');
  assert.match(page.url(), /domande\/ore$/);
});

pageTest(where, 'ogni passo è accessibile, non si sovrappone e non scorre di lato', async ({ page, url }) => {
  await page.goto(url + SPETTANZE);
  await ready(page);
  await open(page);
  await examine(page, 'inizio');
  await startSpettanze(page, url);
  await open(page);
  await examine(page, 'prima domanda');
  while (!/ISEE/.test(await heading(page))) await reply(page);
  await examine(page, 'domanda sull\'ISEE');
  await page.getByRole('link', { name: 'Fermati qui' }).click();
  await arrive(page, ESITO);
  await open(page);
  await examine(page, 'risultato');
});

pageTest(where, 'con la sola tastiera a 360 px', { width: 360, height: 640 }, async ({ page, go }) => {
  await go(SPETTANZE);
  await ready(page);
  await tabTo(page, 'Inizia');
  await page.keyboard.press('Enter');
  let here = await leave(page, INIZIO);
  for (let i = 0; i < 5; i += 1) {
    await until(page, () => document.activeElement.tagName === 'H1', undefined, { what: 'il focus è sul titolo' });
    if (await page.locator('main input[type=radio]').count()) {
      for (let n = 0; n < 8 && !await page.evaluate(() => document.activeElement.type === 'radio'); n += 1) await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await tabTo(page, 'Avanti');
    } else {
      await tabTo(page, 'Non lo so');
    }
    await page.keyboard.press('Enter');
    here = await leave(page, here);
    assert.ok(await sideways(page) <= 0, here);
  }
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await overlaps(page), []);
});

pageTest(where, 'dopo il caricamento nessuna richiesta; indirizzo, titolo, memoria e console senza risposte; «Cancella tutto» cancella', async ({ page, url, server }) => {
  const said = [];
  page.on('console', (m) => said.push(m.text()));
  await startSpettanze(page, url);
  await page.waitForLoadState('networkidle');
  const before = server.sent.length;
  const urls = [];
  await answerAll(page, { each: async () => { urls.push(page.url(), await page.title()); } });
  assert.equal(server.sent.length, before, `richieste: ${server.sent.slice(before)}`);
  assert.ok(urls.every((text) => !/9\.?500|78/.test(text)), `${urls}`);
  // Chromium itself speaks of a preload link with a fingerprint, and of the service worker that this test keeps out.
  assert.deepEqual(said.filter((text) => !/`integrity`|Service Worker registration blocked/.test(text)), []);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.getByRole('button', { name: 'Cancella tutto' }).click();
  await page.getByRole('button', { name: 'Cancella le risposte' }).click();
  await until(page, () => location.pathname.endsWith('/cittadini') && window.soglia);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await page.goto(`${url}${SPETTANZE}`);
  await ready(page);
  assert.equal(await page.getByLabel('In quale Comune vivi?').inputValue(), '');
});

pageTest(where, 'anche dove il browser vieta la memoria si arriva in fondo', async ({ page, url }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('vietato', 'SecurityError'); } });
  });
  await startSpettanze(page, url);
  await reply(page);
  await reply(page);
  assert.match(await seen(page), /Che cosa sappiamo finora/);
});

pageTest(where, 'i due giorni a confronto: che cosa è cambiato, che cosa è nuovo, che cosa non c\'è più', { width: 360, height: 740 }, async ({ page, url }) => {
  await startSpettanze(page, url);
  await answerAll(page);
  await tabTo(page, 'I due giorni a confronto');
  await page.keyboard.press('Enter');
  await arrive(page, 'Cosa ti spetta in due giorni diversi');
  const told = await seen(page);
  assert.match(told, /tra il 1º luglio 2018 e il /);
  assert.match(told, /Che cosa è nuovo .*Assegno di inclusione \(ADI\) Manca /);
  assert.match(told, /Che cosa non c'è più .*Reddito di inclusione \(REI\) .*Manca\. Al suo posto: Reddito di cittadinanza \(RdC\)/);
  assert.match(told, /Nidi Gratis|Misura B2/);
  await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
  await examine(page, 'due giorni');
  await page.reload();
  await ready(page);
  assert.match(await seen(page), /Che cosa non c'è più/);
  await tabTo(page, 'Torna al risultato');
  await page.keyboard.press('Enter');
  await arrive(page, ESITO);
  await page.goBack();
  await arrive(page, 'Cosa ti spetta in due giorni diversi');
});

pageTest(where, 'a 78 anni, senza sapere della disabilità, il centro diurno per disabili non è tra ciò che spetta', async ({ page, url }) => {
  await startSpettanze(page, url);
  await answerAll(page);
  const due = await page.evaluate(() => {
    const title = [...document.querySelectorAll('main h2')].find((h) => h.innerText === 'Ti spetta');
    return title?.nextElementSibling?.innerText ?? '';
  });
  assert.match(due, /Assistenza domiciliare/);
  assert.doesNotMatch(due, /Centro diurno per persone con disabilità/);
});

pageTest(where, 'in un\'altra lingua le misure hanno nome italiano, spiegazione e requisiti tradotti; ciò che resta italiano lo dice', async ({ page, go }) => {
  await go(`${SPETTANZE}?lingua=en`);
  await ready(page);
  await open(page);
  await page.locator('main details button').nth(1).click();
  await until(page, () => location.pathname.endsWith('/esito'));
  await open(page);
  const text = await seen(page);
  assert.match(text, /Reddito di inclusione \(REI\) \(Inclusion income \(REI\)\)/);
  assert.match(text, /ISEE up to 6,000 euro\./);
  assert.match(text, /A personal project with the services is needed too\./);
  const unmarked = await page.evaluate(() => {
    const words = /(?<![\p{L}])(?:che|della|sono|L'ISEE|famiglia|non supera|Serve)(?![\p{L}])/u;
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.parentElement.closest('[lang=it]') && words.test(node.data)) found.push(node.data.trim());
    }
    return found;
  });
  assert.deepEqual(unmarked, []);
});

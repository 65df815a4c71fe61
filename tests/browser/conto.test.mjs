// SPDX-License-Identifier: EUPL-1.2
// What a family keeps of a result: other values, the prospectus and its code, another Comune, the answers as a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { examine, sideways, violations } from './esame.mjs';
import { answerDairago, arrive, startFlow, tabTo } from './flusso.mjs';
import { FIREFOX, offered, pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const seen = async (page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const says = (page, text) => until(page, (t) => document.querySelector('main').innerText.replaceAll('\u00a0', ' ').includes(t), text, { what: `si legge «${text}»` });

/** To the result of Dairago, then by a link of it; the fee is 5,40 € for each of ten hours. */
async function follow(page, url, link, heading, options = {}) {
  await startFlow(page, url);
  await answerDairago(page, options);
  await page.getByRole('link', { name: link }).click();
  await until(page, (text) => window.soglia && document.querySelector('main h1')?.innerText.includes(text), heading, { what: heading });
}
const PROVA = ['Prova altri valori', 'Che cosa cambia'];
const FOGLIO = ['Prospetto da stampare', 'Paghi'];
const CONFRONTO = ['Confronta con', 'Confronta'];
const FILE = ['Salva le risposte', 'Le tue risposte'];

pageTest(where, 'il punto più vicino sotto e sopra, altri valori mentre si scrivono, la domanda alla rovescia', async ({ page, url }) => {
  await follow(page, url, ...PROVA);
  const text = await seen(page);
  assert.match(text, /Con 1\.469,00 € di ISEE in meno \(6\.531,00 €\) paghi 2,40 € in meno per ogni ora/);
  assert.match(text, /Con 3\.429,00 € di ISEE in più \(11\.429,00 €\) paghi 5,60 € in più per ogni ora/);
  await page.getByLabel('Ore al mese').fill('12,5');
  await says(page, 'In tutto: 67,50 € al mese. L\'ente pubblico paga 207,50 €.');
  await page.getByLabel('ISEE', { exact: true }).fill('6.000');
  await says(page, 'Paghi 3,00 € per ogni ora. In tutto: 37,50 € al mese.');
  for (const [typed, said] of [['abc', 'sole cifre e virgola'], ['-1', 'segno meno'], ['1'.repeat(20), 'troppo grande']]) {
    await page.getByLabel('Ore al mese').fill(typed);
    await says(page, said);
    await says(page, 'Scrivi un valore per vedere il risultato.');
  }
  const most = page.getByLabel('Quanto vorresti pagare al massimo');
  await most.fill('5');
  await says(page, 'Con un ISEE da 0,00 € a 7.758,56 €.');
  await most.fill('2,99');
  await says(page, 'Con nessun ISEE: ');
  await most.fill('11');
  await says(page, 'Con un ISEE da 0,00 € in su.');
});

pageTest(where, 'il prospetto ha risposte, passi, regole e codice; il codice lo riapre in un\'altra scheda', async ({ page, url, server }) => {
  await follow(page, url, ...FOGLIO);
  const text = await seen(page);
  for (const needed of ['Le risposte', '8.000,00 € (ISEE ordinario)', 'Come abbiamo calcolato', 'Fonte:', 'impronta sha256:', 'Calcolo del', 'Questa è una simulazione']) {
    assert.ok(text.includes(needed), needed);
  }
  assert.ok(await page.locator('svg.app-qr path').count());
  assert.ok(!page.url().includes('#'), 'il codice non è nell\'indirizzo di questa pagina');
  if (!FIREFOX) {
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    assert.ok(Number(/\/Count (\d+)/.exec(pdf)[1]) <= 2, 'al massimo due fogli');
  }
  const link = await page.locator('a.app-code').getAttribute('href');
  assert.match(link, /\/cittadini\/prospetto#1\.[\w-]+$/);
  const steps = await page.locator('.app-steps').innerText();
  const other = await (await page.context().browser().newContext()).newPage();
  await other.goto(link);
  await ready(other);
  assert.match(await seen(other), /Le regole sono le stesse/);
  assert.equal(await other.locator('.app-steps').innerText(), steps);
  assert.doesNotMatch(await other.title(), /5,40/);
  assert.ok(server.sent.every(([path]) => !path.includes('1.')), 'il codice non arriva al sito');
  await other.getByRole('button', { name: 'Riprendi da queste risposte' }).click();
  await arrive(other, 'Controlla le risposte');
  await until(other, () => window.soglia);
  assert.match(await seen(other), /8\.000,00 € \(ISEE ordinario\)/);
  await other.goto(link);
  await ready(other);
  await other.getByRole('button', { name: 'Cancella tutto' }).click();
  await other.getByRole('button', { name: 'Cancella le risposte' }).click();
  await until(other, () => location.pathname.endsWith('/cittadini') && window.soglia);
  assert.equal(await other.evaluate(() => sessionStorage.length), 0);
  await other.goBack();
  await ready(other);
  assert.ok(!other.url().includes('#'), `nemmeno tornando indietro: ${other.url()}`);
  await other.context().close();
});

pageTest(where, 'un codice di regole passate si riapre con quelle, e accanto c\'è il risultato di oggi', async ({ page, go }) => {
  const code = readFileSync(new URL('../casi/archivio/ambito-lodi-sad.codice', import.meta.url), 'utf8').trim();
  await go(`cittadini/prospetto#${code}`);
  await ready(page);
  const text = await seen(page);
  assert.match(text, /Le regole sono cambiate/);
  assert.match(text, /Di allora – il prospetto 11,34 € per ogni ora 85,05 €/);
  assert.match(text, /Di oggi 11,34 € per ogni ora 85,05 €/);
  assert.match(text, /Il totale è lo stesso/);
  assert.match(text, /impronta sha256:b478cf9cf540/);
  await examine(page, 'prospetto riaperto');
});

pageTest(where, 'un codice di regole che oggi chiedono altro: il risultato di allora, quello di oggi e che cosa lo decide', { width: 360, height: 640 }, async ({ page, go }) => {
  const code = readFileSync(new URL('../casi/archivio/ambito-lodi-cdd.codice', import.meta.url), 'utf8').trim();
  await go(`cittadini/prospetto#${code}`);
  await ready(page);
  const text = await seen(page);
  assert.match(text, /Di allora – il prospetto 13,00 € per ogni giorno 260,00 €/);
  assert.match(text, /Con le regole di oggi non è detto che il servizio spetti\. Lo decide: Il centro diurno è per persone con disabilità grave\. Di norma/);
  assert.match(text, /impronta sha256:e226347300de/);
  await examine(page, 'prospetto riaperto, altre regole');
});

pageTest(where, 'un prospetto stampato prima che gli importi cambiassero: i passi di allora, e la differenza con oggi in euro', async ({ page, go }) => {
  const asked = { file: 'dairago-sad', servizio: 'sad', richiesta: { isee: { ordinario: '5000' }, quantita: { ora: '10' }, fatti: { festivo: false, residente: true } } };
  await go('cittadini');
  await ready(page);
  const [code, printed] = await page.evaluate(async (call) => [
    JSON.parse(await window.soglia.codice(JSON.stringify(call))).codice, await window.soglia.calcola(JSON.stringify(call)),
  ], asked);
  await go(`cittadini/prospetto#${code}`);
  await ready(page);
  assert.match(await seen(page), /Le regole sono le stesse/);
  const steps = await page.locator('.app-steps').innerText();
  // Then the ente puts a file of its own in the place of that regolamento, twice.
  const rules = readFileSync(new URL('../../seeds/regolamenti/dairago-sad.toml', import.meta.url), 'utf8');
  const files = { 'regole/prima.toml': rules.replace('importo = "3.00"', 'importo = "4.00"'), 'regole/ora.toml': rules.replace('importo = "3.00"', 'importo = "1.50"') };
  for (const [name, body] of Object.entries(files)) await page.route(`**/${name}`, (route) => route.fulfill({ contentType: 'text/plain', body }));
  for (const [regole, today, gap] of [
    [['regole/prima.toml'], '4,00 € per ogni ora 40,00 €', 'di 10,00 € in più'],
    [['regole/prima.toml', 'regole/ora.toml'], '1,50 € per ogni ora 15,00 €', 'di 15,00 € in meno'],
  ]) {
    await page.unroute('**/config.json');
    await page.route('**/config.json', (route) => route.fulfill({ json: { regole } }));
    await go('cittadini');
    await go(`cittadini/prospetto#${code}`);
    await ready(page);
    const text = await seen(page);
    assert.match(text, /Le regole sono cambiate/);
    assert.match(text, /Di allora – il prospetto 3,00 € per ogni ora 30,00 €/);
    assert.ok(text.includes(`Di oggi ${today}`), text.slice(0, 900));
    assert.ok(text.includes(`Con le regole di oggi il totale è ${gap}`));
    assert.equal(await page.locator('.app-steps').innerText(), steps, 'i passi sono quelli di allora');
    const again = await page.evaluate(async (codice) => JSON.parse(await window.soglia.riapri(JSON.stringify({ codice }))), code);
    assert.deepEqual([again.regole, JSON.stringify(again.risposta)], ['archiviate', JSON.stringify(JSON.parse(printed))]);
    await examine(page, 'prospetto riaperto, altri importi');
  }
});

pageTest(where, 'codici vuoti, tagliati, rovinati, di altri: una frase chiara, e si può incollare quello giusto', async ({ page, go }) => {
  const code = readFileSync(new URL('../casi/archivio/ambito-lodi-sad.codice', import.meta.url), 'utf8').trim();
  for (const [hash, said] of [
    [code.slice(0, -12), 'incompleto'], ['ciao', 'non è un codice di Soglia'], [`2${code.slice(1)}`, 'versione diversa'],
    ['1.eJyrVkrLz1eyUkpKLFKqBQAdegQ0', 'non c\'è un caso di Soglia'], ['1.%C3%A8', 'carattere sbagliato'],
  ]) {
    await go('cittadini');
    await go(`cittadini/prospetto#${hash}`);
    await ready(page);
    await says(page, said);
  }
  await go('cittadini');
  await go('cittadini/prospetto');
  await ready(page);
  await examine(page, 'riapri');
  const field = page.getByLabel('Collegamento o codice');
  await field.fill('https://example.org/');
  await page.getByRole('button', { name: 'Avanti' }).click();
  await until(page, () => document.activeElement.id === 'errori');
  assert.equal(await field.inputValue(), 'https://example.org/');
  await field.fill(`https://soglia.example/cittadini/prospetto#${code}`);
  await page.getByRole('button', { name: 'Avanti' }).click();
  await says(page, 'Le regole sono cambiate');
});

pageTest(where, 'due Comuni e due giorni accanto, con le stesse risposte; ciò che manca è scritto', async ({ page, url }) => {
  await follow(page, url, ...CONFRONTO);
  await page.getByLabel('Con quale Comune?').selectOption('Codogno');
  await says(page, 'Ambito territoriale di Lodi');
  let text = await seen(page);
  assert.match(text, /Comune di Dairago .*Quanto paghi 5,40 € per ogni ora/);
  assert.match(text, /Codogno .*Quanto paghi 3,50 € per ogni ora .*Valori di esempio/);
  await page.getByLabel('Con quale Comune?').selectOption('Comune di Lavagna');
  await says(page, 'Manca: non abbiamo una tariffa');
  await page.getByLabel('Con le regole di quale giorno?').fill('1/7/2018');
  await says(page, 'di quel giorno non abbiamo le regole');
  text = await seen(page);
  assert.doesNotMatch(text.slice(text.indexOf('Manca')), /Quanto paghi 0,00/);
  await page.getByLabel('Con le regole di quale giorno?').fill('32/13/2018');
  await says(page, 'Scrivi giorno, mese e anno');
  await page.getByLabel('Con le regole di quale giorno?').fill('1/5/2024');
  await says(page, '1º maggio 2024');
  await examine(page, 'confronto');
});

pageTest(where, 'le risposte si salvano in un file e si riaprono; un file sbagliato dice che cosa non va', async ({ page, url }) => {
  await follow(page, url, ...FILE);
  const download = await offered(page, () => page.getByRole('button', { name: 'Salva le risposte in un file' }).click());
  const text = readFileSync(download.path, 'utf8');
  assert.equal(JSON.parse(text).campi.isee, '8000');
  await page.getByRole('button', { name: 'Cancella tutto' }).click();
  await page.getByRole('button', { name: 'Cancella le risposte' }).click();
  await until(page, () => location.pathname.endsWith('/cittadini') && window.soglia);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await page.goto(`${url}cittadini/risposte`);
  await ready(page);
  const put = (content, name = 'mio.json') => page.getByLabel('File con le risposte').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  for (const [content, said] of [
    ['', 'non è JSON valido'], ['{', 'non è JSON valido'], ['[]', 'non contiene risposte di Soglia'], ['{"soglia":"risposte"}', 'manca «formato»'],
    ['{"soglia":"risposte","formato":7}', 'formato 7'], ['{"soglia":"risposte","formato":1,"x":1}', '«x»'],
    ['{"soglia":"risposte","formato":1,"comune":"999999"}', '999999'], ['{"soglia":"risposte","formato":1,"campi":{"isee":8000}}', 'testo tra virgolette'],
    ['{"soglia":"risposte","formato":1,"campi":{"altro":"x"}}', '«altro»'], ['x'.repeat(300_000), 'troppo grande'],
  ]) {
    await put(content);
    await says(page, said);
    await until(page, () => document.activeElement.id === 'errori');
  }
  await put(text);
  await says(page, 'Il file è stato aperto');
  await page.goto(`${url}cittadini/dairago-sad/sad/risultato`);
  await ready(page);
  await says(page, '54,00 €');
});

pageTest(where, 'ogni pagina è accessibile, non si sovrappone e non scorre di lato', async ({ page, url }) => {
  await follow(page, url, ...PROVA);
  await examine(page, 'altri valori');
  await page.goBack();
  await ready(page);
  await page.getByRole('link', { name: 'Prospetto da stampare' }).click();
  await until(page, () => document.querySelector('.app-qr'));
  await examine(page, 'prospetto');
  await page.goto(`${url}cittadini/risposte`);
  await ready(page);
  await examine(page, 'file');
});

pageTest(where, 'con la sola tastiera a 360 px: dal risultato agli altri valori, e indietro', { width: 360, height: 640 }, async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  await tabTo(page, 'Prova altri valori: ISEE, ore o giorni, e con quale ISEE pagheresti meno');
  await page.keyboard.press('Enter');
  await until(page, () => window.soglia && document.querySelector('main h1')?.innerText.includes('Che cosa cambia'));
  await tabTo(page, 'Ore al mese');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('20');
  await says(page, 'In tutto: 108,00 € al mese');
  assert.ok(await sideways(page) <= 0);
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel('Ore al mese').inputValue(), '20');
});

pageTest(where, 'con la sola tastiera a 360 px: prospetto, confronto e ritorno, ricaricando e tornando indietro', { width: 360, height: 640 }, async ({ page, url }) => {
  const titled = (text) => until(page, (t) => window.soglia && document.querySelector('main h1')?.innerText.includes(t), text, { what: text });
  const calm = async (name) => {
    assert.ok(await sideways(page) <= 0, name);
    assert.deepEqual(await violations(page), [], name);
  };
  await startFlow(page, url);
  await answerDairago(page);
  await tabTo(page, await page.getByRole('link', { name: FOGLIO[0] }).innerText());
  await page.keyboard.press('Enter');
  await until(page, () => window.soglia && document.querySelector('.app-qr'));
  await calm('prospetto');
  const code = await page.locator('a.app-code').getAttribute('href');
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('a.app-code').getAttribute('href'), code, 'lo stesso codice dopo aver ricaricato');
  await page.goBack();
  await ready(page);
  await tabTo(page, await page.getByRole('link', { name: CONFRONTO[0] }).innerText());
  await page.keyboard.press('Enter');
  await titled(CONFRONTO[1]);
  await tabTo(page, 'Con quale Comune?');
  await page.keyboard.type('Codogno');
  await says(page, 'Ambito territoriale di Lodi');
  await tabTo(page, 'Con le regole di quale giorno? (se vuoi)');
  await page.keyboard.type('1/5/2024');
  await says(page, '1º maggio 2024');
  await calm('confronto');
  await page.reload();
  await ready(page);
  await says(page, '1º maggio 2024');
  assert.equal(await page.getByLabel('Con le regole di quale giorno?').inputValue(), '1/5/2024');
  await page.goBack();
  await ready(page);
  await says(page, '5,40 €');
});

pageTest(where, 'con la sola tastiera a 360 px: le risposte in un file, cancellate e riaperte', { width: 360, height: 640 }, async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  await tabTo(page, await page.getByRole('link', { name: FILE[0] }).innerText());
  await page.keyboard.press('Enter');
  await until(page, (t) => window.soglia && document.querySelector('main h1')?.innerText.includes(t), FILE[1]);
  assert.ok(await sideways(page) <= 0);
  assert.deepEqual(await violations(page), []);
  await tabTo(page, 'Salva le risposte in un file');
  const download = await offered(page, () => page.keyboard.press('Enter'));
  const saved = download.path;
  await page.reload();
  await ready(page);
  await tabTo(page, 'Cancella tutto');
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelector('dialog[open]'));
  await tabTo(page, 'Cancella le risposte');
  await page.keyboard.press('Enter');
  await until(page, () => location.pathname.endsWith('/cittadini') && window.soglia);
  await page.goto(`${url}cittadini/risposte`);
  await ready(page);
  await tabTo(page, 'File con le risposte');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await chooser.setFiles(saved);
  await says(page, 'Il file è stato aperto');
  await page.goBack();
  await ready(page);
  await page.goto(`${url}cittadini/dairago-sad/sad/risultato`);
  await ready(page);
  await says(page, '54,00 €');
});

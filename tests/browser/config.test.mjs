// SPDX-License-Identifier: EUPL-1.2
// The file an ente edits: what it changes, and what a wrong one says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from '../../src/app/avvio/config.js';
import { examine } from './esame.mjs';
import { forward } from './flusso.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const file = (name) => JSON.parse(readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8'));
const give = (page, config) => page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body: typeof config === 'string' ? config : JSON.stringify(config) }));

/** The defaults that the schema declares, by dotted name. */
function defaults(schema, prefix = '') {
  return Object.entries(schema.properties).flatMap(([key, rule]) => (rule.properties
    ? defaults(rule, `${prefix}${key}.`)
    : 'default' in rule ? [[prefix + key, rule.default]] : []));
}

test('il file consegnato, lo schema e il programma dicono gli stessi valori', () => {
  const { values, faults } = readConfig(readFileSync(new URL('../../deploy/config.json', import.meta.url), 'utf8'));
  assert.deepEqual(faults, []);
  const { $schema: _, ...rest } = values;
  assert.deepEqual(rest, Object.fromEntries(defaults(file('config.schema.json'))));
  const { $schema: __, ...usual } = readConfig('{}').values;
  assert.deepEqual(rest, usual);
});

const WRONG = [
  ['{"nome": "Soglia"', 'non si legge'],
  ['[]', 'non si legge'],
  ['', 'non si legge'],
  ['{"nomee": "x"}', '«nomee» non è una voce conosciuta'],
  ['{"ente": "Comune"}', '«ente» non è una voce conosciuta'],
  ['{"ente": {"nome": ""}}', '«ente.nome»'],
  ['{"colore": "verde"}', '«colore»'],
  ['{"colore": "#7FD4B5"}', 'contrasto di almeno 4,5'],
  ['{"comune": 98031}', '«comune»'],
  ['{"collegamenti": {"privacy": "javascript:alert(1)"}}', '«collegamenti.privacy»'],
  ['{"collegamenti": {"codice": "http://esempio.it"}}', 'https://'],
  ['{"contatti": {"telefono": "chiamami"}}', '«contatti.telefono»'],
  ['{"lingue": ["de"]}', '«lingue»'],
  ['{"integrazione": {"origini": ["https://a.it/"]}}', 'senza barra finale'],
  ['{"regole": ["../altro.toml"]}', 'cartella regole'],
  ['{"regole": "regole/nostro.toml"}', 'un elenco'],
  ['{"__proto__": {"nome": "x"}}', '__proto__'],
];
for (const [text, expected] of WRONG) {
  test(`un valore sbagliato lo dice e vale il predefinito: ${text || 'file vuoto'}`, () => {
    const { values, faults } = readConfig(text);
    assert.equal(faults.length, 1);
    assert.ok(faults[0].includes(expected), faults[0]);
    assert.deepEqual(values, readConfig('{}').values);
  });
}

pageTest(where, "il file dell'ente cambia nome, contatti, collegamenti, colore e Comune", async ({ page, go }) => {
  await give(page, {
    nome: 'Tariffe sociali',
    ente: { nome: 'Comune di Lodi', sito: 'https://www.comune.esempio.it' },
    contatti: { ufficio: 'lo sportello sociale', telefono: '+39 0371 000 000', email: 'sociale@comune.esempio.it', orari: 'lunedì, dalle 9 alle 12' },
    collegamenti: { accessibilita: 'https://form.agid.gov.it/view/prova', prenota: 'https://www.comune.esempio.it/prenota', codice: 'https://codice.esempio.it/soglia' },
    colore: '#7A0052',
    comune: '098031',
  });
  await go('cittadini/comune');
  await ready(page);
  assert.match(await page.title(), /Tariffe sociali – Comune di Lodi$/);
  assert.equal(await page.locator('a.navbar-brand').getAttribute('href'), 'https://www.comune.esempio.it');
  assert.equal(await page.locator('footer [data-element=accessibility-link]').getAttribute('href'), 'https://form.agid.gov.it/view/prova');
  assert.equal(await page.locator('[data-element=appointment-booking]').count(), 1);
  assert.equal(await page.locator('a[href="tel:+390371000000"]').count(), 1);
  assert.match(await page.locator('footer').innerText(), /Codice sorgente, versione \d+\.\d+\.\d+ \([0-9a-f]{12}\)/);
  assert.equal(await page.getByLabel('In quale Comune vivi?').inputValue(), '098031');
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.app-nav')).backgroundColor), 'rgb(122, 0, 82)');
  await examine(page, 'con la configurazione di un ente');
});

for (const [what, config] of [['illeggibile', '{ "nome": '], ['con un valore sbagliato', { colore: '#FFFF00' }]]) {
  pageTest(where, `una configurazione ${what} si vede, e il resto funziona`, async ({ page, go }) => {
    await give(page, config);
    await go('cittadini');
    await ready(page);
    assert.match(await page.getByRole('alert').innerText(), /config\.json/);
    assert.match(await page.title(), /Soglia – Ambito di Lodi$/);
    await examine(page, 'con la configurazione sbagliata');
  });
}

pageTest(where, 'senza il file della configurazione lo si legge', { allow: [/404/] }, async ({ page, go }) => {
  await page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
  await go('');
  await ready(page);
  assert.match(await page.getByRole('alert').innerText(), /accanto a index\.html/);
});

/** Senna's home care as another Comune would write its own, from 2026 on, at a cost of 20 € an hour. */
const NOSTRO = readFileSync(new URL('../../seeds/regolamenti/senna-sad.toml', import.meta.url), 'utf8')
  .replace('id = "senna-sad"', 'id = "nostro-sad"').replace('"Comune di Senna Lodigiana"', '"Comune di Abbadia Cerreto"')
  .replace('["098053"]', '["098001"]').replace('{ dal = "2024-01-01", al = "2024-12-31" }', '{ dal = "2020-01-01" }')
  .replace('importo = "22.00", per = "ora", certezza = "dimostrativa"', 'importo = "20.00", per = "ora", certezza = "certa"');
const giveRules = (page, files) => Promise.all(Object.entries(files).map(([name, body]) => page.route(`**/${name}`,
  (route) => route.fulfill(body === null ? { status: 404 } : { contentType: 'text/plain', body }))));

pageTest(where, "un regolamento dell'ente vale in ogni porta come quelli inclusi", async ({ page, go }) => {
  await give(page, { regole: ['regole/nostro-sad.toml'] });
  await giveRules(page, { 'regole/nostro-sad.toml': NOSTRO });
  await go('cittadini/comune');
  await ready(page);
  assert.equal(await page.getByRole('alert').count(), 0);
  await page.getByLabel('In quale Comune vivi?').selectOption({ label: 'Abbadia Cerreto' });
  await forward(page);
  await page.locator('main label[for="servizio-0"]').click();
  await forward(page);
  await until(page, () => location.pathname.includes('/nostro-sad/sad/') && document.querySelector('#risposta'));
  await page.locator('#risposta').fill('3000');
  await forward(page);
  await until(page, () => /ore/.test(document.querySelector('main h1').innerText));
  await page.locator('#risposta').fill('10');
  await forward(page);
  await until(page, () => location.pathname.endsWith('/riepilogo'));
  await page.locator('main .app-actions button').first().click();
  await until(page, () => document.querySelector('.app-amount')?.innerText.replace('\u00a0', ' ') === '6,00 €');
  // 30% of 20 €; the call answers at once, as on an embedded one.
  const call = { file: 'nostro-sad', servizio: 'sad', richiesta: { data: '2026-01-01', isee: { sociosanitario: '3000' } } };
  const unit = await page.evaluate((c) => JSON.parse(window.soglia.calcola(JSON.stringify(c))).quote[0].unitaria, call);
  assert.equal(unit, '6.00');
  const list = await page.evaluate(async () => JSON.parse(await window.soglia.elenco('{}')).regolamenti.map((r) => r.id));
  assert.ok(list.includes('nostro-sad') && list.includes('senna-sad'));
  await go('uffici');
  await ready(page);
  assert.equal(await page.getByRole('button', { name: /Assistenza domiciliare anziani.*Comune di Abbadia Cerreto/ }).count(), 1);
  await go('dati-aperti');
  await ready(page);
  assert.equal(await page.getByRole('link', { name: 'nostro-sad.toml' }).getAttribute('href'), 'regole/nostro-sad.toml');
});

pageTest(where, 'un regolamento con lo stesso nome di uno incluso ne prende il posto', async ({ page, go }) => {
  await give(page, { regole: ['regole/senna.toml'] });
  await giveRules(page, { 'regole/senna.toml': NOSTRO.replace('nostro-sad', 'senna-sad') });
  await go('cittadini');
  await ready(page);
  const call = { file: 'senna-sad', servizio: 'sad', richiesta: { data: '2026-01-01', isee: { sociosanitario: '3000' } } };
  assert.equal(await page.evaluate((c) => JSON.parse(window.soglia.calcola(JSON.stringify(c))).quote[0].unitaria, call), '6.00');
});

pageTest(where, 'un regolamento sbagliato o che non arriva si vede, con la riga; gli altri valgono', { allow: [/404/] }, async ({ page, go }) => {
  await give(page, { regole: ['regole/rotto.toml', 'regole/assente.toml', 'regole/nostro-sad.toml'] });
  await giveRules(page, { 'regole/rotto.toml': NOSTRO.replace('"2000"', '2000.5'), 'regole/assente.toml': null, 'regole/nostro-sad.toml': NOSTRO });
  await go('cittadini');
  await ready(page);
  const said = await page.getByRole('alert').innerText();
  assert.match(said, /Un regolamento di questo sito/);
  assert.match(said, /rotto\.toml:\d+: errore.*come rimediare/);
  assert.match(said, /assente\.toml.*404.*cartella regole/);
  assert.doesNotMatch(said, /nostro-sad/);
  const call = { file: 'nostro-sad', servizio: 'sad', richiesta: { data: '2026-01-01', isee: { sociosanitario: '3000' } } };
  assert.match(await page.evaluate((c) => window.soglia.calcola(JSON.stringify(c)), call), /"6\.00"/);
  await examine(page, 'con un regolamento sbagliato');
});

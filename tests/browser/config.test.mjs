// SPDX-License-Identifier: EUPL-1.2
// The file an ente edits: what it changes, and what a wrong one says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from '../../src/app/avvio/config.js';
import { examine } from './esame.mjs';
import { pageTest, ready, setting } from './pagina.mjs';

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

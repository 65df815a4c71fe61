// SPDX-License-Identifier: EUPL-1.2
// The reader of config.json on files that nobody thought of: whatever it is given, the page has values it can use.
// `SOGLIA_PROVE_CASI=100000 node --test config-a-caso.test.mjs` for a long run; `SOGLIA_PROVE_SEME` for another one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { paint, readConfig } from '../../src/app/avvio/config.js';

const number = (name, usual) => (Number.isSafeInteger(Number(process.env[name] || NaN)) ? Number(process.env[name]) : usual);
const runs = { numRuns: number('SOGLIA_PROVE_CASI', 2000), seed: number('SOGLIA_PROVE_SEME', 20261128) };
const USUAL = readConfig('{}').values;
const KEYS = Object.keys(USUAL);

/** Contrast with white, by the formula of WCAG 2.2, written again. */
function contrast(hex) {
  const [r, g, b] = [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)].map((two) => {
    const s = Number(`0x${two}`) / 255;
    return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** What the page relies on, value by value, whatever the file said. */
function usable(values) {
  assert.deepEqual(Object.keys(values).sort(), KEYS.toSorted());
  for (const [key, value] of Object.entries(values)) {
    assert.equal(Array.isArray(value), Array.isArray(USUAL[key]), key);
    for (const text of [value].flat()) assert.equal(typeof text, 'string', key);
  }
  const links = KEYS.filter((key) => key.startsWith('collegamenti.') || key === 'ente.sito');
  for (const key of links.filter((key) => values[key])) {
    assert.ok(['https:', 'mailto:'].includes(new URL(values[key], 'https://esempio.it').protocol), `${key}: ${values[key]}`);
  }
  for (const origin of values['integrazione.origini']) assert.equal(new URL(origin).origin, origin);
  for (const rule of values.regole) assert.ok(!rule.includes('..') && rule.startsWith('regole/'), rule);
  assert.ok(values.nome.trim() && values['ente.nome'].trim());
  assert.ok(contrast(values.colore) >= 4.5, values.colore);
  paint(values.colore, { style: { setProperty: (_, colour) => assert.match(colour, /^(#[0-9a-f]{6}|rgb\(\d{1,3} \d{1,3} \d{1,3}\))$/i) } });
}

/** Every fault is a sentence that ends, and says something of the file. */
function sentences(faults) {
  for (const fault of faults) assert.match(fault, /^(«|Il file non si legge: )[^]+\.$/);
}

/** Near what can be written: the right words in the wrong places, and the other way round. */
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', ' ', 'it', 'de', '#007A52', '#7fd4b5', '#FFFFFF', '#000000', '#00g000', '098031', '98031', '+39 0371 000 000', 'a@b.it', 'regole/a.toml', 'regole/../a.toml', 'REGOLE/a.json'),
  fc.constantFrom('https://a.it', 'https://a.it/', 'http://a.it', 'mailto:a@b.it', 'javascript:alert(1)', ' https://a.it', 'https://a.it\nx', 'https://a.it:99999', 'https://a.it:443', 'https://È.it', 'https://[::1', 'x'.repeat(200), 'x'.repeat(201)),
);
const value = fc.oneof({ weight: 4, arbitrary: word }, { weight: 2, arbitrary: fc.array(word, { maxLength: 4 }) }, fc.jsonValue());
const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...KEYS) }, fc.string({ maxLength: 12 }), fc.constantFrom('__proto__', 'constructor', 'toString', 'ente', 'ente.__proto__', 'contatti.hasOwnProperty'));

/** A file with these values, each where its dotted name says, in JSON: as a person writes it, `__proto__` too. */
function file(entries) {
  const groups = new Map();
  for (const [name, inside] of entries) {
    const [head, ...rest] = name.split('.');
    if (!groups.has(head)) groups.set(head, []);
    groups.get(head).push(rest.length ? `{${JSON.stringify(rest.join('.'))}:${JSON.stringify(inside)}}` : JSON.stringify(inside));
  }
  return `{${[...groups].flatMap(([head, all]) => all.map((one) => `${JSON.stringify(head)}:${one}`)).join(',')}}`;
}

test('qualunque testo: valori che la pagina può usare, frasi per ogni errore', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), fc.json(), word), (text) => {
    const { values, faults } = readConfig(text);
    usable(values);
    sentences(faults);
  }), runs);
});

test('qualunque valore in qualunque voce: le altre voci non cambiano', () => {
  fc.assert(fc.property(key, value, (name, inside) => {
    const { values, faults } = readConfig(file([[name, inside]]));
    usable(values);
    sentences(faults);
    for (const other of KEYS.filter((each) => each !== name)) assert.deepEqual(values[other], USUAL[other]);
    // A value is taken as it is, or said to be wrong: never changed, never left out in silence.
    if (KEYS.includes(name) && !faults.length) assert.deepEqual(values[name], inside);
    if (!KEYS.includes(name) && typeof inside === 'string') assert.equal(faults.length, 1);
  }), runs);
});

test('molte voci insieme: nessuna fa cadere le altre', () => {
  const one = fc.constantFrom(...KEYS.filter((each) => !each.includes('.')));
  fc.assert(fc.property(fc.uniqueArray(fc.tuple(one, value), { selector: ([name]) => name }), (entries) => {
    const { values, faults } = readConfig(file(entries));
    usable(values);
    sentences(faults);
    for (const [name, inside] of entries) {
      const alone = readConfig(file([[name, inside]]));
      assert.deepEqual(values[name], alone.values[name]);
    }
  }), runs);
});

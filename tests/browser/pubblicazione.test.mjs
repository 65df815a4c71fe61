// SPDX-License-Identifier: EUPL-1.2
// What a public administration looks at before it adopts a program: publiccode.yml, guides, lists, rules.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { CSP, HEADERS, HTTPS_HEADERS } from '../../deploy/regole.mjs';
import { libraries, sbom } from '../../deploy/componenti.mjs';
import { zip } from '../../deploy/zip.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name) => readFileSync(join(root, name), 'utf8');

// Keys and words of the standard, version 0.7 (publiccodeYmlVersion "0").
const KEYS = ['publiccodeYmlVersion', 'name', 'applicationSuite', 'url', 'landingURL', 'isBasedOn', 'softwareVersion', 'releaseDate', 'logo', 'platforms',
  'categories', 'organisation', 'usedBy', 'fundedBy', 'roadmap', 'developmentStatus', 'softwareType', 'intendedAudience', 'supports', 'description',
  'legal', 'maintenance', 'localisation', 'dependsOn'];
const STATUS = ['concept', 'development', 'beta', 'stable', 'obsolete'];

test('publiccode.yml ha le voci obbligatorie dello standard, con i valori ammessi', () => {
  const code = parse(read('publiccode.yml'));
  assert.deepEqual(Object.keys(code).filter((key) => !KEYS.includes(key)), [], 'voci che lo standard non conosce');
  assert.equal(code.publiccodeYmlVersion, '0');
  assert.match(code.url, /^https:\/\/.+\.git$/);
  assert.ok(code.platforms.length > 0);
  assert.ok(STATUS.includes(code.developmentStatus));
  assert.equal(code.softwareType, 'standalone/web');
  assert.match(String(code.releaseDate), /^\d{4}-\d{2}-\d{2}$/);
  assert.equal(code.softwareVersion, read('Cargo.toml').match(/^version = "([^"]+)"/m)[1]);
  for (const [language, text] of Object.entries(code.description)) {
    assert.ok(text.shortDescription.length <= 150, `${language}: shortDescription di ${text.shortDescription.length} caratteri`);
    assert.ok(text.longDescription.length >= 150 && text.longDescription.length <= 10_000, `${language}: longDescription`);
    assert.ok(text.features.length > 0);
    for (const picture of text.screenshots ?? []) assert.ok(existsSync(join(root, picture)), `manca ${picture}`);
  }
  assert.equal(code.legal.license, 'EUPL-1.2');
  assert.equal(code.maintenance.type, 'community');
  assert.ok(code.maintenance.contacts[0].name);
  assert.equal(code.localisation.localisationReady, true);
  assert.deepEqual(code.localisation.availableLanguages, ['it']);
  assert.equal(JSON.parse(read('src/app/stile/package-lock.json')).packages['node_modules/bootstrap-italia'].version, code.dependsOn.open[0].version);
});

test('il README dà due comandi, e ogni collegamento fra i documenti porta a un file', () => {
  assert.deepEqual([...read('README.md').matchAll(/^make (\w+)/gm)].map((m) => m[1]), ['run', 'test']);
  const documents = [...readdirSync(root).filter((name) => name.endsWith('.md')), ...readdirSync(join(root, 'docs'), { recursive: true }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`), 'seeds/README.md'];
  for (const name of documents) {
    const targets = [...read(name).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((m) => m[1]);
    for (const target of targets) assert.ok(existsSync(join(root, dirname(name), target)), `${name}: ${target}`);
  }
  assert.equal([...read('seeds/README.md').split('## Aggiungere un regolamento')[1].matchAll(/^\d\. /gm)].length, 6);
});

for (const name of ['nginx.conf', '.htaccess', 'web.config']) {
  test(`${name} dà ogni intestazione, uguale`, () => {
    const text = read(`deploy/${name}`).replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    for (const [header, value] of Object.entries({ ...HEADERS, ...HTTPS_HEADERS })) {
      assert.ok(text.includes(header) && text.includes(value), header);
    }
  });
}

test('la politica di sicurezza non ha unsafe se non per WebAssembly, e nulla di terzi', () => {
  assert.deepEqual(CSP.match(/'[a-z-]*unsafe[a-z-]*'/g), ["'wasm-unsafe-eval'"]);
  assert.doesNotMatch(CSP, /https?:|\*/);
  assert.match(CSP, /require-trusted-types-for 'script'/);
});

test("l'elenco dei componenti è quello di Cargo.lock, senza strumenti di costruzione", () => {
  const bom = sbom('0.0.0');
  const lock = read('Cargo.lock');
  for (const { name, version } of libraries()) assert.ok(lock.includes(`name = "${name}"\nversion = "${version}"`), name);
  assert.ok(bom.components.some((c) => c.name === 'yew') && !bom.components.some((c) => c.name === 'syn'));
  assert.ok(bom.components.every((c) => c.licenses[0].expression));
});

test('un archivio ha i suoi file, ed è sempre lo stesso', () => {
  const files = [['a.txt', Buffer.from('ciao '.repeat(100))], ['à/b.bin', Buffer.from([0, 1, 2])]];
  assert.deepEqual(zip(files), zip(files));
  assert.equal(zip(files).readUInt32LE(0), 0x04034b50);
});

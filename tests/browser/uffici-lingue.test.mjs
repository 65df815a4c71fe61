// SPDX-License-Identifier: EUPL-1.2
// The staff doors and the pages about the site in English: nothing Italian is left that does not say so, and choosing
// another language loses nothing of what was written.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sideways } from './esame.mjs';
import { catalogue, leftovers } from './italiano.mjs';
import { offered, pageTest, picture, ready, setting, until } from './pagina.mjs';

const where = setting();
const FOLDER = fileURLToPath(new URL('./esito/uffici-lingue', import.meta.url));
mkdirSync(FOLDER, { recursive: true });
const KEYS = catalogue();
const SITE = ['come-funziona', 'dati-aperti', 'integra', 'privacy', 'accessibilita', 'note-legali'];

const text = async (locator) => (await locator.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const spoken = (page, code) => until(page, (wanted) => document.documentElement.lang === wanted, code, { what: `la pagina parla ${code}` });
const bar = (page) => text(page.locator('.app-bar [role=status]'));

async function choose(page, name) {
  await page.locator('.app-lingue > summary').click();
  await page.locator('.app-lingue a', { hasText: name }).click();
}

/** In English, complete, without the notice; pictures of it for people. */
async function english(page, name) {
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en', name);
  assert.equal(await page.locator('main').getAttribute('lang'), null, name);
  assert.equal(await page.locator('.app-cortesia').count(), 0, name);
  await page.evaluate(() => { for (const one of document.querySelectorAll('main details')) one.open = true; });
  assert.deepEqual(await leftovers(page, KEYS), [], name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    assert.ok(await sideways(page) <= 0, `${name} a ${width} px`);
    await picture(page, `${FOLDER}/${name}-${width}.png`);
  }
}

/** Opens the regional fund of 2017 in English. */
async function openFund(page, go) {
  await go('piano?lingua=en');
  await ready(page);
  await page.getByRole('button', { name: /^Open.*Fondo Sociale Regionale 2017/ }).click();
  await until(page, () => document.querySelector('.app-tree'));
}

pageTest(where, 'l\'esame trova l\'italiano dove c\'è', async ({ page, go }) => {
  for (const path of ['piano', ...SITE]) {
    await go(path);
    await ready(page);
    assert.ok((await leftovers(page, KEYS)).length > 15, path);
  }
});

pageTest(where, 'un catalogo solo, quello degli uffici, e solo in inglese', async ({ page, go, server }) => {
  for (const [path, file] of [['piano?lingua=en', '/lingue/uffici-en.mo'], ['cittadini?lingua=en', '/lingue/en.mo'], ['piano?lingua=fr', '/lingue/fr.mo']]) {
    const before = server.sent.length;
    await go(path);
    await ready(page);
    const asked = server.sent.slice(before).map(([name]) => name.replace(/\?.*/, '')).filter((name) => name.includes('/lingue/'));
    assert.deepEqual(asked, [file], path);
  }
});

for (const path of SITE) {
  pageTest(where, `${path} in inglese`, async ({ page, go }) => {
    await go(`${path}?lingua=en`);
    await ready(page);
    await english(page, path);
    const title = await page.locator('main h1').innerText();
    await choose(page, 'Italiano');
    await spoken(page, 'it');
    await until(page, (old) => document.querySelector('main h1').innerText !== old, title);
    await choose(page, 'English');
    await until(page, (old) => document.querySelector('main h1').innerText === old, title);
    await english(page, path);
  });
}

pageTest(where, 'il fondo in inglese: ogni parte della pagina', async ({ page, go }) => {
  await go('piano?lingua=en');
  await ready(page);
  await english(page, 'piano-scelta');
  await openFund(page, go);
  assert.match(await bar(page), /Available €1,185,143\.00 · allocated €1,185,143\.00 · left over €0\.00/);
  const closed = page.getByRole('button', { name: /^Details of/ });
  while (await closed.count()) await closed.first().click();
  await page.getByRole('button', { name: 'Add or change the constraints' }).click();
  await english(page, 'piano-albero');
  const part = (name) => page.getByRole('button', { name, exact: true }).click();
  await part('Pictures');
  await page.locator('#sensibilita-voce').selectOption({ index: 3 });
  await page.locator('#obiettivo-voce').selectOption({ label: 'Area anziani' });
  await page.locator('#obiettivo-euro').pressSequentially('350.000,00');
  await page.locator('#obiettivo-euro').press('Enter');
  await until(page, () => /To get at least/.test(document.querySelector('main').innerText));
  await english(page, 'piano-figure');
  await part('Report');
  assert.match(await text(page.locator('main')), /Total allocated = total available: €1,185,143\.00 = €1,185,143\.00/);
  await english(page, 'piano-relazione');
  await part('Comparison');
  await page.getByRole('button', { name: 'Keep it as it is now' }).click();
  await part('Tree');
  await page.getByLabel('Weight of Emarginazione e povertà').fill('25');
  await part('Comparison');
  await english(page, 'piano-confronto');
  await part('Text of the file');
  await english(page, 'piano-testo');
});

pageTest(where, 'un errore del fondo in inglese, e il numero scritto all\'italiana resta', async ({ page, go }) => {
  await openFund(page, go);
  const field = page.getByLabel('Amount, € of Area disabili');
  await field.fill('2.000.000,00');
  await until(page, () => document.querySelector('#errori'));
  assert.match(await text(page.locator('#errori')), /fixed amounts and percentages exceed what is available by €[\d,.]+.*How to fix it/);
  assert.equal(await field.inputValue(), '2.000.000,00');
  await english(page, 'piano-errore');
});

pageTest(where, 'cambiare lingua non perde nulla: modifica, dettagli aperti, annulla', async ({ page, go }) => {
  await go('piano');
  await ready(page);
  await page.getByRole('button', { name: /^Apri.*Fondo Sociale Regionale 2017/ }).click();
  await page.getByLabel('Peso di Emarginazione e povertà').fill('25');
  await page.getByRole('button', { name: 'Dettagli di Area anziani' }).click();
  const values = () => page.evaluate(() => [...document.querySelectorAll('main input, main select')].map((i) => i.value));
  const before = await values();
  await choose(page, 'English');
  await spoken(page, 'en');
  await until(page, () => /^Available/.test(document.querySelector('.app-bar [role=status]').innerText));
  assert.deepEqual(await values(), before);
  assert.equal(await page.getByLabel('Weight of Emarginazione e povertà').inputValue(), '25');
  assert.equal(await page.getByRole('button', { name: 'Close details of Area anziani' }).getAttribute('aria-expanded'), 'true');
  await english(page, 'piano-cambio');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await page.getByLabel('Weight of Emarginazione e povertà').inputValue(), '10');
  await choose(page, 'Français');
  await spoken(page, 'fr');
  await until(page, () => /^Disponibile/.test(document.querySelector('.app-bar [role=status]').innerText));
  assert.match(await page.locator('.app-cortesia').innerText(), /seulement en italien/);
});

pageTest(where, 'ciò che si scarica resta italiano nei numeri: CSV e foglio di calcolo', async ({ page, go }) => {
  await openFund(page, go);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const csv = await offered(page, () => page.getByRole('button', { name: 'Download the table (CSV)' }).click());
  const table = readFileSync(csv.path, 'utf8');
  assert.match(table, /Item;Gets;Of its level/);
  assert.match(table, /Total available;1185143,00;–/);
  const sheet = await offered(page, () => page.getByRole('button', { name: /^Spreadsheet/ }).click());
  assert.match(sheet.name, /\.xlsx$/);
  await until(page, () => /Spreadsheet ready/.test(document.querySelector('main').innerText));
});

// SPDX-License-Identifier: EUPL-1.2
// The door of the Comuni in English: nothing Italian is left that does not say so, the worker and the errors of files
// included; and choosing another language loses neither families nor scenarios.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sideways, violations } from './esame.mjs';
import { catalogue, leftovers } from './italiano.mjs';
import { pageTest, picture, ready, setting, until } from './pagina.mjs';

const where = setting();
const FOLDER = fileURLToPath(new URL('./esito/comuni-lingue', import.meta.url));
mkdirSync(FOLDER, { recursive: true });
const KEYS = catalogue();
const PARTS = ['Families', 'Fees', 'Results', 'Why they change', 'Steps', 'Goal', 'The 61 Comuni', 'Report'];
const PARTI = ['Famiglie', 'Tariffe', 'Risultati', 'Perché cambiano', 'Scalini', 'Obiettivo', 'I 61 Comuni', 'Relazione'];

const text = async (locator) => (await locator.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const part = (page, name) => page.locator('main nav').getByRole('button', { name, exact: true }).click();
const says = (page, words) => until(page, (w) => document.querySelector('.app-bar [role=status]')?.innerText.replaceAll('\u00a0', ' ').includes(w), words, { what: `la barra dice «${words}»` });
const shows = (page, words) => until(page, (w) => document.querySelector('main')?.innerText.replaceAll('\u00a0', ' ').includes(w), words, { what: `la pagina dice «${words}»` });
const spoken = (page, code) => until(page, (wanted) => document.documentElement.lang === wanted, code, { what: `la pagina parla ${code}` });
const csv = (body) => ({ name: 'families.csv', mimeType: 'text/csv', buffer: Buffer.from(body) });
/** ISEE 15.000 € pays 4,00 € the hour, 30.000 € pays 8,00 €; one row is wrong. */
const FAMIGLIE = 'id;isee;ora;comune\n1;5000,00;10;Lodi\n2;15000,00;10;Lodi\n3;30000,00;10;Codogno\n4;30100,00;10;Codogno\n5;12.500,50;1;Lodi\n';

async function choose(page, name) {
  await page.locator('.app-lingue > summary').click();
  await page.locator('.app-lingue a', { hasText: name }).click();
}

async function begin(page, go, path = 'uffici?lingua=en') {
  await go(path);
  await ready(page);
  await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Monopoli/ }).click();
  await until(page, () => document.querySelector('#famiglie'));
}

/** In English, complete, without the notice; pictures of it for people. */
async function english(page, name) {
  assert.equal(await page.locator('main').getAttribute('lang'), null, name);
  assert.equal(await page.locator('.app-cortesia').count(), 0, name);
  await page.evaluate(() => { for (const one of document.querySelectorAll('main details')) one.open = true; });
  assert.deepEqual(await leftovers(page, KEYS), [], name);
  assert.doesNotMatch(await text(page.locator('main')), /Project-Id-Version/, name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    assert.ok(await sideways(page) <= 0, `${name} a ${width} px`);
    await picture(page, `${FOLDER}/${name}-${width}.png`);
  }
}

pageTest(where, 'l\'esame trova l\'italiano in ogni parte della pagina italiana', async ({ page, go }) => {
  await begin(page, go, 'uffici');
  await page.getByRole('button', { name: 'Prova con famiglie di esempio' }).click();
  await says(page, 'Entrate in vigore');
  for (const name of PARTI) {
    await part(page, name);
    assert.ok((await leftovers(page, KEYS)).length > 15, name);
  }
});

pageTest(where, 'le famiglie di esempio e uno scenario, in inglese: ogni parte della pagina', async ({ page, go }) => {
  await go('uffici?lingua=en');
  await ready(page);
  await english(page, 'scelta');
  await begin(page, go);
  await english(page, 'famiglie');
  await page.getByRole('button', { name: 'Try with example families' }).click();
  await says(page, 'Revenue in force €');
  await english(page, 'famiglie-lette');
  await part(page, 'Fees');
  await page.getByLabel('Percentage of the cost, band 3').fill('50');
  for (const name of ['Add a cap', 'Add a minimum', 'Add a reduction', 'Add a requirement']) await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: /^Only on a condition/ }).first().click();
  await page.getByRole('button', { name: 'Add another condition' }).first().click();
  await until(page, () => /\(\u2212€/.test(document.querySelector('.app-bar [role=status]').innerText));
  await english(page, 'tariffe');
  await page.getByRole('button', { name: 'Show the text of the file' }).click();
  await english(page, 'testo');
  await page.getByRole('button', { name: 'Show the fields' }).click();
  for (const [name, words] of [['Results', 'With «Proposal 1» the revenue is €'], ['Why they change', 'A family in the middle'], ['Steps', 'The highest step is at an ISEE of €'], ['Goal', 'What must hold'], ['The 61 Comuni', 'Uniformity'], ['Report', 'Sources and versions']]) {
    await part(page, name);
    await shows(page, words);
    await english(page, name.toLowerCase().replaceAll(' ', '-'));
  }
  assert.equal(await page.getByText('This part is the text of an Italian legal act').count(), 1);
  await part(page, 'Goal');
  await page.getByLabel('Revenue at least, €').fill('1');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await shows(page, 'values tried');
  await english(page, 'obiettivo-trovato');
});

pageTest(where, 'ciò che non va nei file e nei campi, e come rimediare, in inglese', async ({ page, go }) => {
  await begin(page, go);
  const input = page.getByLabel('File of the families (CSV, .xlsx or .ods)');
  await input.setInputFiles(csv(FAMIGLIE));
  await says(page, 'Revenue in force €258.00');
  await shows(page, 'the number separates thousands');
  await shows(page, 'write only the decimal mark, such as 12500,50');
  await english(page, 'righe-fuori');
  await input.setInputFiles(csv('id;isee;ora;segno\n1;2;3;4\n'));
  await shows(page, 'What each column holds');
  await english(page, 'colonne');
  await input.setInputFiles(csv(''));
  await shows(page, 'the file is empty. How to fix it: check that you have chosen the right file');
  await english(page, 'file-vuoto');
  await part(page, 'Fees');
  await page.getByLabel('ISEE up to, band 1').fill('quasi');
  await shows(page, 'this is not a number');
  await english(page, 'campo-sbagliato');
  await page.getByRole('button', { name: 'Show the text of the file' }).click();
  await page.locator('#testo').fill('formato = ');
  await shows(page, 'this is not valid TOML');
  await english(page, 'testo-sbagliato');
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'cambiare lingua non perde famiglie né scenari, e ciò che il worker ha detto cambia con la pagina', async ({ page, go }) => {
  await begin(page, go);
  await page.getByLabel('File of the families (CSV, .xlsx or .ods)').setInputFiles(csv(FAMIGLIE));
  await says(page, 'Revenue in force €258.00');
  await part(page, 'Fees');
  await page.getByLabel('Percentage of the cost, band 3').fill('50');
  await says(page, 'Proposal 1 €189.00 (\u2212€69.00)');
  await choose(page, 'Italiano');
  await spoken(page, 'it');
  await says(page, 'Entrate in vigore 258,00 € · Proposal 1 189,00 € (\u221269,00 €)');
  assert.equal(await page.getByLabel('Percentuale del costo, fascia 3').inputValue(), '50');
  await part(page, 'Famiglie');
  await shows(page, 'il numero separa le migliaia');
  await shows(page, 'scrivi solo il segno dei decimali, come 12500,50');
  await part(page, 'Perché cambiano');
  await shows(page, 'pesa di più «quota «oraria»: fascia 3»: \u221269,00 €');
  await shows(page, 'Totale: ');
  await choose(page, 'English');
  await spoken(page, 'en');
  await shows(page, 'what weighs most is «share «oraria»: band 3»: \u2212€69.00');
  await shows(page, 'Total: ');
  await english(page, 'cambio-cause');
  await part(page, 'Families');
  await shows(page, 'the number separates thousands');
  await english(page, 'cambio');
  for (const name of PARTS) {
    await part(page, name);
    await until(page, () => !/Calculating…|Trying/.test(document.querySelector('main').innerText));
    assert.deepEqual(await leftovers(page, KEYS), [], name);
  }
  await choose(page, 'Français');
  await spoken(page, 'fr');
  await says(page, 'Entrate in vigore 258,00 €');
  assert.match(await text(page.locator('.app-cortesia')), /seulement en italien/);
});

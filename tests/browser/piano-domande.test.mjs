// SPDX-License-Identifier: EUPL-1.2
// The door of the Ufficio di Piano: questions about a fund, order and constraints by keyboard, the spreadsheet.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { examine, violations } from './esame.mjs';
import { offered, pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const text = async (locator) => (await locator.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const part = (page, name) => page.getByRole('button', { name, exact: true }).click();
const says = (page, words) => until(page, (w) => document.querySelector('main')?.innerText.replaceAll('\u00a0', ' ').includes(w), words,
  { what: `la pagina dice «${words}»`, seconds: 15 });

async function openFund(page, go, name = /Apri.*Fondo Sociale Regionale 2017/) {
  await go('piano');
  await ready(page);
  await page.getByRole('button', { name }).click();
  await until(page, () => document.querySelector('.app-tree'));
}

/** Ids of the first level, in the order of the table. */
const order = (page) => page.locator('.app-tree tbody tr:has(th[id^="campo-voce-"]) th').evaluateAll((all) => all
  .filter((th) => /^campo-voce-\d+$/.test(th.id)).map((th) => th.childNodes[0].textContent.trim()));

pageTest(where, 'il foglio di calcolo si scarica dalla relazione', async ({ page, go }) => {
  await openFund(page, go);
  await part(page, 'Relazione');
  const download = await offered(page, () => page.getByRole('button', { name: /^Foglio di calcolo/ }).click());
  assert.equal(download.name, 'ambito-lodi-frs-2017.xlsx');
  const bytes = readFileSync(download.path);
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  assert.ok(bytes.length > 8000, `${bytes.length} byte`);
  await says(page, 'Foglio di calcolo pronto: ambito-lodi-frs-2017.xlsx.');
});

pageTest(where, 'se un peso cambia: i pesi esatti a cui qualcuno incontra o lascia un limite', async ({ page, go }) => {
  await openFund(page, go);
  await part(page, 'Figure');
  await page.getByLabel('Voce', { exact: true }).selectOption({ label: 'Area anziani' });
  await says(page, 'Con il peso da 0 a 100 «Area anziani» passa da');
  const figure = page.locator('figure:has(#sensibilita)');
  assert.match(await text(figure), /Al peso [\d.,]+ «Area anziani» lascia il suo minimo/);
  await figure.getByText('Le cifre in tabella').click();
  assert.match(await text(figure.getByRole('table')), /Peso esatto Circa Che cosa succede/);
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'che cosa serve per dare di più a una voce: il valore, la prova, o perché no', async ({ page, go }) => {
  await openFund(page, go);
  await part(page, 'Figure');
  await page.getByLabel('Voce da aumentare').selectOption({ label: 'Area anziani' });
  const euro = page.getByLabel('Almeno, €');
  await euro.pressSequentially('350.000');
  await euro.press('Enter');
  await says(page, '«Area anziani» ora ha 300.000,00 €. Per averne almeno 350.000,00 €:');
  assert.match(await text(page.locator('main')), /Il peso da 20 a [\d,.]+: ne avrebbe 350\.000,0\d €\. È il più piccolo che basta: con [\d,.]+ ne avrebbe 349\.999,9\d €/);
  await page.getByLabel('Voce da aumentare').selectOption({ label: 'Area disabili' });
  await says(page, "L'assegnazione non basta: «Area disabili» ha un importo deciso");
  await page.getByLabel('Voce da aumentare').selectOption({ label: 'Area anziani' });
  await page.getByRole('button', { name: /Usa questo valore.*Il peso/ }).click();
  await says(page, 'ha già 350.000,0');
  await euro.fill('');
  await euro.pressSequentially('tanti');
  await euro.press('Enter');
  await until(page, () => document.querySelector('#obiettivo-euro')?.getAttribute('aria-invalid') === 'true');
  assert.equal(await euro.inputValue(), 'tanti');
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'le voci si spostano con la tastiera, e il focus le segue', async ({ page, go }) => {
  await openFund(page, go);
  const before = await order(page);
  await page.getByRole('button', { name: `Dettagli di ${before[2]}` }).click();
  await page.getByRole('button', { name: `Sposta su «${before[2]}»` }).focus();
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement?.id === 'su-campo-voce-1', undefined, { what: 'il focus segue la voce' });
  assert.deepEqual(await order(page), [before[0], before[2], before[1], ...before.slice(3)]);
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement?.id === 'giu-campo-voce-0', undefined, { what: 'in cima il focus va all\'altro pulsante' });
  assert.deepEqual(await order(page), [before[2], before[0], before[1], ...before.slice(3)]);
  assert.match(await text(page.locator('.app-bar [role=status]')), /Spostata: ora è al posto 1 di 5/);
  await page.getByRole('button', { name: 'Annulla' }).click();
  await page.getByRole('button', { name: 'Annulla' }).click();
  assert.deepEqual(await order(page), before);
});

pageTest(where, 'un altro anno dello stesso fondo porta la cifra stampata nel Piano', async ({ page, go }) => {
  await openFund(page, go);
  await page.getByLabel('Anno, con la cifra del Piano di Zona').selectOption('2015');
  await says(page, 'Disponibile 1.281.372,00 €');
  assert.match(await text(page.locator('h1')), /Fondo Sociale Regionale 2015/);
  await page.getByRole('button', { name: 'Annulla' }).click();
  await says(page, 'Disponibile 1.185.143,00 €');
});

pageTest(where, 'un vincolo si aggiunge, si cambia e si toglie', async ({ page, go }) => {
  await openFund(page, go);
  await page.getByText('Aggiungi o cambia i vincoli').click();
  await page.getByRole('button', { name: 'Aggiungi un vincolo' }).click();
  await page.getByLabel('Vincolo 3 in parole').fill('Almeno metà agli anziani e ai poveri');
  await page.getByLabel('Vincolo 3: somma anche').selectOption({ label: 'Area anziani' });
  await page.getByLabel('Vincolo 3: somma anche').selectOption({ label: 'Emarginazione e povertà' });
  await page.getByRole('button', { name: /^togli «Inserimento lavorativo»/ }).last().click();
  await page.getByLabel('Vincolo 3: quanto').fill('50');
  await until(page, () => /ai poveri\s+Non rispettato/.test(document.querySelector('main').innerText));
  assert.match(await text(page.locator('main')), /Almeno metà agli anziani e ai poveri Non rispettato/);
  await page.getByLabel('Vincolo 3: confronto').selectOption({ label: 'Al massimo, €' });
  await page.getByLabel('Vincolo 3: quanto').fill('900.000');
  await until(page, () => /ai poveri\s+Rispettato/.test(document.querySelector('main').innerText));
  await page.getByLabel('Vincolo 3: quanto').fill('boh');
  await until(page, () => document.querySelector('#campo-vincolo-2-al_massimo')?.getAttribute('aria-invalid') === 'true');
  await page.getByLabel('Vincolo 3: quanto').fill('900000');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Togli il vincolo 3' }).click();
  await until(page, () => !document.querySelector('main').innerText.includes('ai poveri'));
});

pageTest(where, 'il fondo tra i 61 Comuni si apre, si cambia e resta utilizzabile', { reducedMotion: 'reduce' }, async ({ page, go }) => {
  await openFund(page, go, /Apri.*tra i 61 Comuni/);
  assert.equal((await order(page)).length, 61);
  await page.getByLabel('Assegnazione, €').fill('900.000,00');
  await says(page, '900.000,00 €');
  assert.match(await text(page.locator('.app-bar [role=status]')), /distribuito 900\.000,00 € · residuo 0,00 €/);
  await part(page, 'Figure');
  await page.getByLabel('Voce', { exact: true }).selectOption({ label: 'Codogno' });
  await says(page, 'Con il peso da 0 a 100 «Codogno» passa da');
  await page.evaluate(() => { document.querySelector('.app-bar').classList.add('d-none'); });
  await examine(page, 'Figure, 61 Comuni');
});

// SPDX-License-Identifier: EUPL-1.2
// The door of the Ufficio di Piano: a fund changed by keyboard, mended, saved and opened again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { examine, violations } from './esame.mjs';
import { offered, pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const text = async (locator) => (await locator.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const sums = (page) => text(page.locator('.app-bar [role=status]'));
const row = (page, name) => page.getByRole('row', { name: new RegExp(`^${name} Dettagli`) });
const part = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** Opens the regional fund of 2017, a model: 1.185.143,00 €. */
async function openFund(page, go) {
  await go('piano');
  await ready(page);
  await page.getByRole('button', { name: /Apri.*Fondo Sociale Regionale 2017/ }).click();
  await until(page, () => document.querySelector('.app-tree'));
}

/** Waits until the bar says this. */
const says = (page, words) => until(page, (w) => document.querySelector('.app-bar [role=status]')?.innerText.replaceAll('\u00a0', ' ').includes(w), words,
  { what: `la barra dice «${words}»`, seconds: 10 });

pageTest(where, 'il fondo scelto è diviso, e somma e residuo sono in vista', async ({ page, go }) => {
  await openFund(page, go);
  assert.match(await sums(page), /Disponibile 1\.185\.143,00 € · distribuito 1\.185\.143,00 € · residuo 0,00 €/);
  assert.match(await text(row(page, 'Area anziani')), /300\.000,00 €.*È al minimo/);
  assert.match(await text(page.locator('main')), /Almeno il 40% all'area minori Rispettato/);
});

pageTest(where, 'con la tastiera un peso cambia, il risultato lo segue, «Annulla» e «Ripeti» tornano indietro e avanti', async ({ page, go }) => {
  await openFund(page, go);
  const before = await text(row(page, 'Emarginazione e povertà'));
  const field = page.getByLabel('Peso di Emarginazione e povertà');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('20');
  assert.ok(await field.evaluate((e) => e === document.activeElement), 'il focus resta nel campo');
  const after = await text(row(page, 'Emarginazione e povertà'));
  assert.notEqual(after, before);
  await page.getByRole('button', { name: 'Annulla' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await text(row(page, 'Emarginazione e povertà')), before);
  assert.equal(await field.inputValue(), '10');
  await page.getByRole('button', { name: 'Ripeti' }).press('Enter');
  assert.equal(await text(row(page, 'Emarginazione e povertà')), after);
});

pageTest(where, 'un albero impossibile dice che cosa correggere, non perde nulla e si corregge', async ({ page, go }) => {
  await openFund(page, go);
  const field = page.getByLabel('Importo, € di Area disabili');
  await field.fill('2.000.000,00');
  await says(page, 'Non si può calcolare: 1 errore');
  const alert = page.locator('#errori');
  assert.match(await text(alert), /gli importi fissi e le percentuali superano il disponibile di .* €.*Come rimediare/);
  assert.equal(await field.inputValue(), '2.000.000,00');
  assert.deepEqual(await violations(page), []);
  await field.fill('tanto');
  await until(page, () => document.querySelector('#campo-voce-1-importo')?.getAttribute('aria-invalid') === 'true');
  assert.equal(await field.inputValue(), 'tanto');
  await alert.getByRole('link').first().click();
  await until(page, () => document.activeElement.id === 'campo-voce-1-importo', undefined, { what: 'il collegamento porta al campo' });
  const described = await field.evaluate((e) => document.getElementById(e.getAttribute('aria-describedby'))?.textContent ?? '');
  assert.ok(described.length > 20, `il campo è descritto dall'errore: ${described}`);
  await field.fill('15000');
  await says(page, 'residuo 0,00 €');
});

pageTest(where, 'ricaricando la pagina il lavoro c\'è ancora, con la sua storia', async ({ page, go }) => {
  await openFund(page, go);
  await page.getByLabel('Peso di Area anziani').fill('90');
  await until(page, () => JSON.parse(sessionStorage.getItem('soglia-piano') ?? '{}').storia?.testo.includes('peso = "90"'));
  await page.reload();
  await ready(page);
  await until(page, () => document.querySelector('.app-tree'));
  assert.equal(await page.getByLabel('Peso di Area anziani').inputValue(), '90');
  await page.getByRole('button', { name: 'Annulla' }).click();
  assert.equal(await page.getByLabel('Peso di Area anziani').inputValue(), '20');
});

pageTest(where, 'il file salvato si riapre uguale, con i commenti di chi l\'ha scritto', async ({ page, go }) => {
  await openFund(page, go);
  await page.getByLabel('Assegnazione, €').fill('1.200.000,50');
  const download = await offered(page, () => page.getByRole('button', { name: 'Salva' }).click());
  assert.equal(download.name, 'ambito-lodi-frs-2017.toml');
  const path = download.path;
  const saved = readFileSync(path, 'utf8');
  assert.match(saved, /assegnazione = "1200000\.50"/);
  await page.getByRole('button', { name: 'Apri un altro fondo' }).click();
  await page.getByLabel('File del riparto e tabelle').setInputFiles({ name: 'mio.toml', mimeType: 'application/toml', buffer: Buffer.from(`# nostro\n${saved}`) });
  await until(page, () => document.querySelector('.app-tree'));
  assert.match(await sums(page), /Disponibile 1\.200\.000,50 €/);
  await page.getByLabel('Peso di Area anziani').fill('21');
  await part(page, 'Testo del file');
  assert.match(await page.getByLabel('mio.toml').inputValue(), /^# nostro\n/);
});

pageTest(where, 'nel testo un errore ha la sua riga', async ({ page, go }) => {
  await openFund(page, go);
  await part(page, 'Testo del file');
  const area = page.getByLabel('ambito-lodi-frs-2017.toml');
  const now = await area.inputValue();
  await area.fill(now.replace('peso = "70"', 'peso = "-70"'));
  await until(page, () => document.querySelector('#errori'));
  const line = now.split('\n').findIndex((l) => l === 'peso = "70"') + 1;
  assert.match(await text(page.locator('#errori')), new RegExp(`riga ${line}: `));
  assert.match(await area.inputValue(), /peso = "-70"/);
});

pageTest(where, 'una parità lasciata a una persona è una domanda, e la risposta va nel file', async ({ page, go }) => {
  await go('piano');
  await ready(page);
  const file = 'formato = 1\nid = "x"\nnatura = "bozza"\nassegnazione = "0.01"\nspareggio = "decisione"\n'
    + '[[voce]]\nid = "a"\npeso = "1"\n[[voce]]\nid = "b"\npeso = "1"\n';
  await page.getByLabel('File del riparto e tabelle').setInputFiles({ name: 'x.toml', mimeType: 'application/toml', buffer: Buffer.from(file) });
  await says(page, 'residuo 0,01 €');
  await page.getByRole('group', { name: /parti uguali\. A chi va 0,01\s€\?/ }).getByRole('button', { name: 'b', exact: true }).click();
  await says(page, 'residuo 0,00 €');
  assert.match(await text(row(page, 'b')), /0,01 €/);
});

pageTest(where, 'il confronto dice chi guadagna e chi perde', async ({ page, go }) => {
  await openFund(page, go);
  await part(page, 'Confronto');
  await part(page, "Fissa com'è adesso");
  await part(page, 'Albero');
  await page.getByLabel('Percentuale di Inserimento lavorativo').fill('12');
  await part(page, 'Confronto');
  const said = await text(page.locator('#confronto'));
  assert.match(said, /Differenze: 9 voci su 12; guadagna di più «Inserimento lavorativo», \+23\.702,86 €/);
  assert.match(said, /perde di più «Area minori e famiglia», −/);
});

pageTest(where, 'la relazione porta la riga di controllo, i criteri, il registro e le versioni', async ({ page, go }) => {
  await openFund(page, go);
  await part(page, 'Relazione');
  const report = await text(page.locator('main'));
  for (const words of ['Totale distribuito = totale disponibile: 1.185.143,00 € = 1.185.143,00 €', 'si divide in proporzione ai pesi: «Area minori e famiglia» 70',
    'Allegato: registro dei centesimi', 'sha256:']) assert.ok(report.includes(words), words);
});

// A button that has just been pressed fades from one colour to the other: what counts is where it arrives.
pageTest(where, 'ogni parte è accessibile, non si sovrappone e non scorre di lato', { reducedMotion: 'reduce' }, async ({ page, go }) => {
  await openFund(page, go);
  await page.getByRole('button', { name: 'Dettagli di Area minori' }).click();
  for (const name of ['Albero', 'Figure', 'Confronto', 'Relazione', 'Testo del file']) {
    await part(page, name);
    await page.evaluate(() => { document.querySelector('.app-bar').classList.add('d-none'); });
    await examine(page, name);
  }
});

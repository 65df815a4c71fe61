// SPDX-License-Identifier: EUPL-1.2
// The door of the Comuni at its limits: files that are huge, wrong, or left half way; a worker that ends. Nothing is
// slow to say so, nothing is lost, and memory goes back to what it was. Large files are pieces repeated in the page: they
// take neither disk nor memory.
import assert from 'node:assert/strict';
import { cartella, waits } from './cartella.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const shows = (page, words, seconds = 60) => until(page, (w) => document.querySelector('main')?.innerText.replaceAll('\u00a0', ' ').includes(w), words,
  { what: `la pagina dice «${words}»`, seconds });
const says = (page, words, seconds = 60) => until(page, (w) => document.querySelector('.app-bar [role=status]')?.innerText.replaceAll('\u00a0', ' ').includes(w), words,
  { what: `la barra dice «${words}»`, seconds });
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Monopoli's hourly fee, and a scenario that a file must not cost: 50 instead of 100 percent in the third fascia. */
async function begin(page, go) {
  await go('uffici');
  await ready(page);
  await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Monopoli/ }).click();
  await shows(page, 'Le famiglie');
  await page.getByText('Conserva gli scenari in questo browser').click();
  await button(page, 'Tariffe').click();
  await page.getByLabel('Percentuale del costo, fascia 3').fill('50');
  await until(page, () => localStorage.getItem('soglia-comuni')?.includes('\\"50\\"'));
  await button(page, 'Famiglie').click();
}

/** The scenario is still the one that was written. */
async function intact(page) {
  await button(page, 'Tariffe').click();
  assert.equal(await page.getByLabel('Percentuale del costo, fascia 3').inputValue(), '50');
  await button(page, 'Famiglie').click();
}

/** Chooses a file made of parts, each of so many repetitions of a text or of a byte. */
const choose = (page, name, parts) => page.evaluate(([title, list]) => {
  const part = ({ testo, byte, volte }) => {
    const piece = new Blob([byte === undefined ? testo : new Uint8Array(1 << 20).fill(byte)]);
    return Array.from({ length: volte ?? 1 }, () => piece);
  };
  const data = new DataTransfer();
  data.items.add(new File(list.flatMap(part), title));
  const input = document.getElementById('famiglie');
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}, [name, parts]);

/** A hundred thousand rows with fees of whole amounts: ISEE 15.000 € pays 4,00 € the hour. */
const ROWS = Array.from({ length: 100_000 }, (_, n) => `${n};15000,00;10\n`).join('');
const HEAD = { testo: 'id;isee;ora\n' };
const workerOf = (page) => page.workers().find((w) => w.url().endsWith('/lavoratore.js'));
/** Bytes of the memory of the worker's program. */
const memory = (page) => workerOf(page).evaluate(async () => {
  const { default: start } = await import(new URL('./soglia-simula.js', location.href).href);
  return (await start()).memory.buffer.byteLength;
});

pageTest(where, 'un file lasciato a metà e letto di nuovo, più volte, non costa altra memoria', { chromium: true }, async ({ page, go }) => {
  await begin(page, go);
  const large = [HEAD, { testo: ROWS, volte: 10 }];
  const used = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await choose(page, 'lasciato.csv', [HEAD, { testo: ROWS, volte: 60 }]);
    await shows(page, 'al secondo');
    await button(page, 'Annulla la lettura').click();
    await shows(page, 'Lettura annullata');
    await choose(page, `letto-${turn}.csv`, large);
    await shows(page, `1.000.000 famiglie in «letto-${turn}.csv»`);
    // One million families that pay 4,00 € for each of ten hours.
    await says(page, 'Entrate in vigore 40.000.000,00 €');
    await button(page, 'Risultati').click();
    await until(page, () => document.querySelector('#sintesi'));
    await button(page, 'Famiglie').click();
    used.push(await memory(page));
  }
  // The second load has the first beside it until it is read: from then on everything has its place.
  assert.equal(used.at(-1), used[1], `memoria dopo ogni lettura: ${used}`);
  assert.ok(used.at(-1) <= 64 * 1_000_000, `${used.at(-1) / 1_000_000} byte a riga`);
  await intact(page);
});

pageTest(where, 'file vuoti, binari, senza righe o con una riga sola lunghissima: una frase, e tutto il resto rimane', async ({ page, go }) => {
  await begin(page, go);
  const wrong = [
    ['vuoto.csv', [{ testo: '' }], 'il file è vuoto'],
    ['spazi.csv', [{ testo: '\n\n   \n' }], 'il file è vuoto'],
    ['immagine.png', [{ testo: '\u0089PNG\r\n' }, { byte: 0 }], 'il file non è un CSV di testo'],
    // Two thousand million letters without an end of line: at once, and in the middle of a good file.
    ['lunga.csv', [{ byte: 97, volte: 2048 }], 'una riga è troppo lunga'],
    ['lunga-dopo.csv', [HEAD, { testo: '1;15000,00;10\n' }, { byte: 97, volte: 2048 }], 'Riga 3: una riga è troppo lunga'],
    // An open quotation mark makes one line of all that follows.
    ['virgolette.csv', [HEAD, { testo: '1;15000,00;10\n2;"15000,00;10\n' }, { testo: ROWS, volte: 10 }], 'Riga 3: una riga è troppo lunga'],
    ['binario-dopo.csv', [HEAD, { testo: ROWS, volte: 3 }, { byte: 0 }], 'il file non è un CSV di testo'],
  ];
  for (const [name, parts, words] of wrong) {
    await choose(page, name, parts);
    await shows(page, `Il file «${name}» non si può usare`);
    await shows(page, words);
    await shows(page, 'Come rimediare');
    await intact(page);
  }
  await choose(page, 'testata.csv', [HEAD]);
  await shows(page, '0 famiglie in «testata.csv»');
  await says(page, 'Entrate in vigore 0,00 €');
  await choose(page, 'buono.csv', [HEAD, { testo: '1;15000,00;10\n' }]);
  await says(page, 'Entrate in vigore 40,00 €');
});

/** The worker that opened a spreadsheet is gone: only that of the families is left. */
async function alone(page) {
  for (let i = 0; page.workers().length !== 1; i += 1) {
    assert.ok(i < 200, `${page.workers().length} worker`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}
const sheet = (page, path) => page.locator('#famiglie').setInputFiles(path);

pageTest(where, 'centomila famiglie in un foglio di calcolo: la pagina risponde mentre si apre, e dopo il worker che lo ha aperto non c\'è più', async ({ page, go, t }) => {
  await begin(page, go);
  await sheet(page, cartella(1, 'prima.xlsx'));
  await says(page, 'Entrate in vigore 40,00 €');
  const longest = await waits(page);
  await sheet(page, cartella(100_000, 'centomila.xlsx'));
  await shows(page, 'Apertura del foglio di calcolo');
  assert.ok(Number(await page.locator('#avanzamento').getAttribute('value')) <= 100);
  await button(page, 'Tariffe').click();
  await shows(page, 'Fasce di');
  await button(page, 'Famiglie').click();
  await shows(page, '100.000 famiglie in «centomila.xlsx»', 120);
  await says(page, 'Entrate in vigore 4.000.000,00 €');
  const wait = await longest();
  t.diagnostic(`la pagina non ha risposto al più per ${Math.round(wait)} ms`);
  assert.ok(wait < 500, `${wait} ms`);
  await alone(page);
  await intact(page);
});

pageTest(where, 'un foglio di calcolo si lascia a metà, e le famiglie di prima restano', async ({ page, go }) => {
  await begin(page, go);
  await sheet(page, cartella(1, 'prima.xlsx'));
  await says(page, 'Entrate in vigore 40,00 €');
  const large = cartella(400_000, 'lasciato.xlsx');
  for (let turn = 0; turn < 3; turn += 1) {
    await sheet(page, large);
    await shows(page, 'Apertura del foglio di calcolo');
    await button(page, 'Annulla la lettura').click();
    await shows(page, 'Lettura annullata');
    await until(page, () => document.querySelector('#famiglie'));
    await alone(page);
    await shows(page, '1 famiglia in «prima.xlsx»');
    await says(page, 'Entrate in vigore 40,00 €');
  }
  await sheet(page, cartella(100_000, 'centomila.xlsx'));
  await shows(page, '100.000 famiglie in «centomila.xlsx»', 120);
  await intact(page);
});

pageTest(where, 'se il programma dei fogli di calcolo non arriva lo si legge, e le famiglie restano', { allow: [/Failed to load|soglia-foglio/] }, async ({ page, go }) => {
  await begin(page, go);
  await sheet(page, cartella(1, 'prima.xlsx'));
  await says(page, 'Entrate in vigore 40,00 €');
  await page.context().route('**/soglia-foglio_bg.wasm', (route) => route.abort());
  await sheet(page, cartella(2, 'seconda.xlsx'));
  await shows(page, 'il programma che apre i fogli di calcolo non è arrivato');
  await says(page, 'Entrate in vigore 40,00 €');
  await intact(page);
});

pageTest(where, 'cinque milioni di righe si leggono, undici milioni no, e si dice perché', { chromium: true }, async ({ page, go }) => {
  await begin(page, go);
  await choose(page, 'cinque.csv', [HEAD, { testo: ROWS, volte: 50 }]);
  await shows(page, 'al secondo');
  // While it is read the page answers: another part opens, and the reading goes on.
  await button(page, 'Tariffe').click();
  await shows(page, 'Fasce di');
  await button(page, 'Famiglie').click();
  await shows(page, '5.000.000 famiglie in «cinque.csv»', 180);
  await says(page, 'Entrate in vigore 200.000.000,00 €', 180);
  assert.ok(await memory(page) <= 64 * 5_000_000, `${await memory(page) / 5_000_000} byte a riga`);
  await choose(page, 'undici.csv', [HEAD, { testo: ROWS, volte: 110 }]);
  await shows(page, 'il file ha troppe famiglie per questa pagina', 180);
  await shows(page, 'Restano le famiglie lette prima');
  await says(page, 'Entrate in vigore 200.000.000,00 €');
  await intact(page);
});

pageTest(where, 'se il lavoratore finisce, anche senza dirlo, la pagina lo dice e «Riprova» legge di nuovo', { chromium: true }, async ({ page, go }) => {
  await begin(page, go);
  await choose(page, 'famiglie.csv', [HEAD, { testo: ROWS }]);
  await says(page, 'Entrate in vigore 4.000.000,00 €');
  await button(page, 'Risultati').click();
  // While nobody waits for anything.
  await workerOf(page).evaluate(() => { close(); });
  await shows(page, 'Il calcolo si è fermato');
  await shows(page, 'Gli scenari sono rimasti com\'erano');
  await says(page, 'Carica le famiglie');
  await page.getByRole('button', { name: 'Riprova con «famiglie.csv»' }).click();
  await says(page, 'Entrate in vigore 4.000.000,00 €');
  assert.equal(await page.getByText('Il calcolo si è fermato').count(), 0);
  await intact(page);
  // In the middle of a file.
  await choose(page, 'grande.csv', [HEAD, { testo: ROWS, volte: 60 }]);
  await shows(page, 'al secondo');
  await workerOf(page).evaluate(() => { close(); });
  await shows(page, 'Il calcolo si è fermato');
  await choose(page, 'piccolo.csv', [HEAD, { testo: '1;15000,00;10\n' }]);
  await says(page, 'Entrate in vigore 40,00 €');
  await intact(page);
});

pageTest(where, 'chi ricarica la pagina mentre si legge ritrova gli scenari conservati', async ({ page, go }) => {
  await begin(page, go);
  await choose(page, 'grande.csv', [HEAD, { testo: ROWS, volte: 60 }]);
  await shows(page, 'al secondo');
  await page.reload();
  await ready(page);
  await shows(page, 'Le famiglie');
  await intact(page);
  await choose(page, 'piccolo.csv', [HEAD, { testo: '1;15000,00;10\n' }]);
  await says(page, 'Entrate in vigore 40,00 €');
});

// SPDX-License-Identifier: EUPL-1.2
// The door of the Comuni: families read in a worker, schedules changed, results; files that are wrong; nothing kept
// that was not asked, nothing sent.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sideways, violations } from './esame.mjs';
import { offered, pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const text = async (locator) => (await locator.innerText()).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const bar = (page) => text(page.locator('.app-bar [role=status]'));
const part = (page, name) => page.getByRole('navigation', { name: 'Parti della pagina' }).getByRole('button', { name, exact: true }).click();
const csv = (name, body) => ({ name, mimeType: 'text/csv', buffer: Buffer.isBuffer(body) ? body : Buffer.from(body) });
const load = (page, name, body) => page.getByLabel('File delle famiglie (CSV, .xlsx o .ods)').setInputFiles(csv(name, body));

/** Waits until the bar at the bottom says this. */
const says = (page, words, seconds = 20) => until(page, (w) => document.querySelector('.app-bar [role=status]')?.innerText.replaceAll('\u00a0', ' ').includes(w), words,
  { what: `la barra dice «${words}»`, seconds });
const shows = (page, words, seconds = 20) => until(page, (w) => document.querySelector('main')?.innerText.replaceAll('\u00a0', ' ').includes(w), words,
  { what: `la pagina dice «${words}»`, seconds });

/** Begins with the hourly fee of Monopoli: 0 up to 7.500 €, then in proportion, 13,80 € above 30.000 €. */
async function begin(page, go) {
  await go('uffici');
  await ready(page);
  await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Monopoli/ }).click();
  await shows(page, 'Le famiglie');
}

/** Families with whole amounts: ISEE 15.000 € pays 4,00 € the hour, 30.000 € pays 8,00 €. */
const FAMIGLIE = 'id;isee;ora;comune\n1;5000,00;10;Lodi\n2;15000,00;10;Lodi\n3;30000,00;10;Codogno\n4;30100,00;10;Codogno\n';

pageTest(where, 'dalle regole ai risultati con la sola tastiera', async ({ page, go }) => {
  await go('uffici');
  await ready(page);
  await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Monopoli/ }).press('Enter');
  await shows(page, 'Le famiglie');
  await page.getByText('Oppure incolla le righe').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Righe del foglio di calcolo, con i nomi delle colonne nella prima').focus();
  await page.keyboard.insertText(FAMIGLIE);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // 0 + 40 + 80 + 138
  await says(page, 'Entrate in vigore 258,00 €');
  await page.getByRole('button', { name: 'Tariffe', exact: true }).press('Enter');
  const field = page.getByLabel('Percentuale del costo, fascia 3');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('50');
  await says(page, 'Proposta 1 189,00 € (−69,00 €)');
  assert.ok(await field.evaluate((e) => e === document.activeElement), 'il focus resta nel campo');
  await page.getByRole('button', { name: 'Annulla', exact: true }).press('Enter');
  await says(page, 'Proposta 1 258,00 € (uguale)');
  assert.equal(await field.inputValue(), '100');
  await page.getByRole('button', { name: 'Ripeti', exact: true }).press('Enter');
  await says(page, 'Proposta 1 189,00 €');
  await page.getByRole('button', { name: 'Risultati', exact: true }).press('Enter');
  await shows(page, 'Con «Proposta 1» entrano 189,00 € (−69,00 €): 1 famiglia paga di meno, nessuna paga di più.');
  await page.getByLabel('Dividi le famiglie per').selectOption('comune');
  await shows(page, 'il gruppo che paga di più in tutto è «Codogno»: 218,00 €');
});

pageTest(where, 'le cause sommano alla differenza, gli scalini hanno chi ci vive vicino', async ({ page, go }) => {
  await begin(page, go);
  await load(page, 'famiglie.csv', FAMIGLIE);
  await says(page, 'Entrate in vigore 258,00 €');
  await part(page, 'Tariffe');
  await page.getByLabel('Percentuale del costo, fascia 3').fill('50');
  await says(page, '189,00 €');
  await part(page, 'Perché cambiano');
  await shows(page, 'pesa di più «quota «oraria»: fascia 3»: −69,00 €');
  await page.getByLabel('Di quali famiglie').selectOption({ label: 'Comune: Lodi' });
  await shows(page, 'Per 2 famiglie la differenza è uguale');
  await page.getByLabel('Oppure una sola: riga del file').pressSequentially('5');
  await page.keyboard.press('Tab');
  await shows(page, 'La famiglia della riga 5 del file');
  await part(page, 'Scalini');
  await shows(page, 'Lo scalino più alto è a 30.000,00 € di ISEE: +5,80 € per ogni unità; entro 1.000 € vivono 2 famiglie.');
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'l\'obiettivo si trova con i due vicini, o è impossibile', async ({ page, go }) => {
  await begin(page, go);
  await load(page, 'famiglie.csv', FAMIGLIE);
  await says(page, '258,00 €');
  await part(page, 'Obiettivo');
  await page.getByLabel('Che cosa può cambiare').selectOption({ label: 'Quota «oraria», fascia 3: percentuale del costo, adesso 100,00 €' });
  await page.getByLabel('Non meno di').fill('125');
  await page.getByLabel('Non più di').fill('135');
  await page.getByLabel('Entrate almeno, €').fill('300');
  await page.getByRole('button', { name: 'Cerca', exact: true }).click();
  await shows(page, '(la risposta)');
  const rows = await text(page.locator('main'));
  assert.match(rows, /\(il valore prima\).*no: le entrate sono poche.*\(la risposta\).*sì/);
  await page.getByLabel('Nessuna famiglia paga più di, € in più').fill('1');
  await page.getByRole('button', { name: 'Cerca', exact: true }).click();
  await shows(page, 'Impossibile: con ogni valore qualche famiglia paga troppo di più.');
});

pageTest(where, 'colonne con altri nomi si scelgono, quelle con persone restano fuori', async ({ page, go }) => {
  await begin(page, go);
  await load(page, 'elenco.csv', 'Cognome e nome;Reddito ISEE;Ore;Paese\nRossi Ada;15000,00;10;Lodi\nBianchi Ugo;zero;1;Lodi\n');
  await shows(page, 'Che cosa contiene ogni colonna');
  assert.match(await text(page.getByRole('row', { name: /Cognome e nome/ })), /Dati di persone: resta fuori/);
  assert.doesNotMatch(await text(page.locator('main')), /Rossi/);
  await page.getByLabel('Che cosa contiene la colonna Reddito ISEE').selectOption('isee');
  await page.getByLabel('Che cosa contiene la colonna Ore').selectOption('ora');
  await page.getByLabel('Che cosa contiene la colonna Paese').selectOption('comune');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Leggi il file' }).click();
  await says(page, 'Entrate in vigore 40,00 €');
  await shows(page, 'Una riga lasciata fuori');
  const download = await offered(page, () => page.getByRole('button', { name: /righe da correggere/ }).click());
  assert.match(readFileSync(download.path, 'utf8'), /3;Reddito ISEE;zero;/);
});

pageTest(where, 'un file sbagliato dice perché, e restano le famiglie e gli scenari di prima', async ({ page, go }) => {
  await begin(page, go);
  await load(page, 'famiglie.csv', FAMIGLIE);
  await says(page, '258,00 €');
  const wrong = [
    ['vuoto.csv', '', 'il file è vuoto'],
    ['foglio.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(4000, 7), Buffer.from('\n')]), 'il foglio di calcolo è danneggiato o incompleto'],
    ['protetto.xlsx', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'protetto da una password'],
    ['nulli.csv', Buffer.alloc(300_000), 'il file non è un CSV di testo'],
    ['lunga.csv', Buffer.alloc(20_000_000, 'a'), 'una riga è troppo lunga'],
    ['utf16.csv', Buffer.from('\ufeffid;isee\n1;2\n', 'utf16le'), 'il file non è un CSV di testo'],
    ['numeri.csv', '8000;10\n9000;4\n', 'la prima riga non ha i nomi delle colonne'],
  ];
  for (const [name, body, words] of wrong) {
    await load(page, name, body);
    await shows(page, `Il file «${name}» non si può usare`);
    await shows(page, words);
    assert.match(await text(page.locator('main')), /Restano le famiglie lette prima/);
    assert.match(await bar(page), /258,00 €/);
  }
  assert.deepEqual(await violations(page), []);
  // A codice fiscale among the codes stops the reading; its column can be left out.
  await load(page, 'cf.csv', 'id;isee;ora\nRSSDAA50A41E648X;15000;10\n');
  await shows(page, 'Dati di persone: resta fuori');
  await page.getByRole('button', { name: 'Leggi il file' }).click();
  await says(page, 'Entrate in vigore 40,00 €');
});

pageTest(where, 'quattro milioni di righe si lasciano a metà, duecentomila si leggono, due volte', async ({ page, go }) => {
  await begin(page, go);
  const rows = ['id;isee;ora'];
  for (let i = 1; i <= 200_000; i += 1) rows.push(`${i};15000,00;10`);
  const body = `${rows.join('\n')}\n`;
  // Twenty times as long, four million rows, so that there is time to leave it.
  await page.evaluate((piece) => {
    const [head, ...rest] = piece.split('\n');
    const tail = rest.join('\n');
    const file = new File([`${head}\n`, ...Array.from({ length: 20 }, () => tail)], 'grande.csv');
    const data = new DataTransfer();
    data.items.add(file);
    const input = document.getElementById('famiglie');
    input.files = data.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, body);
  const cancel = page.getByRole('button', { name: 'Annulla la lettura' });
  await cancel.waitFor({ state: 'visible' });
  await shows(page, 'al secondo');
  await cancel.click();
  await shows(page, 'Lettura annullata');
  for (let turn = 0; turn < 2; turn += 1) {
    await load(page, `grande-${turn}.csv`, body);
    await shows(page, `200.000 famiglie in «grande-${turn}.csv»`, 60);
    await says(page, 'Entrate in vigore 8.000.000,00 €', 60);
  }
});

pageTest(where, 'le famiglie di esempio, la mappa, la relazione; su un telefono nulla esce dallo schermo', { width: 360, height: 740 }, async ({ page, go }) => {
  await begin(page, go);
  await page.getByRole('button', { name: 'Prova con famiglie di esempio' }).click();
  await shows(page, '3.000 famiglie in «famiglie-di-esempio.csv»');
  await shows(page, 'Famiglie inventate');
  await says(page, 'Entrate in vigore');
  for (const [name, words] of [['Tariffe', 'Fasce di'], ['Risultati', 'Chi ha di più paga di più?'], ['Perché cambiano', 'Di quali famiglie'],
    ['Scalini', 'Lo scalino più alto'], ['Obiettivo', 'Che cosa può cambiare'], ['I 61 Comuni', 'Un solo Comune su 61 ha un regolamento'], ['Relazione', 'Articolato di']]) {
    await part(page, name);
    await shows(page, words);
    assert.equal(await sideways(page), 0, name);
    assert.deepEqual(await violations(page), [], name);
  }
  const report = await text(page.locator('main'));
  assert.match(report, /Le famiglie sono inventate: questi risultati non servono per decidere/);
  assert.match(report, /con ISEE fino a 7\.500,00 € compresi: niente \(esente\)/);
  assert.match(report, /contenuto sha256:/);
  assert.doesNotMatch(report, / [1-4] [1-4] [1-4] /);
});

pageTest(where, 'un errore nel testo ha la sua riga, e il file salvato si riapre', async ({ page, go }) => {
  await begin(page, go);
  await part(page, 'Tariffe');
  await page.getByRole('button', { name: 'Mostra il testo del file' }).click();
  const area = page.getByLabel('Testo di Proposta 1');
  const now = await area.inputValue();
  await area.fill(now.replace('fino_a = "30000"', 'fino_a = "tanto"'));
  await until(page, () => document.querySelector('#errori'));
  const line = now.split('\n').findIndex((l) => l.includes('fino_a = "30000"')) + 1;
  assert.match(await text(page.locator('#errori')), new RegExp(`riga ${line}: `));
  await page.getByRole('button', { name: 'Mostra i campi' }).click();
  const field = page.getByLabel('ISEE fino a, fascia 2');
  assert.equal(await field.inputValue(), 'tanto');
  await field.fill('28.000');
  await until(page, () => !document.querySelector('#errori'));
  const download = await offered(page, () => page.getByRole('button', { name: 'Salva il file (TOML)' }).click());
  const saved = readFileSync(download.path, 'utf8');
  assert.match(saved, /fino_a = "28000"/);
  await page.getByText('Apri uno scenario da un file').click();
  await page.getByLabel('Regolamento in formato TOML, con lo stesso servizio').setInputFiles({ name: 'mio.toml', mimeType: 'application/toml', buffer: Buffer.from(`# nostro\n${saved}`) });
  await until(page, () => [...document.querySelectorAll('nav[aria-label=Scenari] button')].length === 3);
});

pageTest(where, 'ricaricando resta solo ciò che è stato chiesto', async ({ page, go }) => {
  await begin(page, go);
  await part(page, 'Tariffe');
  await page.getByLabel('ISEE fino a, fascia 1').fill('6000');
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  await page.getByText('Conserva gli scenari in questo browser').click();
  await until(page, () => localStorage.getItem('soglia-comuni')?.includes('6000'));
  await part(page, 'Famiglie');
  await load(page, 'famiglie.csv', FAMIGLIE);
  await says(page, '258,00 €');
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /15000,00/);
  await page.reload();
  await ready(page);
  await part(page, 'Tariffe');
  assert.equal(await page.getByLabel('ISEE fino a, fascia 1').inputValue(), '6.000');
  await page.getByText('Conserva gli scenari in questo browser').click();
  await until(page, () => localStorage.length === 0);
});

/** A spreadsheet with these sheets, rows of texts and numbers, as the page itself writes them. */
async function workbook(page, sheets) {
  const cell = (value) => ({ valore: typeof value === 'number' ? { numero: String(value) } : value === '' ? 'vuota' : { testo: value } });
  const fogli = sheets.map(([nome, righe]) => ({ nome, larghezze: [], bloccate: 0, orizzontale: false, righe: righe.map((r) => r.map(cell)) }));
  const bytes = await page.evaluate(async (json) => Array.from(await window.soglia.foglio(json)), JSON.stringify({ titolo: 'Prova', fogli }));
  return Buffer.from(bytes);
}

pageTest(where, 'le famiglie si leggono da un foglio di calcolo, e la pagina si sceglie', async ({ page, go }) => {
  await begin(page, go);
  const rows = [['id', 'isee', 'ora', 'comune'], [1, 5000, 10, 'Lodi'], [2, 15000, 10, 'Lodi'], [3, '30000,00', 10, 'Codogno'], [4, 30100, 10, 'Codogno']];
  // The name says nothing: what counts is what the file is.
  await load(page, 'famiglie.csv', await workbook(page, [['Famiglie', rows]]));
  await says(page, 'Entrate in vigore 258,00 €');
  await shows(page, 'Pagina «Famiglie». Colonne usate: isee, ora, comune');
  await load(page, 'due.xlsx', await workbook(page, [['Prima', [['isee', 'ora'], [15000, 1]]], ['Altra', [['isee', 'ora'], [], ['zero', 1], [15000, 2]]]]));
  await shows(page, 'Il foglio di calcolo ha più pagine');
  await page.getByLabel('Pagina di «due.xlsx» con le famiglie').selectOption('Altra');
  await says(page, 'Entrate in vigore 8,00 €');
  assert.match(await text(page.getByRole('row', { name: /zero/ })), /^3 isee zero/, 'la riga è quella del foglio');
  await page.getByLabel('Pagina di «due.xlsx» con le famiglie').selectOption('Prima');
  await says(page, 'Entrate in vigore 4,00 €');
  await load(page, 'persone.xlsx', await workbook(page, [['Famiglie', [['Cognome', 'isee', 'ora'], ['Rossi', 15000, 1]]]]));
  await shows(page, 'Dati di persone: resta fuori');
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'un campione si scarica come foglio di calcolo', async ({ page, go }) => {
  await begin(page, go);
  await load(page, 'famiglie.csv', FAMIGLIE);
  await says(page, '258,00 €');
  await part(page, 'Risultati');
  await page.getByLabel('Quante famiglie, al massimo 200').fill('201');
  await shows(page, 'Scrivi un numero da 1 a 200.');
  assert.ok(await page.getByRole('button', { name: 'Scarica il foglio di calcolo' }).isDisabled());
  await page.getByLabel('Quante famiglie, al massimo 200').fill('3');
  await page.getByLabel('Tariffa', { exact: true }).selectOption({ label: 'In vigore' });
  const download = await offered(page, () => page.getByRole('button', { name: 'Scarica il foglio di calcolo' }).click());
  assert.equal(download.name, 'campione-sad.xlsx');
  assert.equal(readFileSync(download.path).subarray(0, 2).toString(), 'PK');
  await shows(page, 'Foglio di calcolo pronto: campione-sad.xlsx.');
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'se un valore non basta se ne muovono due, nell\'ordine scelto', async ({ page, go }) => {
  await begin(page, go);
  await load(page, 'famiglie.csv', FAMIGLIE);
  await says(page, '258,00 €');
  await part(page, 'Obiettivo');
  await page.getByLabel('Che cosa può cambiare').selectOption({ label: 'Quota «oraria», fascia 3: percentuale del costo, adesso 100,00 €' });
  await page.getByLabel('Non meno di', { exact: true }).fill('99');
  await page.getByLabel('Non più di', { exact: true }).fill('100,05');
  await page.getByRole('button', { name: 'Aggiungi un altro valore' }).click();
  await page.getByLabel('Se non basta, può cambiare anche').selectOption({ label: 'Quota «oraria», fascia 2: ISEE fino a (ISEE finale), adesso 30.000,00 €' });
  await page.getByLabel('Non meno di, valore 2').fill('29000');
  await page.getByLabel('Non più di, valore 2').fill('31000');
  await page.getByLabel('Entrate almeno, €').fill('999');
  await page.getByRole('button', { name: 'Cerca', exact: true }).click();
  await shows(page, 'Non basta nessun valore da solo, e nemmeno uno dopo l\'altro nell\'ordine scelto: nessun valore porta le entrate richieste.');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: /^Togli il valore 2/ }).click();
  assert.equal(await page.getByLabel('Se non basta, può cambiare anche').count(), 0);
});

pageTest(where, 'un punto della curva si trascina con il mouse e con le frecce, e il campo lo segue', async ({ page, go }) => {
  await go('uffici');
  await ready(page);
  await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Dairago/ }).click();
  await part(page, 'Tariffe');
  const bound = page.getByLabel('ISEE fino a, fascia 1');
  const amount = page.getByLabel('Importo, €, fascia 1');
  assert.equal(await bound.inputValue(), '6.531');
  assert.match(await amount.inputValue(), /^3(,00)?$/);
  const point = page.getByRole('slider', { name: /^Limite della fascia 1/ });
  await point.focus();
  await page.keyboard.press('ArrowRight');
  await until(page, () => document.activeElement?.getAttribute('aria-valuenow') === '6631');
  assert.equal(await bound.inputValue(), '6.631');
  await page.keyboard.press('ArrowUp');
  await until(page, () => document.activeElement?.getAttribute('aria-valuetext')?.includes('3,10'));
  assert.match(await amount.inputValue(), /^3,10?$/);
  // The next fascia goes on from there.
  assert.match(await page.getByLabel('All\'inizio, €, fascia 2').inputValue(), /^3,10?$/);
  await point.hover();
  const box = await point.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2 - 10, { steps: 4 });
  await page.mouse.up();
  await until(page, () => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuenow')) > 6700);
  const dragged = Number((await bound.inputValue()).replace('.', ''));
  assert.ok(dragged > 6700 && dragged % 100 === 0, `${dragged}`);
  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  assert.equal(await bound.inputValue(), '6.631');
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'condizioni, requisiti e nodi si scrivono con i campi', async ({ page, go }) => {
  await go('uffici');
  await ready(page);
  await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Dairago/ }).click();
  await part(page, 'Tariffe');
  await page.getByRole('button', { name: 'Aggiungi un tetto' }).click();
  const list = page.locator('main ol > li').filter({ hasText: 'Sul totale' }).last();
  await list.getByRole('button', { name: /^Solo a una condizione/ }).click();
  await list.getByLabel('Che cosa si guarda').selectOption('eta');
  await list.getByLabel('Confronto').selectOption('oltre');
  await list.getByLabel('Valore', { exact: true }).fill('80');
  await list.getByRole('button', { name: 'Aggiungi un\'altra condizione' }).click();
  await list.getByLabel('Come si uniscono le condizioni').selectOption('almeno_una');
  await page.getByRole('button', { name: /^Altri estremi della retta/ }).click();
  await page.getByLabel('La retta comincia a questo ISEE, €, fascia 2').fill('8.000');
  await page.getByRole('button', { name: 'Aggiungi un requisito' }).click();
  await page.getByLabel(/^Testo del requisito/).last().fill('Solo residenti.');
  assert.deepEqual(await violations(page), []);
  assert.equal(await sideways(page), 0);
  assert.equal(await page.locator('#errori').count(), 0);
  await page.getByRole('button', { name: 'Mostra il testo del file' }).click();
  const area = page.getByLabel('Testo di Proposta 1');
  const toml = await area.inputValue();
  assert.match(toml, /se = \{ almeno_una = \[\{ fatto = "eta", oltre = 80 \}, ?\{ fatto = "residente", vero = true \}\] \}/);
  assert.match(toml, /nodi = \["8000", "11429"\]/);
  assert.match(toml, /Solo residenti\./);
  for (let n = 0; n < 4; n += 1) await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  assert.doesNotMatch(await area.inputValue(), /Solo residenti|8000/);
});

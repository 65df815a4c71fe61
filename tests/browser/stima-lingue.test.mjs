// SPDX-License-Identifier: EUPL-1.2
// The whole estimate in another language, by position and not by words: what it asks, what it answers, which words of it
// stay Italian; a language chosen half way loses nothing.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { examine } from './esame.mjs';
import { pageTest, picture, ready, setting, until } from './pagina.mjs';
import { STIMA } from './stima.mjs';

const where = setting();
const FOLDER = fileURLToPath(new URL('./esito/stima', import.meta.url));
mkdirSync(FOLDER, { recursive: true });

/** Slug, radios to pick, figures by id; typed the Italian way. 9.022,56 € like the example of `stima.mjs`. */
const FAMIGLIA = [
  ['scopo', ['scopo-0'], {}],
  ['famiglia', ['coppia-0'], { minori: '2' }],
  ['redditi', [], { 'lavoro-1': '22.000', 'pensione-1': '0', 'lavoro-2': '14000,00', 'pensione-2': '0' }],
  ['casa', ['casa-1'], { canone: '6.600,00' }],
  ['conti', [], { saldo: '12000', giacenza: '9.500,5' }],
  ['investimenti', [], { titoli: '0', investimenti: '0' }],
  ['immobili', [], { immobili: '0', 'mutuo-2': '0' }],
  ['altri-redditi', [], { 'redditi-altri': '0', ricevuti: '0', versati: '0' }],
  ['disabilita', [], { disabili: '0' }],
  ['lavoro', ['sei-mesi-0'], {}],
];
/** The declarant lost a permanent job: 1.500 € in two months. 25.600 less 3.000 of the rent, … -> see the test. */
const CORRENTE = [
  ['corrente', ['causa-0', 'chi-0'], {}],
  ['corrente-redditi', ['mesi-1'], { 'ora-lavoro-1': '1.500,00', 'ora-pensione-1': '0', 'ora-altri': '0' }],
];

/** Words that only Italian has; what is in brackets, or marked as Italian, is meant to be. */
const ITALIANO = /(?<![\p{L}«'’])(?:che|della|delle|degli|dalla|sono|nella|perché|però|questo|questa|anche|redditi|risparmi|famiglia|casa|figli|genitori|saldo|giacenza|calcolo|stima|è)(?![\p{L}'’])/iu;
const leftovers = (page, source) => page.evaluate((pattern) => {
  const words = new RegExp(pattern, 'iu');
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const plain = node.data.replace(/\([^)]*\)/g, '');
    if (!node.parentElement.closest('[lang=it]') && words.test(plain)) found.push(node.data.trim());
  }
  return found;
}, source);

const at = (page, slug) => until(page, (end) => location.pathname.endsWith(`/cittadini/isee/${end}`) && document.querySelector('main h1'), slug, { what: slug });

async function fill(page, picks, figures) {
  for (const id of picks) await page.locator(`main label[for="${id}"]`).click();
  for (const [id, value] of Object.entries(figures)) await page.locator(`#${id}`).fill(value);
}

async function answer(page, topics, each = async () => {}) {
  for (const [slug, picks, figures] of topics) {
    await at(page, slug);
    await fill(page, picks, figures);
    await each(slug);
    await page.locator('main button[type=submit]').press('Enter');
  }
}

const plain = (words) => words.replace(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' ');
/** Keys of a declaration, which no question here has. */
const keys = (page) => page.evaluate(() => document.querySelector('main').textContent.match(/[a-z]+_[a-z0-9_]+|\bopzion[ei]\b/g) ?? []);
const amount = async (page) => plain(await page.locator('.app-amount').innerText());

for (const [code, before, now] of [['en', '€9,022.56', '€4,586.47'], ['ar', '9.022,56 €', '4.586,47 €']]) {
  pageTest(where, `${code}: tutta la stima e l'ISEE corrente, axe a ogni larghezza, nulla resta italiano senza dirlo`, async ({ page, go }) => {
    const look = async (name) => {
      await page.evaluate(() => document.querySelectorAll('main details').forEach((d) => { d.open = true; }));
      await examine(page, `${code} ${name}`);
      assert.deepEqual(await leftovers(page, ITALIANO.source), [], `${code} ${name}`);
      assert.deepEqual(await keys(page), [], `${code} ${name}`);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await picture(page, `${FOLDER}/${code}-${name}-${width}.png`);
      }
    };
    await go(`${STIMA}?lingua=${code}`);
    await ready(page);
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir || 'ltr']), [code, code === 'ar' ? 'rtl' : 'ltr']);
    await look('inizio');
    await page.locator('main a.btn-primary').click();
    await answer(page, FAMIGLIA, look);
    await at(page, 'risultato');
    assert.equal(await amount(page), before);
    await look('risultato');
    await page.locator('main a[href*="/isee/corrente"]').click();
    await answer(page, CORRENTE, look);
    await at(page, 'corrente-risultato');
    assert.equal(await amount(page), now);
    assert.ok(plain(await page.locator('.app-result').innerText()).includes(before), "accanto c'è l'ISEE ordinario");
    await look('corrente-risultato');
  });
}

pageTest(where, 'la lingua cambia a metà: nessuna risposta si perde, nemmeno quella scritta male', async ({ page, go }) => {
  const values = () => page.evaluate(() => [...document.querySelectorAll('main input')].map((i) => (i.type === 'radio' ? i.checked : i.value)));
  const choose = async (name) => {
    await page.locator('.app-lingue > summary').click();
    await page.locator('.app-lingue a', { hasText: name }).click();
  };
  const heard = new Set();
  await go(`${STIMA}/scopo`);
  await ready(page);
  const names = { ar: 'العربية', en: 'English', fr: 'Français', ro: 'Română', sq: 'Shqip', it: 'Italiano' };
  await answer(page, FAMIGLIA.slice(0, 5), async (slug) => {
    if (slug === 'conti') await page.locator('#giacenza').fill('9.5');
    const own = await values();
    for (const [code, name] of Object.entries(names)) {
      await choose(name);
      await until(page, (wanted) => document.documentElement.lang === wanted, code);
      assert.deepEqual(await values(), own, `${slug} in ${code}`);
      heard.add(await page.locator('main h1').innerText());
    }
  });
  assert.ok(heard.size >= 25, `${heard.size} titoli diversi`);
  await at(page, 'investimenti');
  await page.locator('#titoli').fill('12 mila');
  await choose('Français');
  await page.locator('main button[type=submit]').click();
  await until(page, () => document.activeElement.id === 'errori');
  assert.match(plain(await page.locator('#errori').innerText()), /écrivez/i);
  await choose('English');
  await until(page, () => document.documentElement.lang === 'en');
  assert.equal(await page.locator('#titoli').inputValue(), '12 mila');
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('#titoli').inputValue(), '12 mila');
});

pageTest(where, "l'ISEE corrente con la sola tastiera a 360 px, e nella tariffa con un'azione", { width: 360, height: 740 }, async ({ page, go }) => {
  const reach = async (id) => {
    for (let i = 0; i < 60 && !await page.evaluate((wanted) => document.activeElement.id === wanted || (wanted.startsWith('/') && document.activeElement.getAttribute('href')?.endsWith(wanted)), id); i += 1) await page.keyboard.press('Tab');
    assert.ok(await page.evaluate((wanted) => document.activeElement.id === wanted || (wanted.startsWith('/') && document.activeElement.getAttribute('href')?.endsWith(wanted)), id), `con Tab si arriva a ${id}`);
  };
  await go(`${STIMA}/scopo`);
  await ready(page);
  await answer(page, FAMIGLIA);
  await at(page, 'risultato');
  await reach('/isee/corrente');
  await page.keyboard.press('Enter');
  await at(page, 'corrente');
  // Nothing chosen: the error has the focus, and nothing is asked yet of who it is about.
  await page.locator('main button[type=submit]').focus();
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'errori');
  assert.equal(await page.locator('#chi-0').count(), 0);
  await reach('causa-0');
  for (const id of ['causa-1', 'causa-2']) {
    await page.keyboard.press('ArrowDown');
    await until(page, (wanted) => document.activeElement.id === wanted && document.activeElement.checked, id);
  }
  await reach('chi-0');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await at(page, 'corrente-redditi');
  assert.equal(await page.locator('#mesi-0').count(), 0, 'per un altro motivo contano dodici mesi');
  for (const [id, value] of [['ora-lavoro-1', '12.000'], ['ora-pensione-1', '0']]) {
    await reach(id);
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'errori');
  assert.doesNotMatch(await page.locator('#errori').innerText(), /Non lo so/);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('#ora-lavoro-1').inputValue(), '12.000');
  await reach('ora-altri');
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await at(page, 'corrente-risultato');
  const text = plain(await page.locator('main').innerText());
  // 22.000 + 14.000 - 6.600 less the shares was 23.600: it falls by 7.400, more than a quarter.
  assert.match(text, /Si può chiedere/);
  assert.match(text, /ISEE ordinario: 9\.022,56 €/);
  assert.match(text, /Vale sei mesi/);
  assert.match(text, /La variazione dell'ISR \(.*\) supera il 25 %/);
  await page.goBack();
  await at(page, 'corrente-redditi');
  await page.goForward();
  await at(page, 'corrente-risultato');
  const value = (await amount(page)).replace(' €', '').replaceAll('.', '');
  await page.getByRole('button', { name: 'Usa questo valore per calcolare quanto paghi' }).focus();
  await page.keyboard.press('Enter');
  await until(page, () => location.pathname.endsWith('/cittadini/comune'));
  const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem('soglia-bozza')).fields);
  assert.deepEqual([kept.isee, kept['isee.tipo']], [value, 'ordinario']);
});

pageTest(where, "un calo che non basta, o che non c'è, lo dice e non si usa; per gli altri tipi di ISEE non si stima", async ({ page, go }) => {
  await go(`${STIMA}/scopo`);
  await ready(page);
  await answer(page, FAMIGLIA);
  await at(page, 'risultato');
  for (const [income, said] of [['21.000', /Il calo non basta/], ['23.000', /Non conviene/]]) {
    await go(`${STIMA}/corrente`);
    await ready(page);
    await answer(page, [
      ['corrente', ['causa-2', 'chi-0'], {}],
      ['corrente-redditi', [], { 'ora-lavoro-1': income, 'ora-pensione-1': '0', 'ora-altri': '0' }],
    ]);
    await at(page, 'corrente-risultato');
    assert.match(await page.locator('main').innerText(), said);
    assert.equal(await page.getByRole('button', { name: /Usa questo valore/ }).count(), 0);
  }
  await go(`${STIMA}/scopo`);
  await ready(page);
  await page.locator('main label[for="scopo-3"]').click();
  await go(`${STIMA}/corrente`);
  await ready(page);
  await until(page, () => !location.pathname.endsWith('/corrente'));
});

/** A parent, two adult children and a grandmother; of the three the sum of the wages is known. */
const QUATTRO = [
  ['scopo', ['scopo-0'], {}],
  ['famiglia', ['coppia-1'], { maggiorenni: '2', altri: '1' }],
  ['redditi', [], { 'lavoro-1': '20.000', 'pensione-1': '0' }],
  ['casa', ['casa-2'], {}],
  ['conti', [], { saldo: '0', giacenza: '0' }],
  ['investimenti', [], { titoli: '0', investimenti: '0' }],
  ['immobili', [], { immobili: '0', 'mutuo-2': '0' }],
  ['altri-redditi', [], { 'redditi-altri': '0', ricevuti: '0', versati: '0' }],
  ['altre-persone', [], { 'lavoro-3': '27.000', 'pensione-3': '0' }],
  ['disabilita', [], { disabili: '0' }],
];

for (const [code, more, before, now] of [['it', 'fino a 3', '15.691,06 €', '8.455,28 €'], ['ar', '3', '15.691,06 €', '8.455,28 €']]) {
  pageTest(where, `${code}: l'ISEE corrente quando cambia il reddito di chi dichiara e di un altro adulto su tre`, { width: 360, height: 740 }, async ({ page, go }) => {
    await go(`${STIMA}/scopo?lingua=${code}`);
    await ready(page);
    await answer(page, QUATTRO);
    await at(page, 'risultato');
    assert.ok((await amount(page)).includes(before), await amount(page));
    assert.deepEqual(await keys(page), [], 'gli avvisi parlano delle domande');
    await page.locator('main a[href*="/isee/corrente"]').click();
    await at(page, 'corrente');
    await fill(page, ['causa-2', 'chi-0'], { quanti: '4' });
    await page.locator('main button[type=submit]').press('Enter');
    await until(page, () => document.activeElement.id === 'errori');
    assert.ok((await page.locator('#errori').innerText()).includes(more));
    await examine(page, `${code} corrente, errore`);
    await page.locator('#quanti').fill('1');
    await page.locator('main button[type=submit]').press('Enter');
    await at(page, 'corrente-redditi');
    await fill(page, [], { 'ora-lavoro-1': '8000', 'ora-pensione-1': '0', 'ora-lavoro-3': '0', 'ora-pensione-3': '0', 'fermi-lavoro': '18.000', 'fermi-pensione': '0', 'ora-altri': '0' });
    await examine(page, `${code} corrente, redditi`);
    await page.locator('main button[type=submit]').press('Enter');
    await at(page, 'corrente-risultato');
    assert.ok((await amount(page)).includes(now), await amount(page));
    assert.deepEqual(await keys(page), []);
    await examine(page, `${code} corrente, risultato`);
    // Only of the others, all three: one sum, nobody left over.
    await go(`${STIMA}/corrente?lingua=${code}`);
    await ready(page);
    await fill(page, ['chi-1'], { quanti: '3' });
    await page.locator('main button[type=submit]').press('Enter');
    await at(page, 'corrente-redditi');
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('main input')].map((i) => i.id)), ['ora-lavoro-3', 'ora-pensione-3', 'ora-altri']);
  });
}

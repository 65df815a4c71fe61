// SPDX-License-Identifier: EUPL-1.2
// The estimate of the ISEE: with and without figures, by mouse and by keyboard, and into the fee.
import assert from 'node:assert/strict';
import { examine, overlaps, sideways, violations } from './esame.mjs';
import { QUESTIONS, arrive, forward, pick, startFlow, tabTo } from './flusso.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';
import { RISULTATO, STIMA, TOPICS, answerStima, answerTopics, startStima } from './stima.mjs';

const where = setting();
const NBSP = '\u00a0';
const seen = async (page) => (await page.locator('main').innerText()).replaceAll(NBSP, ' ').replace(/\s+/g, ' ');
const range = async (page) => {
  const amounts = (await page.locator('.app-result .app-amount, .callout strong').last().innerText()).match(/[\d.]+,\d\d/g);
  return amounts.map((text) => Number(text.replaceAll('.', '').replace(',', '.')));
};

pageTest(where, 'tutte le risposte danno un valore solo, con i passi, le parti e che cosa è un ISEE ufficiale', async ({ page, url }) => {
  await startStima(page, url);
  await answerStima(page);
  const text = await seen(page);
  assert.match(text, /ISEE ordinario 20\d\d 9\.022,56 €/);
  assert.match(text, /Questa è una stima/);
  assert.match(text, /Reddito che conta \(ISR\) 23\.600,00 €/);
  assert.match(text, /Scala di equivalenza 2,66/);
  assert.match(text, /articolo 4, comma 3/);
  assert.match(text, /CAF/);
  assert.doesNotMatch(text, /Che cosa abbiamo supposto/);
  assert.ok(!page.url().includes('9022'), 'il valore non è nell\'indirizzo');
  assert.doesNotMatch(await page.title(), /9\.022/, 'il valore non è nel titolo');
});

pageTest(where, 'ogni passo è accessibile, non si sovrappone e non scorre di lato', async ({ page, url }) => {
  await startStima(page, url);
  await answerStima(page, { each: (name) => examine(page, name) });
});

pageTest(where, 'dopo tre risposte c\'è un intervallo, che ogni risposta restringe', async ({ page, url }) => {
  await startStima(page, url);
  await answerTopics(page, { until: 2 });
  await arrive(page, TOPICS[2][1]);
  assert.doesNotMatch(await seen(page), /La tua stima finora/);
  await answerTopics(page, { from: 2, until: 3 });
  await arrive(page, TOPICS[3][1]);
  let before = await range(page);
  assert.ok(before[1] - before[0] > 5000, before.join(' '));
  for (const at of [3, 4, 5, 6, 7, 8]) {
    await answerTopics(page, { from: at, until: at + 1 });
    await arrive(page, TOPICS[at + 1][1]);
    const now = await range(page);
    assert.ok(now[0] >= before[0] && now[1] <= before[1], `${TOPICS[at][0]}: ${before} -> ${now}`);
    before = now;
  }
});

pageTest(where, '«Non lo so» a tutto: intervallo, ipotesi dichiarate, e il valore più alto va nella tariffa', { width: 320, height: 640 }, async ({ page, url }) => {
  await startStima(page, url);
  await answerTopics(page, { until: 3 });
  for (const [, heading] of TOPICS.slice(3)) {
    await arrive(page, heading);
    await page.getByRole('button', { name: 'Non lo so' }).click();
  }
  await arrive(page, RISULTATO);
  await examine(page, 'risultato con intervallo');
  const text = await seen(page);
  assert.match(text, /tra [\d.,]+ € e [\d.,]+ €/);
  assert.match(text, /Che cosa abbiamo supposto/);
  assert.match(text, /Saldo al 31 dicembre 20\d\d: da 0,00 € a 30\.000,00 €/);
  const [, high] = await range(page);
  await page.getByRole('button', { name: /^Calcola quanto paghi con/ }).click();
  await ready(page);
  await until(page, () => location.pathname.endsWith('/cittadini/comune'));
  const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem('soglia-bozza')).fields.isee);
  assert.equal(Number(kept.replace(',', '.')), high);
});

pageTest(where, 'la stima entra nella tariffa con un\'azione, e lì si dice che è una stima', async ({ page, url }) => {
  await startStima(page, url);
  await answerStima(page);
  await page.getByRole('button', { name: 'Usa questo valore per calcolare quanto paghi' }).click();
  await ready(page);
  await arrive(page, QUESTIONS.comune);
  await page.getByLabel(QUESTIONS.comune).selectOption('Comune di Dairago');
  await forward(page);
  await arrive(page, QUESTIONS.servizio);
  await pick(page, 'Assistenza domiciliare');
  await forward(page);
  await arrive(page, QUESTIONS.ore);
  await page.goBack();
  await arrive(page, QUESTIONS.servizio);
  await page.goto(`${url}cittadini/dairago-sad/sad/domande/isee`);
  await ready(page);
  assert.equal(await page.getByLabel(QUESTIONS.isee).inputValue(), '9022,56');
  assert.ok(await page.getByLabel('ISEE ordinario').isChecked());
  assert.match(await seen(page), /È la tua stima/);
  assert.deepEqual(await violations(page), []);
});

pageTest(where, 'chi viene dalla domanda sull\'ISEE ci torna con il valore', async ({ page, url }) => {
  await startFlow(page, url);
  await page.getByRole('link', { name: 'Stimalo' }).click();
  await ready(page);
  await page.getByRole('link', { name: 'Inizia la stima' }).click();
  await answerStima(page);
  await page.getByRole('button', { name: 'Usa questo valore per calcolare quanto paghi' }).click();
  await ready(page);
  await arrive(page, QUESTIONS.isee);
  assert.equal(await page.getByLabel(QUESTIONS.isee).inputValue(), '9022,56');
  await forward(page);
  await arrive(page, QUESTIONS.ore);
});

for (const [typed, words] of [['', 'scrivi l\'importo, o 0'], ['abc', 'sole cifre'], ['-5', 'segno meno'], ['12345678901234567890', 'troppo grande']]) {
  pageTest(where, `reddito «${typed}»: errore in cima con il focus, collegamento al campo, valore conservato`, { width: 320, height: 640 }, async ({ page, url }) => {
    await startStima(page, url);
    await answerTopics(page, { until: 2 });
    await arrive(page, TOPICS[2][1]);
    for (const [label, value] of Object.entries(TOPICS[2][3])) await page.getByLabel(label).fill(value);
    const field = page.getByLabel('Il tuo reddito da lavoro');
    await field.fill(typed);
    await forward(page);
    await until(page, () => document.activeElement.getAttribute('role') === 'alert', undefined, { what: 'il focus è sul riepilogo degli errori' });
    assert.match(await page.title(), /^Errore: /);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await overlaps(page), []);
    assert.ok(await sideways(page) <= 0);
    assert.equal(await field.inputValue(), typed);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const link = page.getByRole('alert').getByRole('link');
    assert.equal(await link.count(), 1, 'un solo campo è sbagliato');
    const message = await link.innerText();
    assert.ok(message.includes(words), message);
    await link.click();
    await until(page, () => document.activeElement.id === 'lavoro-1');
    await field.fill('12500.50');
    assert.match(await seen(page), /Abbiamo letto 12\.500,50 €\. Abbiamo letto il punto come una virgola\./);
    await forward(page);
    await arrive(page, TOPICS[3][1]);
    assert.doesNotMatch(await page.title(), /^Errore/);
  });
}

pageTest(where, 'ricaricando, tornando indietro e cambiando programma non si perde nulla', async ({ page, url }) => {
  await startStima(page, url);
  await answerTopics(page, { until: 4 });
  await arrive(page, TOPICS[4][1]);
  await page.getByLabel('Saldo al 31 dicembre').fill('12 mila');
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel('Saldo al 31 dicembre').inputValue(), '12 mila');
  await page.goBack();
  await arrive(page, TOPICS[3][1]);
  assert.equal(await page.getByLabel('Affitto di un anno').inputValue(), '6600');
  await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Cittadini' }).click();
  await until(page, () => location.pathname.endsWith('/cittadini'));
  await ready(page);
  await page.getByRole('link', { name: 'Stimalo' }).click();
  await until(page, () => location.pathname.endsWith('/cittadini/isee'));
  await ready(page);
  await page.getByRole('link', { name: 'Riprendi da dove eri' }).click();
  await arrive(page, TOPICS[4][1]);
  assert.equal(await page.getByLabel('Saldo al 31 dicembre').inputValue(), '12 mila');
});

pageTest(where, 'una risposta si cambia dal risultato e si torna al risultato; «Cancella tutto» non lascia nulla', async ({ page, url }) => {
  await startStima(page, url);
  await answerStima(page);
  await page.getByText('Rivedi e cambia le risposte').click();
  await page.getByRole('link', { name: /^Modifica.*Affitto/ }).click();
  await arrive(page, TOPICS[3][1]);
  await page.getByLabel('Affitto di un anno').fill('0');
  await forward(page);
  await arrive(page, RISULTATO);
  assert.match(await seen(page), /11\.503,76 €/);
  await page.getByRole('button', { name: 'Cancella tutto' }).click();
  await page.getByRole('button', { name: 'Cancella le risposte' }).click();
  await until(page, () => location.pathname.endsWith('/cittadini') && document.querySelector('h1')?.innerText.startsWith('Quanto paghi'));
  assert.deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length]), [0, 0]);
});

pageTest(where, 'chi apre il risultato o una domanda più avanti arriva alla prima che serve', async ({ page, go }) => {
  for (const path of ['risultato', 'casa']) {
    await go(`${STIMA}/${path}`);
    await ready(page);
    await until(page, () => location.pathname.endsWith('/cittadini/isee/scopo'));
    assert.match(await seen(page), /Prima di continuare serve questa risposta/);
  }
  await go(`${STIMA}/non-esiste`);
  await ready(page);
  await until(page, () => location.pathname.endsWith('/cittadini/isee'));
});

pageTest(where, 'tutta la stima con la sola tastiera', async ({ page, url }) => {
  await page.goto(url + STIMA);
  await ready(page);
  await tabTo(page, 'Inizia la stima');
  await page.keyboard.press('Enter');
  await arrive(page, TOPICS[0][1]);
  await tabTo(page, 'Un servizio o un contributo per la famiglia');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await arrive(page, TOPICS[1][1]);
  await tabTo(page, 'Sì');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await arrive(page, TOPICS[2][1]);
  for (const [label, value] of [['Il tuo reddito da lavoro dipendente', '15000'], ['La tua pensione', '0']]) {
    await tabTo(page, label);
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
  await arrive(page, TOPICS[3][1]);
  await tabTo(page, 'Vai alla stima');
  await page.keyboard.press('Enter');
  await arrive(page, RISULTATO);
  await tabTo(page, 'La casa');
  await page.keyboard.press('Enter');
  await arrive(page, TOPICS[3][1]);
  await tabTo(page, 'Non lo so');
  await page.keyboard.press('Enter');
  await arrive(page, RISULTATO);
});

pageTest(where, 'l\'ISEE per una persona adulta chiede solo di chi conta', async ({ page, url }) => {
  await startStima(page, url);
  await arrive(page, TOPICS[0][1]);
  await pick(page, 'Assistenza per una persona adulta con disabilità o non autosufficiente');
  await forward(page);
  await arrive(page, 'Chi c\'è nella famiglia della persona?');
  assert.equal(await page.getByLabel('Altre persone nello stato di famiglia').count(), 0);
  await pick(page, 'No');
  await forward(page);
  await arrive(page, 'Quali redditi');
  await page.getByLabel('Reddito da lavoro dipendente della persona').fill('0');
  await page.getByLabel('Pensione della persona').fill('12000');
  await forward(page);
  await arrive(page, 'In che casa vive la persona?');
  await page.goto(`${url}${STIMA}/risultato`);
  await ready(page);
  assert.match(await seen(page), /ISEE sociosanitario 20\d\d/);
  await page.goto(`${url}${STIMA}/disabilita`);
  await ready(page);
  await page.getByLabel(/^Persone con disabilità/).fill('0');
  await forward(page);
  await until(page, () => document.activeElement.getAttribute('role') === 'alert');
  assert.match(await seen(page), /scrivi un numero da 1 in su/);
});

pageTest(where, 'chi non stima l\'ISEE non scarica quel programma', async ({ page, go, server }) => {
  server.sent.length = 0;
  await go('cittadini');
  await ready(page);
  assert.ok(!server.sent.some(([path]) => path.includes('soglia-stima')));
});

pageTest(where, "l'ISEE per una residenza conta i figli che vivono altrove e le case donate", { width: 360, height: 640 }, async ({ page, url }) => {
  await startStima(page, url);
  await arrive(page, 'A che cosa ti serve');
  await pick(page, 'Una residenza \\(RSA, RSD\\) per una persona adulta');
  await forward(page);
  await arrive(page, "Chi c'è nella famiglia della persona?");
  await pick(page, 'No');
  await forward(page);
  await arrive(page, 'Quali redditi');
  await page.getByLabel('Reddito da lavoro dipendente della persona').fill('0');
  await page.getByLabel('Pensione della persona').fill('15.000');
  await forward(page);
  for (const heading of ['In che casa', 'Quanto c', 'Ci sono altri risparmi', 'Ci sono altre case', 'Ci sono altri redditi', 'Quante persone']) {
    await arrive(page, heading);
    await page.getByRole('button', { name: 'Non lo so' }).click();
  }
  await arrive(page, 'Ci sono figli che vivono altrove');
  await page.getByLabel('Figli della persona che vivono altrove').fill('4');
  await page.getByLabel('Valore ai fini IMU di case e terreni donati').fill('0');
  await forward(page);
  await until(page, () => document.activeElement.id === 'errori');
  await page.getByLabel('Figli della persona che vivono altrove').fill('1');
  await page.getByLabel('ISE del primo figlio').fill('32.000');
  await page.getByLabel('Scala di equivalenza del primo figlio').fill('2,04');
  assert.deepEqual(await violations(page), []);
  await forward(page);
  await arrive(page, RISULTATO);
  const text = await seen(page);
  assert.match(text, /ISEE sociosanitario per le residenze/);
  assert.match(text, /più la parte dei familiari che vivono altrove/);
});

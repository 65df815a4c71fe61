// SPDX-License-Identifier: EUPL-1.2
// The citizen's flow, with and without mistakes, by mouse and by keyboard, on the screen and on paper.
import assert from 'node:assert/strict';
import { examine, overlaps, sideways, violations } from './esame.mjs';
import { QUESTIONS, SERVICE, answerDairago, arrive, forward, giveIsee, startFlow, tabTo } from './flusso.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';

const where = setting();
const NBSP = '\u00a0';
const seen = async (page) => (await page.locator('main').innerText()).replaceAll(NBSP, ' ').replace(/\s+/g, ' ');

pageTest(where, 'dalla home al risultato: con ISEE 8.000 € a Dairago un\'ora costa 5,40 €', async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  const text = await seen(page);
  assert.match(text, /Paghi 5,40 € per ogni ora/i);
  assert.match(text, /54,00 € al mese/);
  assert.match(text, /Questa è una simulazione/);
  assert.match(text, /Come abbiamo calcolato/);
  assert.ok(!page.url().includes('8000'), 'le risposte non sono nell\'indirizzo');
  assert.doesNotMatch(await page.title(), /5,40/, 'l\'importo non è nel titolo');
});

pageTest(where, 'ogni passo del percorso è accessibile, non si sovrappone e non scorre di lato', async ({ page, url }) => {
  const each = (name) => examine(page, name);
  await startFlow(page, url, { each });
  await answerDairago(page, { each });
});

pageTest(where, 'con colori forzati e movimento ridotto il risultato resta accessibile', { forcedColors: 'active', reducedMotion: 'reduce' }, async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  assert.deepEqual(await violations(page), []);
  const serif = await page.evaluate(() => [...document.querySelectorAll('h1, h2, p')].filter((e) => !getComputedStyle(e).fontFamily.startsWith('"Titillium Web"')).length);
  assert.equal(serif, 0, 'titoli e paragrafi in Titillium Web');
  const line = await page.evaluate(() => getComputedStyle(document.querySelector('.app-chart-line')).stroke);
  const text = await page.evaluate(() => getComputedStyle(document.querySelector('main p')).color);
  assert.equal(line, text, 'la linea del grafico ha il colore scelto da chi legge');
});

for (const [typed, what] of [['', 'vuoto'], ['ottomila', 'non numerico']]) {
  pageTest(where, `ISEE ${what}: titolo «Errore», riepilogo con il focus, collegamento al campo, valore conservato`, { width: 320, height: 640 }, async ({ page, url }) => {
    await startFlow(page, url);
    await page.getByLabel(QUESTIONS.isee).fill(typed);
    await forward(page);
    await until(page, () => document.activeElement.getAttribute('role') === 'alert', undefined, { what: 'il focus è sul riepilogo degli errori' });
    assert.match(await page.title(), /^Errore: /);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await overlaps(page), []);
    assert.ok(await sideways(page) <= 0);
    const field = page.getByLabel(QUESTIONS.isee);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.equal(await field.inputValue(), typed);
    const before = page.url();
    const link = page.getByRole('alert').getByRole('link').first();
    const message = await link.innerText();
    await link.click();
    await until(page, () => document.activeElement.tagName === 'INPUT');
    assert.equal(page.url(), before, 'il collegamento non cambia pagina');
    const described = await page.evaluate(() => document.activeElement.getAttribute('aria-describedby').split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? 'MANCA').join(' | '));
    assert.ok(described.includes(message), `il campo è descritto da «${message}»: ${described}`);
    await giveIsee(page, '8000');
    await forward(page);
    await arrive(page, QUESTIONS.ore);
    assert.doesNotMatch(await page.title(), /^Errore/);
  });
}

pageTest(where, 'tornando indietro le risposte ci sono ancora', async ({ page, url }) => {
  await startFlow(page, url);
  await giveIsee(page, '8.000,00');
  await forward(page);
  await arrive(page, QUESTIONS.ore);
  await page.goBack();
  await arrive(page, QUESTIONS.isee);
  assert.equal(await page.getByLabel(QUESTIONS.isee).inputValue(), '8.000,00');
  assert.ok(await page.getByLabel('ISEE ordinario').isChecked());
});

pageTest(where, 'ricaricando il risultato si ritrova il risultato', async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  await page.reload();
  await ready(page);
  await until(page, () => document.querySelector('main h1').innerText.includes('5,40'));
});

pageTest(where, 'chi apre il risultato senza risposte arriva alla prima domanda', async ({ page, go }) => {
  await go(`${SERVICE}/risultato`);
  await ready(page);
  await until(page, () => location.pathname.endsWith('/domande/isee'));
  assert.match(await seen(page), /Prima di continuare serve questa risposta/);
});

pageTest(where, '«Cancella tutto» chiede conferma, con Esc si torna indietro, poi non resta nulla', async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  await page.getByRole('button', { name: 'Cancella tutto' }).click();
  assert.ok(await page.getByRole('dialog').isVisible());
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await until(page, () => document.activeElement.textContent === 'Cancella tutto', undefined, { what: 'il focus torna al bottone' });
  await page.getByRole('button', { name: 'Cancella tutto' }).click();
  await page.getByRole('button', { name: 'Cancella le risposte' }).click();
  await until(page, () => location.pathname.endsWith('/cittadini'));
  assert.deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length]), [0, 0]);
});

pageTest(where, 'senza ISEE il percorso continua e dice quanto si paga', async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page, { isee: null });
  const text = await seen(page);
  assert.match(text, /11,00 €/);
  assert.match(text, /Questa è una simulazione/);
});

pageTest(where, 'una risposta si cambia dal riepilogo e si torna al riepilogo', async ({ page, url }) => {
  await startFlow(page, url);
  await answerDairago(page);
  await page.getByRole('link', { name: 'Modifica le risposte' }).click();
  await arrive(page, QUESTIONS.riepilogo);
  await page.getByRole('link', { name: /^Modifica.*ISEE/ }).click();
  await arrive(page, QUESTIONS.isee);
  await page.getByLabel(QUESTIONS.isee).fill('6531');
  await forward(page);
  await arrive(page, QUESTIONS.riepilogo);
  await page.getByRole('button', { name: 'Calcola la tariffa' }).click();
  await arrive(page, 'Paghi');
  assert.match(await seen(page), /Paghi 3,00 €/i);
});

pageTest(where, 'tutto il percorso con la sola tastiera', async ({ page, url }) => {
  await page.goto(url);
  await ready(page);
  await tabTo(page, 'Calcola quanto paghi');
  await page.keyboard.press('Enter');
  await arrive(page, 'Quanto paghi');
  await tabTo(page, 'Inizia');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.comune);
  await tabTo(page, QUESTIONS.comune);
  await page.keyboard.type('Comune di Dairago');
  await tabTo(page, 'Avanti');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.servizio);
  await tabTo(page, 'Assistenza domiciliare');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.isee);
  await tabTo(page, QUESTIONS.isee);
  await page.keyboard.type('8000');
  await tabTo(page, 'ISEE sociosanitario');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.ore);
  await tabTo(page, QUESTIONS.ore);
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.residente);
  await tabTo(page, 'Sì');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.festivo);
  await tabTo(page, 'Sì');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await arrive(page, QUESTIONS.riepilogo);
  await tabTo(page, 'Calcola la tariffa');
  await page.keyboard.press('Enter');
  await arrive(page, 'Paghi');
  assert.match(await seen(page), /5,40 €/);
  await tabTo(page, 'Stampa o salva in PDF');
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).boxShadow);
  assert.notEqual(ring, 'none', 'il focus si vede');
});

pageTest(where, 'in stampa ci sono importo, avvertenza, calcolo e risposte, non il menu e i bottoni', { chromium: true }, async ({ page, url, t }) => {
  await startFlow(page, url);
  await answerDairago(page);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => {
    const visible = (node) => node.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    return {
      text: [...document.querySelectorAll('main h1, main h2, main p, main li, main dt, main dd, main td')].filter(visible)
        .map((e) => e.textContent).join(' ').replaceAll('\u00a0', ' '),
      buttons: [...document.querySelectorAll('button, .app-nav, .breadcrumb-container, footer, .skiplinks')].filter(visible).map((e) => e.className),
    };
  });
  for (const needed of ['5,40 €', '54,00 € al mese', 'non vincola il Comune', '6.531', 'Ore al mese', '8.000,00 €']) {
    assert.ok(shown.text.includes(needed), `in stampa manca «${needed}»`);
  }
  assert.deepEqual(shown.buttons, []);
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  t.diagnostic(`${pages} pagine A4, ${pdf.length} byte`);
  assert.ok(pages >= 1 && pages <= 5, `${pages} pagine`);
});

pageTest(where, 'il motore risponde anche da window.soglia; durata di un calcolo (solo misurata)', async ({ page, go, t }) => {
  await go('');
  await ready(page);
  const { answer, microseconds } = await page.evaluate(() => {
    const call = JSON.stringify({ file: 'dairago-sad', servizio: 'sad', richiesta: { isee: { ordinario: '8000' }, quantita: { ora: '10' }, fatti: { residente: true, festivo: false } } });
    const first = window.soglia.calcola(call);
    const times = 500;
    const start = performance.now();
    for (let i = 0; i < times; i += 1) window.soglia.calcola(call);
    return { answer: first, microseconds: Math.round((performance.now() - start) * 1000 / times) };
  });
  t.diagnostic(`un calcolo: ${microseconds} microsecondi`);
  assert.match(answer, /"5\.40"/, answer.slice(0, 400));
});

pageTest(where, 'le chiamate su file da leggere caricano il secondo programma, una volta sola', async ({ page, go, server }) => {
  await go('');
  await ready(page);
  const motore = () => server.sent.filter(([path]) => path.includes('soglia-motore')).map(([path]) => path).sort();
  assert.deepEqual(motore(), [], 'chi apre la pagina non lo scarica');
  const answers = await page.evaluate(async () => {
    const call = async (name, json) => JSON.parse(await window.soglia[name](JSON.stringify(json)));
    const mine = 'formato = 1\nid = "mio"\nente = "Comune"\ntitolo = "Pasti"\nnatura = "bozza"\nvigenza = { dal = "2024-01-01" }\n'
      + '[[servizio]]\nid = "pasti"\n[[servizio.quota]]\nid = "pasto"\nper = "pasto"\nfasce = [ { importo = "4.50" } ]\n';
    const richiesta = { isee: { ordinario: '8000' }, quantita: { pasto: '3' } };
    return {
      mio: await call('calcola', { file: mine, servizio: 'pasti', richiesta }),
      tabella: await call('tabella', { file: 'monopoli-sad', servizio: 'sad', isee: ['30000', '30000.01'] }),
      inverso: await call('inverso', { file: 'monopoli-sad', servizio: 'sad', quota: 'oraria', uguale: '10.00' }),
      soglie: await call('soglie', { file: 'monopoli-sad', servizio: 'sad', quota: 'oraria' }),
      verifica: await call('verifica', { file: 'formato = 3' }),
      elenco: await call('elenco', {}),
      rotto: await call('calcola', { file: 'formato = \n' }),
    };
  });
  assert.equal(answers.mio.totale, '13.50');
  assert.deepEqual(answers.tabella.map((row) => row.quote.oraria), ['8.00', '13.80']);
  assert.deepEqual(answers.inverso, []);
  assert.ok(answers.soglie.some((s) => s.isee === '30000.00' && s.salto === '5.80'), JSON.stringify(answers.soglie));
  assert.equal(answers.verifica[0].codice, 'formato-versione');
  assert.ok(answers.elenco.regolamenti.length >= 24 && answers.elenco.misure.length && answers.elenco.riparti.length);
  assert.equal(answers.rotto.errori[0].riga, 1);
  assert.equal(motore().length, 2, motore().join(' '));
});

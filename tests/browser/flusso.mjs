// SPDX-License-Identifier: EUPL-1.2
// The citizen's way from the home page to a result, as a person walks it: by visible names only.
// Example: home care in Dairago (published rules), ISEE 8.000 €, 10 hours a month -> 5,40 € an hour, 54,00 € a month.
import assert from 'node:assert/strict';
import { ready, until } from './pagina.mjs';

export const SERVICE = 'cittadini/dairago-sad/sad';
export const QUESTIONS = {
  comune: 'In quale Comune vivi?',
  servizio: 'Quale servizio ti interessa?',
  isee: 'Qual è il valore del tuo ISEE?',
  ore: 'Quante ore di servizio ti servono in un mese?',
  residente: 'Hai la residenza nel territorio di questo servizio?',
  festivo: 'Il servizio si svolge in un giorno festivo o la sera tardi?',
  riepilogo: 'Controlla le risposte',
};

/** Waits until the page with this heading is there and has the focus (it has none after a document load). */
export async function arrive(page, heading) {
  const here = (text) => {
    const h1 = document.querySelector('main h1');
    return h1?.innerText.replace(/\s+/g, ' ').startsWith(text) && (document.activeElement === h1 || document.activeElement === document.body);
  };
  await until(page, here, heading, { what: `la pagina «${heading}»` });
}

export const forward = (page) => page.getByRole('button', { name: 'Avanti' }).click();
export const pick = (page, label) => page.locator('main label', { hasText: new RegExp(`^${label}$`) }).click();

/** Home -> "Calcola quanto paghi" -> "Inizia" -> Dairago -> home care -> first question. */
export async function startFlow(page, url, { each = async () => {} } = {}) {
  await page.goto(url);
  await ready(page);
  await page.getByRole('link', { name: 'Calcola quanto paghi' }).click();
  await arrive(page, 'Quanto paghi');
  await page.getByRole('link', { name: 'Inizia' }).click();
  await arrive(page, QUESTIONS.comune);
  await page.getByLabel(QUESTIONS.comune).selectOption('Comune di Dairago');
  await each('comune');
  await forward(page);
  await arrive(page, QUESTIONS.servizio);
  await pick(page, 'Assistenza domiciliare');
  await each('servizio');
  await forward(page);
  await arrive(page, QUESTIONS.isee);
}

/** Types the ISEE and its kind on the ISEE page. */
export async function giveIsee(page, value) {
  await page.getByLabel(QUESTIONS.isee).fill(value);
  await pick(page, 'ISEE ordinario');
}

/** From the ISEE page to the result. `isee: null` means "Non ho l'ISEE". `each(name)` is called on every page once filled. */
export async function answerDairago(page, { isee = '8000', each = async () => {} } = {}) {
  if (isee === null) {
    await each('isee');
    await page.getByRole('button', { name: "Non ho l'ISEE" }).click();
  } else {
    await giveIsee(page, isee);
    await each('isee');
    await forward(page);
  }
  await arrive(page, QUESTIONS.ore);
  await page.getByLabel(QUESTIONS.ore).fill('10');
  await each('ore');
  await forward(page);
  await arrive(page, QUESTIONS.residente);
  await pick(page, 'Sì');
  await each('residente');
  await forward(page);
  await arrive(page, QUESTIONS.festivo);
  await pick(page, 'No');
  await each('festivo');
  await forward(page);
  await arrive(page, QUESTIONS.riepilogo);
  await each('riepilogo');
  await page.getByRole('button', { name: 'Calcola la tariffa' }).click();
  await arrive(page, 'Paghi');
  await each('risultato');
}

/** Presses Tab, if need be, until the focus is on a control with this visible name (a heading may have the same). */
export async function tabTo(page, name) {
  for (let i = 0; i < 60; i += 1) {
    const here = await page.evaluate(() => {
      const e = document.activeElement;
      return e.matches('a, button, input, select, summary, textarea') ? (e.labels?.[0]?.innerText ?? e.innerText).trim() : undefined;
    });
    if (here === name) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`con Tab non si arriva a «${name}»`);
}

/** Through the flow in whatever language: by position, not by words. */
export async function toResult(page, go, code, { each = async () => {} } = {}) {
  await go(`cittadini/comune?lingua=${code}`);
  await ready(page);
  await page.locator('main select').selectOption({ label: 'Comune di Dairago' });
  const forward = () => page.locator('main button[type=submit]').click();
  await forward();
  await until(page, () => location.pathname.endsWith('/cittadini/servizio') && document.querySelector('main input[type=radio]'));
  await each('servizio');
  await page.locator('main label[for="servizio-0"]').click();
  await forward();
  await until(page, () => location.pathname.endsWith('/isee') && document.querySelector('#risposta'));
  await page.locator('#risposta').fill('8000,00');
  await page.locator('main label[for="isee-tipo-0"]').click();
  await each('isee');
  await forward();
  await until(page, () => location.pathname.endsWith('/ora') || location.pathname.endsWith('/ore'));
  await page.locator('#risposta').fill('10');
  await each('ore');
  await forward();
  for (const radio of [0, 1]) {
    await until(page, () => document.querySelector('main #risposta-0:not(:checked)') && !document.querySelector('main input[type=radio]:checked'));
    await page.locator(`main label[for="risposta-${radio}"]`).click();
    await forward();
  }
  await until(page, () => location.pathname.endsWith('/riepilogo'));
  await each('riepilogo');
  await page.locator('main .app-actions button').first().click();
  await until(page, () => location.pathname.endsWith('/risultato') && document.querySelector('.app-amount'));
  await each('risultato');
}

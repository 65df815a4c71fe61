// SPDX-License-Identifier: EUPL-1.2
// The way through «Cosa mi spetta?», by visible names only: whatever is asked is answered from a list of rules.
import { arrive, forward, pick } from './flusso.mjs';
import { ready, until } from './pagina.mjs';

export const SPETTANZE = 'cittadini/spettanze';
export const INIZIO = 'Cosa mi spetta?';
export const ESITO = 'Cosa ti spetta';

export const heading = (page) => page.locator('main h1').innerText();

/** Waits for another page than the one with this heading. */
export const leave = (page, before) => until(page, (text) => {
  const here = document.querySelector('main h1')?.innerText;
  return here && here !== text ? here : undefined;
}, before, { what: `una pagina dopo «${before}»` });

/** Opens the first page, picks the Comune and the day, and begins. */
export async function startSpettanze(page, url, { comune = 'Codogno', quando = 'Di oggi' } = {}) {
  await page.goto(url + SPETTANZE);
  await ready(page);
  if (comune) await page.getByLabel('In quale Comune vivi?').selectOption({ label: comune });
  await page.locator('main label', { hasText: quando }).click();
  await page.getByRole('button', { name: 'Inizia' }).click();
  return leave(page, INIZIO);
}

/** How an elderly person alone answers; anything else is «Non lo so». */
export const ANZIANA = [
  [/Quanti anni ha la persona/, '78'], [/ISEE ordinario/, '9.500,00'], [/ISEE sociosanitario/, "Non ce l'ho"],
  [/autosufficiente/, 'Sì'], [/vive da sola/, 'Sì'], [/vive a casa sua/, 'Sì'],
];

/** Answers the question on the screen. */
export async function reply(page, answers = ANZIANA) {
  const asked = await heading(page);
  const answer = answers.find(([pattern]) => pattern.test(asked))?.[1] ?? 'Non lo so';
  const button = page.getByRole('button', { name: answer, exact: true });
  if (await page.locator('main input[type=radio]').count()) {
    await pick(page, answer);
    await forward(page);
  } else if (await button.count()) {
    await button.click();
  } else {
    await page.locator('main input[type=text]').fill(answer);
    await forward(page);
  }
  return leave(page, asked);
}

/** Every question to the outcome; gives the questions asked. */
export async function answerAll(page, { answers = ANZIANA, each = async () => {} } = {}) {
  const asked = [];
  while (await heading(page) !== ESITO) {
    asked.push(await heading(page));
    if (asked.length > 80) throw new Error(`non finisce: ${asked.slice(-3)}`);
    await each(asked.length);
    await reply(page, answers);
  }
  await arrive(page, ESITO);
  return asked;
}

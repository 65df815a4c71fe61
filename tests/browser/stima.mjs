// SPDX-License-Identifier: EUPL-1.2
// The citizen's way from the start of the estimate to an ISEE, by visible names only.
// Example: couple, two minors, wages 22.000 + 14.000 €, rent 6.600 €, bank 12.000 € -> 9.022,56 €.
import { arrive, forward, pick } from './flusso.mjs';
import { ready } from './pagina.mjs';

export const STIMA = 'cittadini/isee';
export const RISULTATO = 'La stima del tuo ISEE';

/** Every topic of the example: slug, heading, choice, figures by label. */
export const TOPICS = [
  ['scopo', 'A che cosa ti serve', 'Un servizio o un contributo per la famiglia', {}],
  ['famiglia', "Chi c'è nella tua famiglia", 'Sì', { 'Figli da 3 a 17 anni': '2' }],
  ['redditi', 'Quali redditi', null, {
    'Il tuo reddito da lavoro': '22.000', 'La tua pensione': '0', 'Reddito da lavoro dipendente del coniuge': '14000,00', 'Pensione del coniuge': '0',
  }],
  ['casa', 'In che casa vivete', 'In affitto, con un contratto registrato', { 'Affitto di un anno': '6600' }],
  ['conti', "Quanto c'era sui conti", null, { 'Saldo al 31 dicembre': '12000', 'Giacenza media': '9.500,5' }],
  ['investimenti', 'Ci sono altri risparmi', null, { 'Titoli di Stato': '0', 'Azioni, fondi': '0' }],
  ['immobili', 'Ci sono altre case', null, { 'Valore ai fini IMU': '0', 'Mutuo ancora da pagare': '0' }],
  ['altri-redditi', 'Ci sono altri redditi', null, { 'Altri redditi': '0', 'Assegni ricevuti': '0', 'Assegni versati': '0' }],
  ['disabilita', 'Quante persone hanno', null, { 'Persone con disabilità': '0' }],
  ['lavoro', 'I genitori che vivono', 'Sì, tutti', {}],
];

/** From the first page of the estimate to its first topic. */
export async function startStima(page, url) {
  await page.goto(url + STIMA);
  await ready(page);
  await arrive(page, 'Stima il tuo ISEE');
  await page.getByRole('link', { name: 'Inizia la stima' }).click();
}

/** Answers topics in order, stopping before `until`; `each(slug)` is called on every page once filled. */
export async function answerTopics(page, { from = 0, until = TOPICS.length, each = async () => {} } = {}) {
  for (const [slug, heading, choice, figures] of TOPICS.slice(from, until)) {
    await arrive(page, heading);
    if (choice) await pick(page, choice);
    for (const [label, value] of Object.entries(figures)) await page.getByLabel(label).fill(value);
    await each(slug);
    await forward(page);
  }
}

/** All topics, then the result. */
export async function answerStima(page, { each = async () => {} } = {}) {
  await answerTopics(page, { each });
  await arrive(page, RISULTATO);
  await each('risultato');
}

// SPDX-License-Identifier: EUPL-1.2
// Every page × every width × Italian, English and Arabic × as it is, with an error, with a result, in forced colours.
// Italian pages as they are: generali.test.mjs, and the tests of each door.
import { examine } from './esame.mjs';
import { SERVICE, toResult } from './flusso.mjs';
import { pageTest, ready, setting, until } from './pagina.mjs';
import { ROUTES } from './rotte.mjs';

const where = setting();
const LANGUAGES = ['it', 'en', 'ar'];
const at = (path, code) => (code === 'it' ? path : `${path}?lingua=${code}`);

/** As it is, and in the colours of the system, everything that can be opened open. */
async function both(page, name) {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('main details')) one.open = true;
    // Stuck to the bottom of the window, it lies on what is behind it: examined apart (piano, comuni).
    document.querySelector('.app-bar')?.classList.add('d-none');
  });
  await examine(page, name);
  await page.emulateMedia({ forcedColors: 'active' });
  await examine(page, `${name}, colori forzati`);
  await page.emulateMedia({ forcedColors: 'none' });
}

const shown = (page, selector) => until(page, (s) => document.querySelector(s), selector, { what: selector, seconds: 20 });
const submit = (page) => page.locator('main button[type=submit]').first().click();

for (const code of LANGUAGES) {
  for (const { name, path } of ROUTES) {
    pageTest(where, `${code}, ${name}`, { reducedMotion: 'reduce' }, async ({ page, go }) => {
      await go(at(path, code));
      await ready(page);
      await both(page, name);
    });
  }

  pageTest(where, `${code}, la tariffa: errore e risultato`, { reducedMotion: 'reduce' }, async ({ page, go }) => {
    await go(at(`${SERVICE}/domande/isee`, code));
    await ready(page);
    await page.locator('#risposta').fill('1,2,3');
    await submit(page);
    await shown(page, '#errori');
    await both(page, 'errore');
    await toResult(page, go, code);
    await both(page, 'risultato');
  });

  pageTest(where, `${code}, «Cosa mi spetta?»: errore e risultato`, { reducedMotion: 'reduce' }, async ({ page, go }) => {
    await go(at('cittadini/spettanze', code));
    await ready(page);
    await page.locator('main select').first().selectOption({ label: 'Codogno' });
    await page.locator('main label[for$="-0"]').first().click();
    await submit(page);
    await shown(page, 'main #risposta, main [id^=risposta-]');
    await submit(page);
    await shown(page, '#errori');
    await both(page, 'errore');
    await page.locator('main a[href*="spettanze/esito"]').first().click();
    await until(page, () => location.pathname.endsWith('spettanze/esito') && document.querySelectorAll('main h3').length > 3);
    await both(page, 'risultato');
  });

  pageTest(where, `${code}, il fondo: risultato ed errore`, { reducedMotion: 'reduce' }, async ({ page, go }) => {
    await go(at('piano', code));
    await ready(page);
    await page.getByRole('button', { name: /(Apri|Open).*Fondo Sociale Regionale 2017/ }).click();
    await shown(page, '.app-tree');
    await both(page, 'risultato');
    await page.getByLabel(/^(Importo, € di|Amount, € of) Area disabili$/).fill('2.000.000,00');
    await shown(page, '#errori');
    await both(page, 'errore');
  });

  pageTest(where, `${code}, le famiglie del Comune: errore e risultato`, { reducedMotion: 'reduce' }, async ({ page, go }) => {
    await go(at('uffici', code));
    await ready(page);
    await page.getByRole('button', { name: /^Assistenza domiciliare.*Comune di Monopoli/ }).click();
    const file = page.getByLabel(/^(File delle famiglie|File of the families) \(CSV/);
    await file.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('id;isee;ora\n1;mille;10\n') });
    await until(page, () => /mille/.test(document.querySelector('main').innerText), undefined, { what: 'l\'errore', seconds: 30 });
    await both(page, 'errore');
    await file.setInputFiles({ name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from('id;isee;ora;comune\n1;5000,00;10;Lodi\n2;15000,00;10;Lodi\n3;30000,00;10;Codogno\n') });
    await until(page, () => /120[,.]00/.test(document.querySelector('.app-bar').innerText), undefined, { what: 'il risultato', seconds: 30 });
    await page.locator('main nav').getByRole('button', { name: /^(Risultati|Results)$/ }).click();
    await shown(page, 'main table');
    await both(page, 'risultato');
  });
}

// SPDX-License-Identifier: EUPL-1.2
// Pictures of every page at 360 and 1280 px, and how it prints, in esito/: to be looked at by a person.
//   npm run screenshots
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { answerDairago, startFlow } from './flusso.mjs';
import { DIST, launch, ready } from './pagina.mjs';
import { ROUTES } from './rotte.mjs';
import { serve } from './server.mjs';
import { answerStima, startStima } from './stima.mjs';

const out = fileURLToPath(new URL('./esito/', import.meta.url));
mkdirSync(out, { recursive: true });
const server = await serve({ folder: DIST });
const browser = await launch();
for (const width of [360, 1280]) {
  const tab = await browser.newContext({ viewport: { width, height: 800 }, locale: 'it-IT' });
  const page = await tab.newPage();
  const shot = async (name) => {
    await page.evaluate(() => document.fonts.ready.then(() => true));
    await page.screenshot({ path: `${out}${name}-${width}.png`, fullPage: true });
  };
  for (const { name, path } of ROUTES) {
    await page.goto(server.url + path);
    await ready(page);
    await shot(name);
  }
  await startFlow(page, server.url);
  await answerDairago(page, { each: shot });
  if (width === 1280) await page.pdf({ path: `${out}risultato.pdf`, format: 'A4' });
  await page.evaluate(() => sessionStorage.clear());
  await startStima(page, server.url);
  await answerStima(page, { each: (name) => shot(`stima-${name}`) });
  if (width === 1280) await page.pdf({ path: `${out}stima.pdf`, format: 'A4' });
  await tab.close();
}
await browser.close();
await server.stop();
console.log(`Immagini in ${out}`);

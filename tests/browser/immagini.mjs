// SPDX-License-Identifier: EUPL-1.2
// The pictures of README and publiccode.yml, in docs/immagini.   npm run immagini
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { answerDairago, startFlow } from './flusso.mjs';
import { DIST, launch, ready } from './pagina.mjs';
import { serve } from './server.mjs';

const out = fileURLToPath(new URL('../../docs/immagini/', import.meta.url));
mkdirSync(out, { recursive: true });
const server = await serve({ folder: DIST, quality: 1 });
const browser = await launch();
const tab = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'it-IT', serviceWorkers: 'block' });
const page = await tab.newPage();
const shot = async (name) => {
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.screenshot({ path: `${out}${name}.png` });
};
for (const [name, path] of [['cittadini', ''], ['piano', 'piano'], ['dati-aperti', 'dati-aperti']]) {
  await page.goto(server.url + path);
  await ready(page);
  await shot(name);
}
await startFlow(page, server.url);
await answerDairago(page);
await page.evaluate(() => document.querySelector('main').scrollIntoView());
await shot('risultato');
await browser.close();
await server.stop();

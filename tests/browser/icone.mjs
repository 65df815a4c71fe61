// SPDX-License-Identifier: EUPL-1.2
// Draws the icons of the manifest from icona.svg.   node icone.mjs
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './pagina.mjs';

const out = fileURLToPath(new URL('../../src/app/avvio/icone/', import.meta.url));
mkdirSync(out, { recursive: true });
const svg = readFileSync(new URL('../../src/app/stile/icona.svg', import.meta.url), 'utf8');
// A mask may cut a tenth on every side: the drawing is smaller and the ground goes to the edge.
const masked = svg.replace('viewBox="0 0 32 32"', 'viewBox="-5 -5 42 42"').replace(/<rect[^>]*>/, '<rect x="-5" y="-5" width="42" height="42" fill="#007a52"/>');
const browser = await launch();
for (const [name, size, drawing] of [['soglia-192', 192, svg], ['soglia-512', 512, svg], ['soglia-maschera-512', 512, masked]]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${drawing}`);
  await page.screenshot({ path: `${out}${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();

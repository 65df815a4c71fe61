// SPDX-License-Identifier: EUPL-1.2
// Lighthouse, mobile, on the pages a citizen meets first. Not part of make test: its timings depend on the machine.
//   npm run lighthouse
import { launch as launchChrome } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { CHROMIUM, DIST, FLAGS } from './pagina.mjs';
import { serve } from './server.mjs';

const PAGES = ['', 'cittadini', 'cittadini/dairago-sad/sad/risultato'];
const FLOOR = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };
/** A single run depends on a frame more or less: of so many, the one in the middle counts, as Lighthouse advises. */
const RUNS = 5;

const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const server = await serve({ folder: DIST });
const chrome = await launchChrome({ chromePath: CHROMIUM, chromeFlags: [...FLAGS, '--headless=new'] });
let low = false;
for (const path of PAGES) {
  const runs = [];
  for (let n = 0; n < RUNS; n++) {
    const { lhr } = await lighthouse(server.url + path, { port: chrome.port, onlyCategories: Object.keys(FLOOR), logLevel: 'error' });
    runs.push(lhr);
  }
  const scores = Object.keys(FLOOR).map((name) => [name, runs.map((lhr) => Math.round(lhr.categories[name].score * 100))]);
  low ||= scores.some(([name, all]) => middle(all) < FLOOR[name]);
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']
    .map((id) => `${id} ${middle(runs.map((lhr) => lhr.audits[id].numericValue)).toFixed(id.startsWith('c') ? 2 : 0)}`);
  console.log(`/${path}: ${scores.map(([name, all]) => `${name} ${middle(all)} (${all.join(' ')})`).join(', ')}; ${times.join(', ')}`);
}
await chrome.kill();
await server.stop();
process.exitCode = low ? 1 : 0;

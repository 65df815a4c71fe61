// SPDX-License-Identifier: EUPL-1.2
// Lighthouse, mobile, on the pages a citizen meets first. Not part of make test: its timings depend on the machine.
//   npm run lighthouse
import { launch as launchChrome } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { CHROMIUM, DIST, FLAGS } from './pagina.mjs';
import { serve } from './server.mjs';

const PAGES = ['', 'cittadini', 'cittadini/dairago-sad/sad/risultato'];
const FLOOR = { performance: 95, accessibility: 100 };

const server = await serve({ folder: DIST });
const chrome = await launchChrome({ chromePath: CHROMIUM, chromeFlags: [...FLAGS, '--headless=new'] });
let low = false;
for (const path of PAGES) {
  const { lhr } = await lighthouse(server.url + path, { port: chrome.port, onlyCategories: Object.keys(FLOOR), logLevel: 'error' });
  const scores = Object.keys(FLOOR).map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
  low ||= scores.some(([name, score]) => score < FLOOR[name]);
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']
    .map((id) => `${id} ${lhr.audits[id].displayValue}`);
  console.log(`/${path}: ${scores.map((pair) => pair.join(' ')).join(', ')}; ${times.join(', ')}`);
}
await chrome.kill();
await server.stop();
process.exitCode = low ? 1 : 0;

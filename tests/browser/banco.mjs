// SPDX-License-Identifier: EUPL-1.2
// The bench in a real Chromium, against the page as it is published: a file of one million families, from the choice to
// the answer on the screen; a changed schedule; the longest task of the page; the memory of the worker.
//   npm run banco                  (about two minutes; wants python3 and the page in dist/, or in SOGLIA_DIST)
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DIST, launch, ready, until } from './pagina.mjs';
import { serve } from './server.mjs';

const FAMIGLIE = 1_000_000;
const TARIFFE = ['fasce', 'lineare', 'spezzata'];
const PROVE = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.env.SOGLIA_BANCO ?? `${root}tests/browser/esito/banco`;
const raw = `${folder}/hh_${FAMIGLIE}.csv`;
const csv = `${folder}/popolazione.csv`;

function python(script, ...args) {
  return execFileSync('python3', [script, ...args], { cwd: `${root}benches/banco`, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The population, made once, and the totals of the oracle. */
function population() {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(csv)) {
    python('gen_households.py', '--n', String(FAMIGLIE), '--out', folder);
    python('popolazione.py', raw, csv);
  }
  const lines = python('oracle.py', '--csv', raw).trim().split('\n').map((line) => JSON.parse(line));
  return new Map(lines.filter((line) => line.schedule).map((line) => [line.schedule, line.total_cents]));
}

const rules = (name) => readFileSync(`${root}tests/casi/simula/banco/${name}.toml`, 'utf8');
const euro = (cents) => new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR', useGrouping: 'always' }).format(cents / 100).replaceAll('\u00a0', ' ');
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
/** The worker of the page, once it runs. */
async function workerOf(page) {
  for (;;) {
    const worker = page.workers().find((w) => w.url().endsWith('/lavoratore.js'));
    if (worker) return worker;
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Opens the door of the Comuni with a schedule. */
async function open(browser, url, name) {
  const tab = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'it-IT', serviceWorkers: 'block' });
  const page = await tab.newPage();
  await page.goto(`${url}uffici`);
  await ready(page);
  await page.locator('#regole').setInputFiles({ name: `${name}.toml`, mimeType: 'application/toml', buffer: Buffer.from(rules(name)) });
  await page.locator('#famiglie').waitFor();
  return { tab, page };
}

/** Chooses the file; milliseconds until the bar shows the revenue, and until all results are drawn. */
async function load(page, expected) {
  await page.evaluate(() => {
    const banco = {};
    window.banco = banco;
    const said = () => document.querySelector('.app-bar [role=status]')?.innerText ?? '';
    const seen = {
      risposta: () => said().startsWith('Entrate in vigore'),
      risultati: () => document.querySelector('#sintesi'),
    };
    // After the frame in which it is on the screen.
    const painted = (what) => requestAnimationFrame(() => setTimeout(() => {
      performance.mark(what);
      banco[what] = performance.now() - banco.scelto;
    }));
    const look = () => {
      for (const [what, there] of Object.entries(seen)) {
        if (!there()) continue;
        delete seen[what];
        painted(what);
      }
    };
    addEventListener('change', (e) => {
      if (e.target.id !== 'famiglie') return;
      performance.mark('scelto');
      banco.scelto = performance.now();
      new MutationObserver(look).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
      // The reader goes to the results at once.
      setTimeout(() => [...document.querySelectorAll('nav[aria-label="Parti della pagina"] button')].find((b) => b.innerText === 'Risultati').click());
    }, true);
  });
  await page.locator('#famiglie').setInputFiles(csv);
  const found = await until(page, () => window.banco.risultati && window.banco.risposta && { ...window.banco, testo: document.querySelector('.app-bar [role=status]').innerText },
    undefined, { seconds: 120 });
  return { ...found, same: found.testo.replaceAll('\u00a0', ' ').includes(euro(expected)) };
}

/** The longest task of the page's main thread while a file is read and its answer drawn, milliseconds. */
async function longestTask(browser, url, name, expected) {
  const { tab, page } = await open(browser, url, name);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing', 'disabled-by-default-devtools.timeline'] });
  await load(page, expected);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await tab.close();
  const at = (mark) => traceEvents.find((e) => e.name === mark && e.cat.includes('user_timing'));
  const [from, to] = [at('scelto'), at('risultati')];
  const mine = traceEvents.filter((e) => e.name.endsWith('RunTask') && e.pid === from.pid && e.tid === from.tid && e.ts + (e.dur ?? 0) >= from.ts && e.ts <= to.ts);
  return Math.max(...mine.map((e) => e.dur ?? 0)) / 1000;
}

/** What the worker takes to answer a question, milliseconds: the median of many, each with another schedule. */
async function timed(worker, question, text, times) {
  const all = await worker.evaluate(async ([che, toml, count]) => {
    const motore = await import(new URL('./soglia-simula.js', location.href).href);
    const measured = [];
    for (let n = 0; n < count; n += 1) {
      // Another cost every time: nothing can be remembered from before.
      const changed = toml.replace(/importo = "21.50", per/, `importo = "21.${10 + (n % 80)}", per`);
      const json = JSON.stringify({ servizio: 'sad', regole: [changed], periodi: 12 });
      const before = performance.now();
      const answer = motore.chiedi(che, json);
      measured.push(performance.now() - before);
      if (answer.startsWith('{"errori"')) throw new Error(answer);
    }
    return measured;
  }, [question, text, times]);
  return median(all);
}

const truth = population();
const server = await serve({ folder: DIST });
const browser = await launch();
const milliseconds = (n) => `${n.toLocaleString('it-IT', { maximumFractionDigits: n < 10 ? 2 : 0 })} ms`;
console.log(`Chromium ${browser.version()}, ${FAMIGLIE.toLocaleString('it-IT')} famiglie, il migliore di ${PROVE}\n`);
console.log('| tariffa | totale | dal file alle entrate | dal file a tutti i risultati | tariffa cambiata | coppie al secondo | tutti i risultati, tariffa cambiata | attività più lunga della pagina | memoria |');
console.log('|---|---|--:|--:|--:|--:|--:|--:|--:|');
for (const name of TARIFFE) {
  const shown = [];
  let [same, memory, worker, tab] = [true, 0];
  for (let n = 0; n < PROVE; n += 1) {
    await tab?.close();
    const opened = await open(browser, server.url, name);
    tab = opened.tab;
    shown.push(await load(opened.page, truth.get(name)));
    same &&= shown.at(-1).same;
    worker = await workerOf(opened.page);
  }
  const changed = await timed(worker, 'totali', rules(name), 200);
  const all = await timed(worker, 'quadro', rules(name), 10);
  memory = await worker.evaluate(async () => (await (await import(new URL('./soglia-simula.js', location.href).href)).default()).memory.buffer.byteLength);
  await tab.close();
  const task = await longestTask(browser, server.url, name, truth.get(name));
  const best = (key) => Math.min(...shown.map((s) => s[key]));
  console.log(`| ${[name, same ? 'uguale all\'oracolo' : 'DIVERSO', milliseconds(best('risposta')), milliseconds(best('risultati')), milliseconds(changed),
    `${(FAMIGLIE / changed / 1000).toFixed(0)} M`, milliseconds(all), milliseconds(task), `${(memory / FAMIGLIE).toFixed(0)} byte a riga`].join(' | ')} |`);
}
await browser.close();
await server.stop();

// SPDX-License-Identifier: EUPL-1.2
// What every browser test shares: one Chromium and one server per file, and a page that may not misbehave.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';
import { serve } from './server.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const DIST = process.env.SOGLIA_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
/** SOGLIA_BROWSER=firefox runs the same tests in the system's Firefox ESR, through WebDriver BiDi. */
export const FIREFOX = process.env.SOGLIA_BROWSER === 'firefox';
export const launch = () => (FIREFOX ? launchFirefox() : chromium.launch({ executablePath: CHROMIUM, args: FLAGS }));

/** Where Firefox saves the files that the page offers. */
const SAVED = FIREFOX ? mkdtempSync(join(tmpdir(), 'soglia-scaricati-')) : undefined;
if (FIREFOX) after(() => rmSync(SAVED, { recursive: true, force: true }));

/** Its list of saved files would open by itself, and take the keys. */
const PREFS = { 'browser.download.alwaysOpenPanel': false };

async function launchFirefox() {
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', firefoxUserPrefs: PREFS });
  // Playwright also sends a command that Firefox ESR does not know; what it asks for is the default of every page here.
  const session = Object.getPrototypeOf(browser._connection.toImpl(browser)._browserSession);
  const { send } = session;
  session.send = function known(method, params) {
    if (method === 'emulation.setMediaFeaturesOverride') return Promise.resolve({});
    if (method === 'browser.setDownloadBehavior') params.downloadBehavior = { type: 'allowed', destinationFolder: SAVED };
    return send.call(this, method, params);
  };
  return browser;
}

/** The file that the page offers when `act` is done: its name and where it is. (Of Firefox's, Playwright hears nothing.) */
export async function offered(page, act) {
  if (!FIREFOX) {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), path: await download.path() };
  }
  rmSync(SAVED, { recursive: true, force: true });
  await act();
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    const names = existsSync(SAVED) ? readdirSync(SAVED) : [];
    if (names.length === 1 && statSync(join(SAVED, names[0])).size && !names[0].endsWith('.part')) return { name: names[0], path: join(SAVED, names[0]) };
  }
  assert.fail('dopo 30 secondi non c\'è alcun file salvato');
}

/** Calls `fn` in the page until it gives something true. (Playwright's own waiting needs eval, which the policy forbids.) */
export async function until(page, fn, arg, { what = String(fn), seconds = 30 } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    let value;
    try { value = await page.evaluate(fn, arg); } catch { /* between two documents */ }
    if (value) return value;
    assert.ok(Date.now() < end, `dopo ${seconds} secondi non è vero: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** A picture of the whole page, in Chromium: to make one in Firefox, Playwright writes a style into the page, which the policy forbids. */
export const picture = (page, path) => (FIREFOX ? undefined : page.screenshot({ path, fullPage: true }));

/** Waits until the program runs and has drawn a page. */
export const ready = (page) => until(page, () => window.soglia && document.querySelector('main h1'), undefined,
  { what: 'il programma è partito e ha disegnato un titolo' });

/** Runs one Chromium and one server for the tests of a file; `where.url` is the address of the page. */
export function setting({ folder = DIST, base = '/', quality, frameAncestors } = {}) {
  const where = {};
  before(async () => {
    assert.ok(existsSync(`${folder}/index.html`), `manca la pagina in ${folder}: si costruisce con trunk build (lo fa make test)`);
    where.server = await serve({ folder, base, quality, frameAncestors });
    where.url = where.server.url;
    where.browser = await launch();
  });
  after(async () => {
    await where.browser?.close();
    await where.server?.stop();
  });
  return where;
}

/** In Firefox only: no service worker; nor the elements that ARIA attributes point to, which axe asks for and Firefox 153 dies of. */
function tame(noWorker) {
  if (noWorker) delete Navigator.prototype.serviceWorker;
  for (const name of Object.getOwnPropertyNames(Element.prototype)) if (/^aria.+Elements?$/.test(name)) delete Element.prototype[name];
}

/** A browser context that nothing was left in, in Italian. */
export async function newContext(browser, options = {}) {
  const tab = await browser.newContext({ locale: 'it-IT', ...options });
  if (FIREFOX) await tab.addInitScript(tame, options.serviceWorkers === 'block');
  return tab;
}

/**
 * One test in a fresh browser context. It fails on any console error (a policy violation is one), uncaught exception,
 * request to another origin or cookie, unless a line matches `allow`. `chromium`: it does what only there
 * can be done from outside, as looking at the page on paper or into a worker.
 */
export function pageTest(where, title, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options];
  const { allow = [], width = 1280, height = 900, chromium: only = false, ...context } = options;
  // What only Chromium can pretend: system colours, less motion, no script.
  const pretends = only || ['forcedColors', 'reducedMotion', 'javaScriptEnabled'].some((key) => key in context);
  test(title, { timeout: 300_000, skip: FIREFOX && pretends ? 'solo in Chromium' : false }, async (t) => {
    // The service worker has tests of its own; elsewhere it would only make other requests in the background.
    const tab = await newContext(where.browser, { viewport: { width, height }, serviceWorkers: 'block', ...context });
    try {
      const page = await tab.newPage();
      const faults = watch(page, where.url);
      await body({ page, url: where.url, server: where.server, go: (path) => page.goto(where.url + path), t });
      assert.deepEqual(faults.filter((line) => !allow.some((pattern) => pattern.test(line))), [], 'la pagina si è comportata male');
      assert.deepEqual(await tab.cookies(), [], 'la pagina ha lasciato cookie');
    } finally {
      await tab.close();
    }
  });
}

function watch(page, url) {
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`); });
  // Who goes elsewhere while a program or a font is on its way leaves Firefox with nothing: the hash is that of no bytes.
  const interrupted = (error) => FIREFOX && /computed hash is “47DEQpj8HBSa|downloadable font: download failed .*status=2152398850/.test(error);
  page.on('pageerror', (error) => { if (!interrupted(String(error))) faults.push(`eccezione: ${error}`); });
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (/^https?:|^wss?:/.test(target.protocol) && target.origin !== new URL(url).origin) faults.push(`richiesta a ${target.origin}`);
  });
  return faults;
}

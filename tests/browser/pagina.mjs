// SPDX-License-Identifier: EUPL-1.2
// What every browser test shares: one Chromium and one server per file, and a page that may not misbehave.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const DIST = process.env.SOGLIA_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

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

/**
 * One test in a fresh browser context. It fails on any console error (a policy violation is one), uncaught exception,
 * request to another origin or cookie, unless a line matches `allow`.
 */
export function pageTest(where, title, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options];
  const { allow = [], width = 1280, height = 900, ...context } = options;
  test(title, { timeout: 300_000 }, async (t) => {
    const tab = await where.browser.newContext({ viewport: { width, height }, locale: 'it-IT', ...context });
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
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`eccezione: ${error}`));
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (/^https?:|^wss?:/.test(target.protocol) && target.origin !== new URL(url).origin) faults.push(`richiesta a ${target.origin}`);
  });
  return faults;
}

// SPDX-License-Identifier: EUPL-1.2
// What the page's sources can put into the DOM: words of string literals, tag names, attribute names.
// Used by costruisci.mjs (which rules to keep) and classi.mjs (which classes must exist).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '../../..');
const app = join(here, '..');

/** The Rust files of the page, in a fixed order: [{ path, text }]. */
export function rustFiles() {
  return readdirSync(app, { recursive: true })
    .filter((path) => path.endsWith('.rs'))
    .sort()
    .map((path) => ({ path: relative(root, join(app, path)), text: readFileSync(join(app, path), 'utf8') }));
}

/** The two files that are not Rust but draw something. */
export function otherFiles() {
  const started = ['config.js', 'servizio.js', 'incorpora.js'].map((name) => join(app, 'avvio', name));
  return [join(root, 'index.html'), join(app, 'boot.js'), ...started].map((path) => readFileSync(path, 'utf8'));
}

// One pass over Rust: comments and character literals are consumed first, so a quote inside them opens nothing.
const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|r(#*)"([\s\S]*?)"\1|"((?:\\[\s\S]|[^"\\])*)"|'(?:\\[^']*|[^'\\])'/g;

/** String literals of Rust source: [{ value, start, end }]. */
export function literals(text) {
  return [...text.matchAll(TOKEN)]
    .map((m) => ({ value: m[2] ?? m[3], start: m.index, end: m.index + m[0].length }))
    .filter((l) => l.value !== undefined);
}

const words = (text) => text.match(/[A-Za-z_][\w-]*/g) ?? [];

/** Words of Rust source that may be a class, a tag or an attribute. */
export function rustWords(text) {
  const tags = [...text.matchAll(/<([a-z][a-z0-9]*)\b/g)].map((m) => m[1]);
  const attributes = [...text.matchAll(/([a-z][a-z-]*)=["{]/g)].map((m) => m[1]);
  return [...literals(text).flatMap((l) => words(l.value)), ...tags, ...attributes];
}

export const htmlWords = words;

// SPDX-License-Identifier: EUPL-1.2
// What is still Italian on a page that should be in another language: sentences of the program, and words that only
// Italian has. What is marked lang="it", quoted «…», or the name of a file, is Italian by right.
import { readFileSync } from 'node:fs';

const SEEDS = new URL('../../seeds/lingue/', import.meta.url);

/** A string of a `.po` file, which may go on over several lines. */
const joined = (lines) => JSON.parse(`"${[...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('')}"`);

/** The Italian sentences that have another text in the catalogue: `[Italian, other]`. */
function sentences(name) {
  const text = readFileSync(new URL(name, SEEDS), 'utf8');
  const entry = /^msgid ((?:".*"\n)+)(?:msgid_plural ((?:".*"\n)+))?msgstr(?:\[0\])? ((?:".*"\n?)+)(?:msgstr\[1\] ((?:".*"\n?)+))?/gm;
  const found = [];
  for (const [, one, many, first, second] of text.matchAll(entry)) {
    if (joined(one)) found.push([joined(one), joined(first)]);
    if (many && second) found.push([joined(many), joined(second)]);
  }
  return found.filter(([italian, other]) => italian !== other);
}

/** A sentence with places in it, as a pattern; nothing when too little of it is words. */
function pattern(italian) {
  const parts = italian.trim().split(/\{\w*\}/);
  const words = parts.join(' ').match(/\p{L}{2,}/gu) ?? [];
  if (parts.length < 2 || words.length < 2) return undefined;
  return `^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`;
}

/** Names of offices, plans and acts that an English sentence keeps beside their meaning. */
const NAMES = ['Piano di Zona', 'Assemblea dei Sindaci', 'Difensore civico per il digitale', 'Garante per la protezione dei dati personali'];

/** What tells Italian from English, for the sentences of the staff and of the pages about the site. */
export function catalogue() {
  const all = [...sentences('en.po'), ...sentences('uffici/en.po')];
  const english = new Set(all.map(([, other]) => other.trim()));
  const italian = all.map(([text]) => text.trim()).filter((text) => /\p{L}{2}/u.test(text) && !english.has(text));
  return { whole: italian.filter((text) => !/\{\w*\}/.test(text)), patterns: italian.map(pattern).filter(Boolean), names: NAMES };
}

/** Every text of the page that is Italian and does not say so. */
export const leftovers = (page, parts) => page.evaluate(({ whole: keys, patterns: sources, names }) => {
  const known = new Set(keys);
  const shapes = sources.map((source) => new RegExp(source, 'su'));
  const words = /(?<!\p{L})(di|che|della|delle|dello|degli|dei|gli|il|lo|una|sono|è|più|nel|nella|dal|dalla|non|con|questo|questa|ogni)(?!\p{L})/iu;
  const found = [];
  const look = (text, where, free) => {
    const plain = text.replace(/\s+/g, ' ').trim();
    const bare = names.reduce((rest, name) => rest.replaceAll(name, ''), plain.replace(/«[^»]*»|\S+\.(toml|csv|json)/g, ''));
    if (known.has(plain) || shapes.some((shape) => shape.test(plain)) || (free && words.test(bare))) found.push(`${where}: ${plain.slice(0, 120)}`);
  };
  const marked = (element) => element.closest('[lang]')?.lang !== document.documentElement.lang;
  const app = document.getElementById('app');
  const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    // A drawing is hidden from those who listen, and its table says the same; names run through «A → B».
    if (parent.closest('script, style, textarea, svg') || marked(parent) || node.data.includes(' → ')) continue;
    look(node.data, parent.tagName.toLowerCase(), true);
  }
  for (const element of app.querySelectorAll('[aria-label], [title], [placeholder], [data-label]')) {
    if (marked(element)) continue;
    // Names stand in labels too, and an attribute cannot say which language a part of it is in.
    for (const which of ['aria-label', 'title', 'placeholder', 'data-label']) look(element.getAttribute(which) ?? '', `${element.tagName.toLowerCase()}[${which}]`, false);
  }
  // After the dash is the name of the site, as the ente wrote it.
  look(document.title.split(' – ')[0], 'title', true);
  return found;
}, parts);

// SPDX-License-Identifier: EUPL-1.2
// Every class written in the page's sources exists in app.css, every icon in sprite.svg, and nobody writes style="".
//   npm run classi
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, literals, otherFiles, rustFiles } from './parole.mjs';

// Classes with no rule of their own: names that Bootstrap Italia's documentation asks for, and hooks of ours.
const ALLOWED = new Set(readFileSync(join(here, 'classi-ammesse.txt'), 'utf8').split('\n').map((line) => line.split('#')[0].trim()).filter(Boolean));

const css = readFileSync(join(here, 'app.css'), 'utf8');
const known = new Set([...css.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map((m) => m[1]));
const icons = new Set([...readFileSync(join(here, 'sprite.svg'), 'utf8').matchAll(/<symbol id="([^"]+)"/g)].map((m) => m[1]));

/** End of the bracketed expression that opens at `start`, in text whose strings and comments are blanked. */
function closing(text, start) {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if ('({['.includes(text[i])) depth += 1;
    if (')}]'.includes(text[i]) && (depth -= 1) === 0) return i;
  }
  return text.length;
}

/** Class names in Rust: the strings in class="..", class={..} and classes!(..). */
function rustClasses(text) {
  const strings = literals(text);
  let blank = text.replace(/\/\/[^\n]*/g, (comment) => (comment.includes('"') ? comment : ' '.repeat(comment.length)));
  for (const { start, end } of strings) blank = blank.slice(0, start) + '"'.repeat(end - start) + blank.slice(end);
  const ranges = [...blank.matchAll(/\bclass=(["{])|\bclasses!([({[])/g)].map((m) => {
    const start = m.index + m[0].length - 1;
    return [start, m[1] === '"' ? start + 1 : closing(blank, start)];
  });
  return strings.filter((s) => ranges.some(([from, to]) => s.start >= from && s.start < to)).flatMap((s) => s.value.split(/\s+/)).filter(Boolean);
}

const problems = [];
const check = (path, classes, text) => {
  for (const name of new Set(classes)) {
    if (!known.has(name) && !ALLOWED.has(name)) problems.push(`${path}: la classe «${name}» non esiste in app.css`);
  }
  for (const [, id] of text.matchAll(/["#](it-[a-z-]+)"/g)) {
    if (text.includes(`#${id}"`) && !icons.has(id)) problems.push(`${path}: l'icona «${id}» non è in sprite.svg`);
  }
  if (/\sstyle=["{]/.test(text)) problems.push(`${path}: attributo style, vietato dalla regola di sicurezza`);
};

let count = 0;
for (const { path, text } of rustFiles()) {
  const classes = rustClasses(text);
  count += classes.length;
  check(path, classes, text);
}
const [html, ...scripts] = otherFiles();
check('index.html', [...html.matchAll(/class="([^"]*)"/g)].flatMap((m) => m[1].split(/\s+/)), html);
for (const script of scripts) check('boot.js e avvio/', [...script.matchAll(/class: '([^']*)'/g)].flatMap((m) => m[1].split(/\s+/)), script);

if (problems.length) {
  console.error(problems.join('\n'));
  console.error('\nSe la classe è di Bootstrap Italia: npm run css. Se è nostra: scrivila in _app.scss. Se non le serve una regola: classi-ammesse.txt.');
  process.exit(1);
}
console.log(`Classi e icone a posto (${count} classi scritte in Rust).`);

// SPDX-License-Identifier: EUPL-1.2
// Builds app.css, fonts/ and sprite.svg from pinned packages. Same input, same bytes.
//   npm run css              writes them beside this file
//   npm run css -- --check   writes nothing; fails if what is committed differs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from 'sass';
import { PurgeCSS } from 'purgecss';
import { transform } from 'lightningcss';
import { here, htmlWords, otherFiles, rustFiles, rustWords } from './parole.mjs';

const modules = join(here, 'node_modules');

// Chrome/Edge 111, Firefox 121, Safari 16.4: the floor for :has() and the WebAssembly we need.
const TARGETS = { chrome: 111 << 16, edge: 111 << 16, firefox: 121 << 16, safari: (16 << 16) | (4 << 8), ios_saf: (16 << 16) | (4 << 8) };

// Classes that only our code sets at run time, whatever the sources say.
const SAFELIST = [/^is-/, /^show$/, /^collaps/, /^fade$/, /^active$/, /^expanded$/];

// The colours of the ente, which the page may set when it starts (avvio/config.js); the green of the Comuni until then.
const ENTE = { '#007a52': '--app-colore', '#006241': '--app-colore-scuro', '#00573b': '--app-colore-fascia', '#003d29': '--app-colore-fondo' };

// Physical properties and the logical ones that mean the same in a language written from left to right.
const LOGICAL = [['left', 'start'], ['right', 'end']].flatMap(([side, edge]) => [
  [new RegExp(`(?<=[;{])(margin|padding)-${side}:`, 'g'), `$1-inline-${edge}:`],
  [new RegExp(`(?<=[;{])border-${side}(-\\w+)?:`, 'g'), `border-inline-${edge}$1:`],
  [new RegExp(`(?<=[;{])${side}:`, 'g'), `inset-inline-${edge}:`],
  [new RegExp(`(?<=[;{])text-align:${side}`, 'g'), `text-align:${edge}`],
]);

// The icons that the sources name, and no others: the sprite is part of the first load.
const ICONS = [...new Set([...rustFiles().map(({ text }) => text), ...otherFiles()]
  .flatMap((text) => [...text.matchAll(/sprite\.svg#(it-[a-z-]+)/g)].map((m) => m[1])))].sort();

async function css() {
  const sass = compile(join(here, 'stile.scss'), {
    loadPaths: [modules],
    quietDeps: true,
    // Bootstrap Italia still uses @import, so Sass stays on 1.x.
    silenceDeprecations: ['import'],
  }).css;

  // Its focus ring wants a script that marks mouse clicks; browsers know by themselves.
  const focus = sass
    .replaceAll(/:focus:not\(\[data-focus-mouse='?"?true'?"?\](?:, (\.btn))?\)/g, (_, but) => `:focus-visible${but ? `:not(${but})` : ''}`)
    .replaceAll(/(\[type=["']?(?:radio|checkbox)["']?\]):focus(?= \+ label)/g, '$1:focus-visible');

  const [purged] = await new PurgeCSS().purge({
    css: [{ raw: focus }],
    content: [
      ...rustFiles().map(({ text }) => ({ raw: text, extension: 'rs' })),
      ...otherFiles().map((raw) => ({ raw, extension: 'html' })),
    ],
    extractors: [{ extensions: ['rs'], extractor: rustWords }, { extensions: ['html'], extractor: htmlWords }],
    safelist: { standard: SAFELIST },
    keyframes: true,
  });

  const { code: minified } = transform({ filename: 'app.css', code: Buffer.from(purged.css), minify: true, targets: TARGETS });
  // Left and right follow the direction of the language: Arabic is written from right to left.
  const both = LOGICAL.reduce((text, [physical, logical]) => text.replaceAll(physical, logical), minified.toString());
  const code = Object.entries(ENTE).reduce((text, [hex, name]) => text.replaceAll(new RegExp(`${hex}\\b`, 'g'), `var(${name},${hex})`), both);
  const notice = '/*! Bootstrap Italia 2.18.3, BSD-3-Clause; Bootstrap 5.2.3, MIT; Titillium Web, OFL-1.1. Testi in src/app/stile/licenze. Generato da npm run css. */\n';
  return `${notice}${code}\n`;
}

function sprite() {
  const all = readFileSync(join(modules, 'bootstrap-italia/dist/svg/sprites.svg'), 'utf8');
  const symbols = ICONS.map((id) => {
    const found = all.match(new RegExp(`<symbol id="${id}"[\\s\\S]*?</symbol>`));
    if (!found) throw new Error(`icona inesistente in Bootstrap Italia: ${id}`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

function fonts() {
  const names = [400, 700].flatMap((weight) => ['latin', 'latin-ext'].map((set) => `titillium-web-${set}-${weight}-normal.woff2`));
  return names.map((name) => [`fonts/${name}`, readFileSync(join(modules, '@fontsource/titillium-web/files', name))]);
}

const outputs = [
  ['app.css', Buffer.from(await css())],
  ['sprite.svg', Buffer.from(sprite())],
  ...fonts(),
  ['licenze/bootstrap-italia.txt', readFileSync(join(modules, 'bootstrap-italia/LICENSE'))],
  ['licenze/titillium-web-OFL.txt', readFileSync(join(modules, '@fontsource/titillium-web/LICENSE'))],
];

if (process.argv.includes('--check')) {
  const current = (name) => { try { return readFileSync(join(here, name)); } catch { return Buffer.alloc(0); } };
  const stale = outputs.filter(([name, bytes]) => !bytes.equals(current(name))).map(([name]) => name);
  if (stale.length) {
    console.error(`Da rigenerare: ${stale.join(', ')}. Nella cartella src/app/stile esegui: npm ci && npm run css`);
    process.exit(1);
  }
  console.log(`Stile aggiornato: ${outputs.length} file uguali a quelli rigenerati.`);
} else {
  for (const [name, bytes] of outputs) {
    mkdirSync(dirname(join(here, name)), { recursive: true });
    writeFileSync(join(here, name), bytes);
    console.log(`${name}: ${bytes.length} byte`);
  }
}

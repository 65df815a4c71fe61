// SPDX-License-Identifier: EUPL-1.2
// From a built page to what is published: two folders, two archives, a list of components.
//   node deploy/pacco.mjs <built page> <output folder> [base]        base: /servizi/soglia/ unless told
//   … --cartelle                                                     only the folders, not compressed: for the tests
// portatile/   works from any folder of any server that only sends files: addresses after a #
// percorso/    for one known address, with clean addresses: the server gives index.html (or 404.html) for those it has not
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sbom } from './componenti.mjs';
import { TYPES } from './regole.mjs';
import { zip } from './zip.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const version = readFileSync(join(here, '../Cargo.toml'), 'utf8').match(/^version = "([^"]+)"/m)[1];
/** Addresses that somebody may have written down: in the portable page each is a file that leads to the right one. */
const ADDRESSES = ['cittadini', 'cittadini/comune', 'cittadini/isee', 'uffici', 'piano', 'come-funziona', 'dati-aperti', 'integra', 'privacy', 'accessibilita', 'note-legali'];

const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
const filesIn = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
  .map((path) => relative(folder, path).replaceAll('\\', '/')).sort();

/** index.html for another base: every address in it is written after the old one. */
function rebase(html, base) {
  const [, old] = html.match(/<base href="([^"]*)"/);
  return html.replaceAll(new RegExp(`((?:href|src|data-js|data-wasm)=")${old}(?!/)(?=[^"])`, 'g'), '$1')
    .replace(`<base href="${old}"`, `<base href="${base}"`);
}

const lead = (address) => {
  const up = '../'.repeat(address.split('/').length);
  return `<!doctype html>\n<html lang="it"><head><meta charset="utf-8"><title>Soglia</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url=${up}#/${address}"></head>\n`
    + `<body><p><a href="${up}#/${address}">Vai alla pagina</a></p></body></html>\n`;
};

const packed = new Map();
/** Compressed copies, for servers that send them as they are. */
function compress(folder) {
  for (const name of filesIn(folder)) {
    const bytes = readFileSync(join(folder, name));
    if (!(extname(name) in TYPES) || ['.png', '.woff2'].includes(extname(name)) || bytes.length < 1000) continue;
    // The two folders have the same programs.
    const key = sha(bytes);
    if (!packed.has(key)) packed.set(key, [brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }), gzipSync(bytes, { level: 9 })]);
    packed.get(key).forEach((body, i) => writeFileSync(join(folder, name + ['.br', '.gz'][i]), body));
  }
}

function make(name, change) {
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(built, folder, { recursive: true });
  change(folder);
  execFileSync(join(here, '../.ci/impronte'), [folder], { stdio: 'inherit' });
  cpSync(join(folder, 'index.html'), join(folder, '404.html'));
  if (onlyFolders) return '';
  compress(folder);
  const sums = filesIn(folder).map((file) => `${sha(readFileSync(join(folder, file)))}  ${file}\n`).join('');
  writeFileSync(join(folder, 'SHA256SUMS'), sums);
  const archive = `soglia-${version}-${name}.zip`;
  const bytes = zip(filesIn(folder).map((file) => [file, readFileSync(join(folder, file))]));
  writeFileSync(join(out, archive), bytes);
  return `${sha(bytes)}  ${archive}`;
}

const edit = (folder, file, change) => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
const onlyFolders = process.argv.includes('--cartelle');
const [built = 'dist', out = 'pacchi', base = '/servizi/soglia/'] = process.argv.slice(2).filter((word) => word !== '--cartelle');
if (!/^\/([\w-]+\/)*$/.test(base)) {
  console.error(`«${base}» non è un percorso: deve cominciare e finire con una barra, per esempio /servizi/soglia/`);
  process.exit(1);
}
mkdirSync(out, { recursive: true });

const portable = make('portatile', (folder) => {
  edit(folder, 'index.html', (html) => rebase(html, './').replace('name="soglia-percorsi" content=""', 'name="soglia-percorsi" content="cancelletto"'));
  for (const address of ADDRESSES) {
    mkdirSync(join(folder, address), { recursive: true });
    writeFileSync(join(folder, address, 'index.html'), lead(address));
  }
  // Here an address that is no file is nothing.
  writeFileSync(join(folder, '.htaccess'), readFileSync(join(here, '.htaccess'), 'utf8').replace(/ {2}# Un file che manca[\s\S]*?index\.html \[L\]\n/, ''));
});
const fixed = make('percorso', (folder) => {
  edit(folder, 'index.html', (html) => rebase(html, base));
  for (const file of ['.htaccess', 'web.config']) cpSync(join(here, file), join(folder, file));
  writeFileSync(join(folder, 'nginx.conf.txt'), readFileSync(join(here, 'nginx.conf'), 'utf8').replaceAll('/servizi/soglia/', base));
});
if (onlyFolders) process.exit();
writeFileSync(join(out, 'soglia.cdx.json'), `${JSON.stringify(sbom(version), null, 1)}\n`);
console.log([portable, fixed, `${sha(readFileSync(join(out, 'soglia.cdx.json')))}  soglia.cdx.json`].join('\n'));

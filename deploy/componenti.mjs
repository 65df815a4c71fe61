// SPDX-License-Identifier: EUPL-1.2
// What the page is made of, beside our own code: the libraries in Cargo.lock that reach WebAssembly, and what the style takes.
//   node deploy/componenti.mjs              writes src/app/stile/licenze/LIBRERIE.txt
//   node deploy/componenti.mjs --check      writes nothing; fails if the list is not the one of Cargo.lock
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const notices = join(root, 'src/app/stile/licenze/LIBRERIE.txt');

/** The packages of the page, by name: [{ name, version, license, folder }]. Tools that only build it are not part of it. */
export function libraries() {
  const args = ['metadata', '--format-version', '1', '--locked', '--offline', '--no-default-features', '--features', 'app', '--filter-platform', 'wasm32-unknown-unknown'];
  const { packages, resolve } = JSON.parse(execFileSync('cargo', args, { cwd: root, maxBuffer: 1 << 27, stdio: ['ignore', 'pipe', 'inherit'] }));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const byId = new Map(packages.map((p) => [p.id, p]));
  const macro = (id) => byId.get(id).targets.some((t) => t.kind.includes('proc-macro'));
  const reached = new Set();
  const visit = (id) => {
    if (reached.has(id) || macro(id)) return;
    reached.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(resolve.root);
  reached.delete(resolve.root);
  return [...reached].map((id) => byId.get(id)).map(({ name, version, license, manifest_path: path }) => ({ name, version, license, folder: dirname(path) }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** What npm gives the style: exact versions, from its lockfile. */
export const STYLE = [
  { name: 'bootstrap-italia', license: 'BSD-3-Clause' },
  { name: '@fontsource/titillium-web', license: 'OFL-1.1' },
].map((part) => {
  const lock = JSON.parse(readFileSync(join(root, 'src/app/stile/package-lock.json'), 'utf8'));
  return { ...part, version: lock.packages[`node_modules/${part.name}`].version };
});

/** The list in CycloneDX 1.5: no time and no random number, so that the same sources give the same bytes. */
export function sbom(version) {
  const component = (kind) => ({ name, version: v, license }) => ({
    type: 'library', name, version: v, purl: `pkg:${kind}/${name.replace('@', '%40')}@${v}`, licenses: [{ expression: license.replaceAll('/', ' OR ') }],
  });
  return {
    bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
    metadata: { component: { type: 'application', name: 'soglia', version, licenses: [{ expression: 'EUPL-1.2' }] } },
    components: [...libraries().map(component('cargo')), ...STYLE.map(component('npm'))],
  };
}

function text() {
  const found = libraries();
  const bodies = new Map();
  for (const { name, version, folder } of found) {
    for (const file of readdirSync(folder).filter((f) => /^(licen[cs]e|copying|notice|unlicense)/i.test(f) && !/\.html$/i.test(f)).sort()) {
      let body;
      try { body = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim(); } catch { continue; }
      bodies.set(body, [...(bodies.get(body) ?? []), `${name} ${version}`]);
    }
  }
  const list = found.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n');
  const texts = [...bodies].map(([body, names]) => `${'='.repeat(100)}\n${[...new Set(names)].join(', ')}\n\n${body}\n`).join('\n');
  return `Le librerie Rust dentro la pagina, e le loro licenze. Generato da deploy/componenti.mjs.\n\n${list}\n\n${texts}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) writeFileSync(notices, text());
  else if (readFileSync(notices, 'utf8') !== text()) {
    console.error('LIBRERIE.txt non è quello di Cargo.lock. Esegui: node deploy/componenti.mjs');
    process.exit(1);
  } else console.log(`Licenze di ${libraries().length} librerie a posto.`);
}

// SPDX-License-Identifier: EUPL-1.2
// A static server that behaves like a careful municipal one: strict headers, compression, deep links served by index.html.
//   node server.mjs [cartella] [base] [porta]      e.g.  node server.mjs ../../dist / 8080
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync, constants } from 'node:zlib';

/** The page's policy; index.html repeats it without what a <meta> cannot say. */
export const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
  + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; "
  + "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types soglia-lavoratore";

const HEADERS = {
  'Content-Security-Policy': CSP,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const TYPES = {
  '.css': 'text/css; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
};
const COMPRESSED_ALREADY = new Set(['.woff2', '.png']);

/**
 * Serves `folder` under `base`. Returns { url, sent, stop }; `sent` lists [path, bytes on the wire] of every answer.
 * Brotli quality 11 is what a site prepares in advance; 9 is ten times quicker and enough to test behaviour.
 */
export async function serve({ folder, base = '/', port = 0, quality = 9 }) {
  const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  const sent = [];
  const compressed = new Map();

  async function answer(path, accept) {
    let name = normalize(path);
    let bytes;
    if (name.startsWith('..')) return undefined;
    try {
      bytes = await readFile(join(folder, name));
    } catch {
      // A missing file is missing; anything else is a page of the application.
      if (extname(name)) return undefined;
      name = 'index.html';
      bytes = await readFile(join(folder, name));
    }
    const kind = extname(name);
    const headers = { ...HEADERS, 'Content-Type': TYPES[kind] ?? 'application/octet-stream' };
    headers['Cache-Control'] = /-[0-9a-f]{12,16}|\.woff2$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
    headers.ETag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`;
    const encoding = COMPRESSED_ALREADY.has(kind) ? '' : accept.includes('br') ? 'br' : accept.includes('gzip') ? 'gzip' : '';
    if (!encoding) return { bytes, headers };
    const key = `${encoding} ${name}`;
    if (!compressed.has(key)) compressed.set(key, encoding === 'br' ? brotli(bytes) : gzipSync(bytes, { level: 9 }));
    return { bytes: compressed.get(key), headers: { ...headers, 'Content-Encoding': encoding, Vary: 'Accept-Encoding' } };
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const found = pathname.startsWith(base)
      ? await answer(decodeURIComponent(pathname.slice(base.length)) || 'index.html', request.headers['accept-encoding'] ?? '')
      : undefined;
    if (found && request.headers['if-none-match'] === found.headers.ETag) {
      response.writeHead(304, found.headers).end();
      return;
    }
    const { bytes, headers } = found ?? { bytes: Buffer.from('non trovato'), headers: { ...HEADERS, 'Content-Type': TYPES['.txt'] } };
    sent.push([pathname, bytes.length]);
    response.writeHead(found ? 200 : 404, { ...headers, 'Content-Length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    sent,
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '../../dist', base = '/', port = '8080'] = process.argv.slice(2);
  const { url } = await serve({ folder, base, port: Number(port) });
  console.log(`Pagina su ${url} (Ctrl-C per fermare)`);
}

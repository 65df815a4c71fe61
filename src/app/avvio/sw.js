// SPDX-License-Identifier: EUPL-1.2
// Service worker: the whole page on the device, one version at a time. .ci/impronte fills in the first lines.
const VERSION = '@VERSIONE@';
const HASHED_ROUTES = '@PERCORSI@' === 'cancelletto';
/** Every file of the page, with its SHA-256. */
const FILES = {
//@FILE@
};

const CACHE = `soglia-${VERSION}`;
/** What the ente changes after the build: asked for every time, kept for when the network is off. */
const changing = (name) => name === 'config.json' || name.startsWith('regole/');
const scope = new URL('./', self.location).pathname;
const address = (name) => new URL(name, self.location).href;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A copy without redirects, as a navigation wants it. */
const clean = (body, { headers }) => new Response(body, { status: 200, headers });

/** A poor line drops a request now and then: asked again after one, then four seconds. */
async function ask(url, waits = [1000, 4000]) {
  try {
    return await fetch(url, { cache: 'no-cache' });
  } catch (error) {
    const [wait, ...later] = waits;
    if (!wait) throw error;
    await new Promise((done) => { setTimeout(done, wait); });
    return ask(url, later);
  }
}

/** Keeps a file only if it is the one of this version: half an update is no update. */
async function store(cache, [name, digest]) {
  if (await cache.match(address(name))) return;
  const answer = await ask(address(name));
  const body = await answer.arrayBuffer();
  if (!answer.ok || hex(await crypto.subtle.digest('SHA-256', body)) !== digest) throw new Error(`${name} non è di questa versione`);
  await cache.put(address(name), clean(body, answer));
}

self.addEventListener('install', (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  for (const entry of Object.entries(FILES)) {
    // A language is kept once somebody has chosen it.
    if (!entry[0].startsWith('lingue/') || await caches.match(address(entry[0]))) await store(cache, entry);
  }
  await fresh('config.json').catch(() => {});
})()));

// Nothing is swapped under a reader: the new version waits until it is asked for, or until every tab is closed.
self.addEventListener('message', (event) => { if (event.data === 'attiva') self.skipWaiting(); });

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  // A tab of the version before may still need its files: only older ones go.
  const old = (await caches.keys()).filter((name) => name.startsWith('soglia-') && name !== CACHE);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

/** From the network, else the copy of last time. */
async function fresh(name) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(address(name), { cache: 'no-cache' });
    if (answer.ok) await cache.put(address(name), answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(address(name));
    if (kept) return kept;
    throw error;
  }
}

/** The file that answers an address, if it is one of the page. */
function fileOf(request, name) {
  if (Object.hasOwn(FILES, name)) return name;
  if (request.mode !== 'navigate') return undefined;
  if (name === '') return 'index.html';
  return HASHED_ROUTES || /\.[a-z0-9]+$/i.test(name) ? undefined : 'index.html';
}

/** A tab opened before an update goes on with the files it knows. */
async function cacheOf(version) {
  if (!version || VERSION.startsWith(version)) return CACHE;
  return (await caches.keys()).find((name) => name.startsWith(`soglia-${version}`)) ?? CACHE;
}

async function answer(request, url, name) {
  if (changing(name)) return fresh(name);
  const file = fileOf(request, name);
  const kept = file && await caches.match(address(file), { cacheName: await cacheOf(url.searchParams.get('v')), ignoreVary: true });
  if (kept) return kept;
  if (file?.startsWith('lingue/')) {
    const cache = await caches.open(CACHE);
    await store(cache, [file, FILES[file]]).catch(() => {});
    const language = await cache.match(address(file));
    if (language) return language;
  }
  return fetch(request).catch((error) => {
    // An address that no file answers, without network: the page itself is still here.
    if (request.mode === 'navigate') return Response.redirect(scope);
    throw error;
  });
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith(scope)) return;
  event.respondWith(answer(event.request, url, decodeURIComponent(url.pathname.slice(scope.length))));
});

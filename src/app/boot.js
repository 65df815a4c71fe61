// SPDX-License-Identifier: EUPL-1.2
// Starts the page: loads the program (JavaScript glue and WebAssembly) and offers its functions as `window.soglia`.
// If it cannot load, or if it stops later, a person reads what happened and what to do, never a blank page.
// Everything is written with DOM calls: the security policy forbids HTML from strings.

import { loadConfig, paint } from './config.js';

const script = document.querySelector('script[data-js]');
const absolute = (path) => new URL(path, document.baseURI).href;
let stopped = false;
/** Inside another page, or asked for with ?embed=1: only the content. */
const embedded = window.parent !== window || location.search.includes('embed=1');
if (embedded) document.documentElement.classList.add('app-embed');
const asked = new URLSearchParams(location.search);

/** What the build wrote into the page about itself (.ci/impronte). */
const meta = (name) => document.querySelector(`meta[name="soglia-${name}"]`)?.content ?? '';
/** Addresses after a `#`, for servers that only know the files they have (docs/PUBBLICARE.md). */
const hashed = meta('percorsi') === 'cancelletto';
/** A name that does not change between versions, asked for with the version: no cache mixes two of them. */
const versioned = (file) => absolute(`${file}?v=${meta('impronta')}`);
/** The fingerprint of a file of a program: the browser refuses anything else. */
const integrityOf = (file) => meta('integrita').split(' ').find((entry) => entry.startsWith(`${file}=`))?.slice(file.length + 1) ?? '';

/** The language that the address asks for; Italian is in the program itself. */
const wanted = () => /[?&]lingua=([a-z]{2})/.exec(hashed ? location.hash || location.search : location.search)?.[1] ?? 'it';
const root = document.documentElement;

// soglia-calcolatore.js knows only where the page is, not how it writes its addresses.
const go = asked.get('vai') ?? '';
if (embedded && /^[a-z0-9/_-]+$/.test(go)) {
  const tongue = wanted() === 'it' ? '' : `lingua=${wanted()}`;
  history.replaceState(null, '', hashed ? absolute(`./?embed=1#/${go}${tongue && `?${tongue}`}`) : absolute(`./${go}?${tongue && `${tongue}&`}embed=1`));
}

/** The program of this address, when it is not the first one, by the first parts of its path (src/app/route.rs, `Porta`). */
const path = hashed ? location.hash.replace(/^#?\/|\?.*/g, '') : location.pathname.slice(new URL('.', document.baseURI).pathname.length);
const [door, room] = path.split(/[/#]/);
const SITO = ['come-funziona', 'dati-aperti', 'integra', 'privacy', 'accessibilita', 'note-legali'];
const FAMIGLIA = ['spettanze', 'simula', 'prospetto', 'confronto', 'risposte'];
const citizen = room === 'isee' ? 'soglia-stima' : FAMIGLIA.includes(room) ? 'soglia-famiglia' : undefined;
const other = SITO.includes(door) ? 'soglia-sito' : { uffici: 'soglia-uffici', piano: 'soglia-uffici', cittadini: citizen }[door];

/** An element with attributes and children. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function reloadButton(say) {
  const button = element('button', { type: 'button', class: 'btn btn-primary' }, say('Ricarica la pagina'));
  button.addEventListener('click', () => location.reload());
  return button;
}

function copyButton(text, say) {
  const button = element('button', { type: 'button', class: 'btn btn-outline-primary' }, say('Copia il dettaglio tecnico'));
  const said = element('span', { role: 'status' });
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = say('Copiato.');
    } catch {
      said.textContent = say('Non è stato possibile copiare: seleziona il testo qui sotto.');
    }
  });
  return [button, said];
}

/** What is written here in the language of the address: a small file of its own, since the catalogue may be what did not arrive. */
async function failureWords(code) {
  if (!(await config).lingue.includes(code)) return undefined;
  const answer = await fetch(versioned('guasti.json'));
  return (await answer.json())[code];
}

/** Replaces the page with an explanation. Only the first failure is shown: the others follow from it. */
async function fail(texts, detail) {
  if (stopped) return;
  stopped = true;
  const code = wanted();
  let words = {};
  // Nobody waits long before an empty page: without the words of a language it is Italian, with a line of English.
  if (code !== 'it') words = await Promise.race([failureWords(code), new Promise((done) => setTimeout(done, 5000))]).catch(() => undefined);
  const say = (text) => words?.[text] ?? text;
  const { title, what, todo } = texts(say);
  root.lang = words ? code : 'it';
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
  const heading = element('h1', { tabindex: '-1' }, title);
  const main = element('main', { id: 'main', class: 'container-xxl my-5', tabindex: '-1' },
    heading,
    ...(words ? [] : [element('p', { lang: 'en' }, 'This page did not load, or it stopped. Check the connection and reload it. If you are in a hurry, ask the social services of your Comune.')]),
    element('p', { class: 'app-lead' }, what),
    element('h2', { class: 'h4' }, say('Che cosa puoi fare')),
    element('ul', {}, ...todo.map((line) => element('li', {}, line))),
    element('div', { class: 'app-actions' }, reloadButton(say), ...copyButton(detail, say)),
    element('details', { class: 'app-details' },
      element('summary', {}, say('Dettaglio tecnico')),
      element('pre', { class: 'app-detail', tabindex: '0', lang: 'it', dir: 'ltr' }, detail)));
  // A new node: the listeners of a program that stopped stay on the old one.
  const app = element('div', { id: 'app' }, main);
  document.getElementById('app').replaceWith(app);
  document.title = `${title} – Soglia`;
  heading.focus();
}

function failedToLoad(error) {
  fail((say) => ({
    title: say('La pagina non si è caricata'),
    what: say('Il programma che fa i calcoli non è arrivato al tuo browser, oppure il browser non può eseguirlo. Non hai perso nulla: nessun dato era stato inserito.'),
    todo: [
      say('Controlla la connessione e ricarica la pagina.'),
      say('Se non basta, prova con un altro browser aggiornato (Firefox, Chrome, Edge o Safari).'),
      say('Se hai fretta, chiedi al servizio sociale del tuo Comune: può fare il calcolo con te.'),
    ],
  }), `${error}\n${navigator.userAgent}`);
}

// Sent by the panic hook of the program; `detail` is the message for the developers, it holds no answer of the reader.
window.addEventListener('soglia:panico', (event) => {
  const message = String(event.detail?.message ?? event.detail ?? 'senza messaggio').slice(0, 2000);
  fail((say) => ({
    title: say('La pagina si è fermata'),
    what: say('Il programma ha incontrato un errore e si è fermato per non mostrarti un risultato sbagliato. Le risposte che hai dato restano in questa scheda: dopo aver ricaricato le ritrovi.'),
    todo: [
      say('Ricarica la pagina e riprova.'),
      say('Se succede ancora, copia il dettaglio tecnico e mandalo a chi gestisce il sito: non contiene le tue risposte.'),
      say('Se hai fretta, chiedi al servizio sociale del tuo Comune: può fare il calcolo con te.'),
    ],
  }), `${message}\n${navigator.userAgent}`);
});

// The calls that not every visit needs are in a second program, loaded once, when first needed.
const SECOND = ['elenco', 'verifica', 'tabella', 'soglie', 'inverso', 'isee', 'simula', 'spettanze', 'riparto', 'quadra', 'codice', 'riapri'];
const loaded = {};

/** Asks for a script of ours ahead of its import, which gets what this got: nothing, if it is not the one of this version. */
const ahead = (file, address) => document.head.append(element('link', { rel: 'modulepreload', href: address(file), integrity: integrityOf(file.split('/').pop()) }));

/** A part of the page that is no program. */
function part(file) {
  ahead(file, versioned);
  return import(versioned(file));
}

/** A program: its two files, both checked, by name and by address. */
async function load(js, wasm, address = versioned) {
  ahead(js, address);
  const [program, response] = await Promise.all([
    import(address(js)),
    fetch(address(wasm), { integrity: integrityOf(wasm.split('/').pop()) }),
  ]);
  if (!response.ok) throw new Error(`${wasm}: risposta ${response.status}`);
  await breathe();
  await program.default({ module_or_path: response });
  return program;
}

/** One that is not part of the first load. */
const loadOther = (name) => load(`${name}.js`, `${name}_bg.wasm`);

/** Asks for the configuration at once; it is there long before the program. */
const config = loadConfig(absolute('config.json')).then(({ values, faults }) => {
  if (values.colore !== '#007A52') paint(values.colore);
  for (const place of document.querySelectorAll('[data-config]')) place.textContent = values[place.dataset.config];
  if (faults.length) warn('La configurazione di questo sito (config.json) ha un errore: dove manca un valore giusto vale quello predefinito. I calcoli non cambiano.', faults);
  // The program asks for one value at a time, by name (src/app/config.rs).
  if (/^[0-9]{6}$/.test(asked.get('comune') ?? '')) values.comune = asked.get('comune');
  window.sogliaVoce = (name) => String(values[name] ?? meta(name));
  return values;
});

/** What is wrong, for whoever publishes the page; everything else works. */
function warn(what, faults) {
  const box = element('div', { class: 'alert alert-warning', role: 'alert' },
    element('p', { class: 'mb-1' }, what),
    element('ul', { class: 'mb-0' }, ...faults.map((fault) => element('li', {}, fault))));
  document.body.prepend(element('section', { class: 'container-xxl my-3', lang: 'it', dir: 'ltr', 'aria-label': 'Avviso per chi pubblica il sito' }, box));
}

/** The same, once: the next call tries again if it did not arrive. */
async function once(name) {
  loaded[name] ??= loadOther(name);
  try {
    return await loaded[name];
  } catch (error) {
    delete loaded[name];
    throw error;
  }
}

const esegui = async (name, json) => (await once('soglia-motore')).esegui(name, json);

/** The bytes of a spreadsheet, from a workbook in JSON (src/foglio): its writer arrives when a person asks for one. */
const foglio = async (json) => (await once('soglia-foglio')).scrivi(json);

/** Whether `file` of a call is a text to read, not the id of an embedded regolamento. */
function readsFile(json) {
  try {
    return /[\n{=]/.test(JSON.parse(json).file);
  } catch {
    return false;
  }
}

/** The calls of docs/FORMATO.md, chapter 8, JSON text to JSON text; those of the second program answer with a promise. */
const calls = (program) => ({
  calcola: (json) => (program.calcola && !readsFile(json) ? program.calcola(json) : esegui('calcola', json)),
  ...Object.fromEntries(SECOND.map((name) => [name, (json) => esegui(name, json)])),
  foglio,
});

/** Lets the browser draw and answer in between: on an old phone each of these steps takes a tenth of a second. */
const breathe = () => new Promise((done) => setTimeout(done));

/** Speaks the language of the address: its catalogue is asked for now, and only now. Whether anything changed. */
async function speak(program, { lingue }) {
  const code = wanted();
  if (code === root.lang || !lingue.concat('it').includes(code)) return false;
  try {
    // The pages that are not for citizens have words of their own, in English only.
    const more = code === 'en' && /uffici|sito/.test(other) ? 'uffici-' : '';
    const answer = code === 'it' ? new Response() : await fetch(versioned(`lingue/${more}${code}.mo`));
    if (!answer.ok) throw new Error(answer.status);
    const words = new Uint8Array(await answer.arrayBuffer());
    if (code !== wanted()) return false;
    program.lingua(code, words);
    root.lang = code;
    root.dir = code === 'ar' ? 'rtl' : 'ltr';
  } catch {
    history.replaceState(history.state, '', location.href.replace(/lingua=[a-z]{2}/g, `lingua=${root.lang}`));
    document.body.prepend(element('p', { class: 'alert alert-warning mb-0', role: 'alert', lang: 'it' },
      'La lingua non è arrivata: riprova. – The language did not arrive: try again.'));
  }
  return true;
}

/** After the first picture; a page that nobody sees draws none, and waits no longer than this. */
const painted = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, document.hidden ? 0 : 1000);
});

/** The regolamenti that the ente added; without those that do not arrive, or are wrong, the page works. */
async function addRules(program, files) {
  const faults = await part('regole.js')
    .then(({ add }) => add(files, { absolute, program, motore: () => once('soglia-motore') })).catch((error) => [String(error)]);
  if (faults.length) warn('Un regolamento di questo sito (cartella regole) non si può usare: le sue tariffe non compaiono.', faults);
}

/** Draws the page, then offers the calls. */
async function mount(program) {
  const values = await config;
  if (values.regole.length) await addRules(program, values.regole);
  await speak(program, values);
  // The program asks at every drawing; drawn again, whoever chose is still there, at the list of the languages.
  window.sogliaLingua = () => speak(program, values).then((changed) => {
    if (!changed) return;
    const list = document.querySelector('.app-lingue[open]');
    dispatchEvent(new PopStateEvent('popstate'));
    list?.removeAttribute('open');
    list?.firstElementChild.focus();
  });
  await breathe();
  program.avvia();
  await breathe();
  window.soglia = Object.freeze(calls(program));
  if (embedded) return part('incorpora.js').then(({ talk }) => talk(values['integrazione.origini'], { absolute, element, say: program.frase }));
  return whenIdle(() => part('servizio.js').then(({ keep }) => keep({ absolute, element, meta, say: program.frase })));
}

/** After everything that a first visit needs: once the document is loaded and the browser has nothing to do. */
function whenIdle(task) {
  const idle = () => (window.requestIdleCallback ?? setTimeout)(() => task().catch(() => {}));
  if (document.readyState === 'complete') idle();
  else window.addEventListener('load', idle, { once: true });
}

async function start() {
  if (typeof WebAssembly !== 'object') throw new Error('WebAssembly non è disponibile');
  // What can be read without the program does not wait for it: on a poor line they would share the road.
  await painted();
  const { js, wasm } = script.dataset;
  return mount(await (other ? loadOther(other) : load(js, wasm, absolute)));
}

// Another code in the address of the same page is another case.
window.addEventListener('hashchange', () => { if (room === 'prospetto') location.reload(); });

// A page that the browser had put aside knows only the answers of that moment: another program may have added some.
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

start().catch(failedToLoad);

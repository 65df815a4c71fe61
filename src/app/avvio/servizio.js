// SPDX-License-Identifier: EUPL-1.2
// Keeps the page on the device so that it works with the network off, says when it is off, and offers a new version.
// Loaded when everything else is done: it is not part of the first load.

/** Seconds before each new try, when the first copy of the page on the device was broken off. */
const AGAIN = [10, 40, 160];

/** Addresses where somebody is answering: nothing is offered in the middle. */
const MID_FLOW = /\/(domande|riepilogo)(\/|$)|cittadini\/(comune|servizio|(isee|spettanze|simula|risposte)\/.)|\/(uffici|piano)\/./;

export async function keep({ absolute, element, meta, say }) {
  const bar = element('section', { class: 'app-avviso', 'aria-label': say('Avvisi'), hidden: '' });
  document.body.append(bar);
  offline(bar, element, meta('regole'), say);
  if (!navigator.serviceWorker || navigator.connection?.saveData) return;
  const policy = window.trustedTypes?.createPolicy('soglia', {
    createScriptURL: (name) => { if (name !== 'sw.js') throw new TypeError(name); return absolute(name); },
  });
  const url = policy?.createScriptURL('sw.js') ?? absolute('sw.js');
  const watch = (registration) => {
    const offer = () => { if (registration.waiting && navigator.serviceWorker.controller) offerVersion(bar, element, registration, say); };
    offer();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
  };
  await install(url, watch, AGAIN);
}

/** Puts the page on the device. A first time that a poor line breaks off is begun again, later and later. */
async function install(url, watch, [pause, ...later]) {
  const again = () => { if (pause) setTimeout(install, pause * 1000, url, watch, later); };
  try {
    const registration = await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => { if (worker.state === 'redundant' && !registration.active) again(); });
    watch(registration);
  } catch {
    again();
  }
}

/** One notice at a time of each kind, in a bar at the bottom of the window. */
function show(bar, kind, ...children) {
  hide(bar, kind);
  const box = children[0];
  box.dataset.avviso = kind;
  bar.append(box);
  bar.hidden = false;
}

function hide(bar, kind) {
  bar.querySelector(`[data-avviso="${kind}"]`)?.remove();
  bar.hidden = bar.children.length === 0;
}

function offline(bar, element, rules, say) {
  const tell = () => {
    if (navigator.onLine) return hide(bar, 'rete');
    return show(bar, 'rete', element('p', { role: 'status', class: 'mb-0' },
      say('Sei senza connessione: la pagina continua a funzionare, con le regole aggiornate al {}.').replace('{}', new Date(rules).toLocaleDateString(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' }))));
  };
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  tell();
}

/** Offers the version that is waiting, outside a flow; nothing changes until the button is pressed. */
function offerVersion(bar, element, registration, say) {
  const place = () => {
    if (MID_FLOW.test(location.pathname + location.hash)) return hide(bar, 'versione');
    if (bar.querySelector('[data-avviso="versione"]')) return undefined;
    const button = element('button', { type: 'button', class: 'btn btn-primary btn-sm' }, say('Aggiorna la pagina'));
    button.addEventListener('click', () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting?.postMessage('attiva');
    });
    const text = element('p', { role: 'status', class: 'mb-0' }, say('È disponibile una nuova versione di questa pagina. Le risposte che hai dato restano.'));
    return show(bar, 'versione', element('div', { class: 'app-avviso-versione' }, text, button));
  };
  place();
  // The program changes the address without loading a document, and tells nobody: its title changes with it.
  new MutationObserver(place).observe(document.querySelector('title'), { childList: true });
}

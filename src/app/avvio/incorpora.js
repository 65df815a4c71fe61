// SPDX-License-Identifier: EUPL-1.2
// Inside the page of a Comune: only the content, with a way out to the whole page, and its height for whoever frames it.
// The height is told only to the origins of config.json, and to this site itself (the preview of the page «Integra»).

/** Answers the frame element of soglia-calcolatore.js. */
export function talk(origins, { absolute, element, say }) {
  document.body.append(wayOut(absolute, element, say));
  const allowed = new Set([...origins, location.origin]);
  const listeners = new Map();
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    for (const [source, origin] of listeners) source.postMessage({ tipo: 'soglia:altezza', altezza: height }, origin);
  };
  window.addEventListener('message', ({ data, origin, source }) => {
    if (data?.tipo !== 'soglia:ascolto' || source !== window.parent || !allowed.has(origin)) return;
    listeners.set(source, origin);
    tell();
  });
  new ResizeObserver(tell).observe(document.body);
}

function wayOut(absolute, element, say) {
  const link = element('a', { href: absolute('.'), target: '_blank', rel: 'noopener' }, say('Apri a tutta pagina'));
  // The address of the moment of the click.
  link.addEventListener('click', () => { link.href = location.href.replace(/[?&]embed=1/, ''); });
  const privacy = element('p', { class: 'app-narrow mb-1' }, say('I calcoli avvengono nel tuo browser: le risposte non vengono inviate né al Comune né ad altri.'));
  return element('aside', { class: 'container-xxl app-embed-piede', 'aria-label': say('Informazioni sul calcolatore') }, privacy, element('p', { class: 'mb-0' }, link));
}

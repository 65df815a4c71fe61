// SPDX-License-Identifier: EUPL-1.2
// The worker of the Comuni's door. It takes a file a piece at a time, so that however long it is only one piece is in
// memory beside the columns, and answers questions about what it read. Messages:
//   { id, che: 'anteprima', file, json } · { id, che: 'leggi', file, json } · { che: 'annulla' } · { id, che: <domanda>, json }
// Every answer is { id, testo } with JSON inside; while a file is read also { id, famiglie, byte, totale, ms }.

import avvia, * as motore from './soglia-simula.js';

const PEZZO = 1 << 20;
/** Bytes in which the header and some rows surely are. */
const INIZIO = 1 << 17;
/** Between two reports, milliseconds. */
const PASSO = 100;

const pronto = avvia({ module_or_path: new URL('./soglia-simula_bg.wasm', import.meta.url).href });
/** The id of the file being read; a new one, or 'annulla', makes the loop of the old one stop. */
let lettura;

async function pezzo(file, da) {
  return new Uint8Array(await file.slice(da, da + PEZZO).arrayBuffer());
}

function illeggibile(errore) {
  return JSON.stringify({ errori: [{ codice: 'file-illeggibile', gravita: 'errore', percorso: '', messaggio: 'il file non si può leggere', trovato: String(errore), rimedio: 'controlla che il file ci sia ancora e che non sia aperto in un altro programma, poi sceglilo di nuovo' }] });
}

/** The pieces of a file, one after the other; undefined when another message stopped it. */
async function leggi(id, file, json) {
  lettura = id;
  const inizio = performance.now();
  let ultimo = inizio;
  let detto = motore.inizia(json);
  if (detto !== '{}') return detto;
  for (let da = 0; da < file.size; da += PEZZO) {
    const byte = await pezzo(file, da);
    if (lettura !== id) {
      return undefined;
    }
    detto = motore.pezzo(byte);
    if (detto.startsWith('{"errori"')) return detto;
    const ora = performance.now();
    if (ora - ultimo >= PASSO) {
      ultimo = ora;
      postMessage({ id, famiglie: JSON.parse(detto).famiglie, byte: Math.min(da + PEZZO, file.size), totale: file.size, ms: ora - inizio });
      // Lets a message that says «annulla» come in.
      await new Promise((fatto) => setTimeout(fatto));
      if (lettura !== id) return undefined;
    }
  }
  lettura = undefined;
  return motore.fine();
}

async function rispondi({ id, che, file, json }) {
  await pronto;
  if (che === 'anteprima') return motore.anteprima(new Uint8Array(await file.slice(0, INIZIO).arrayBuffer()), json);
  if (che === 'leggi') return leggi(id, file, json);
  return motore.chiedi(che, json);
}

addEventListener('message', async ({ data }) => {
  if (data.che === 'annulla') {
    lettura = undefined;
    await pronto;
    motore.lascia();
    return;
  }
  try {
    const testo = await rispondi(data);
    if (testo !== undefined) postMessage({ id: data.id, testo });
  } catch (errore) {
    // A file that went away is told; a program that stopped is not used again: the page starts another worker.
    const fermo = errore instanceof WebAssembly.RuntimeError || errore instanceof RangeError;
    postMessage({ id: data.id, testo: illeggibile(errore), fermo });
  }
});

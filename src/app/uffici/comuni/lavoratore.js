// SPDX-License-Identifier: EUPL-1.2
// The worker of the Comuni's door. It takes a file a piece at a time, so that however long it is only one piece is in
// memory beside the columns, and answers questions about what it read. Messages:
//   { che: 'lingua', codice, mo } · { id, che: 'anteprima', file, json } · { id, che: 'leggi', file, json } · { che: 'annulla' } · { id, che: <domanda>, json }
//   { id, che: 'foglio', file, json: <sheet> }   a spreadsheet, in a worker that does nothing else
// Every answer is { id, testo } with JSON inside; while a file is read also { id, famiglie, byte, totale, ms }. Of a
// spreadsheet { id, foglio: true, testo, csv } with its rows in a file. At the start { vita } names a lock that this worker
// holds as long as it lives.

import avvia, * as motore from './soglia-simula.js';

const PEZZO = 1 << 20;
/** Bytes in which the header and some rows surely are. */
const INIZIO = 1 << 17;
/** Between two reports, milliseconds. */
const PASSO = 100;

let avviato;
/** The program, from the first question on: whoever opens a spreadsheet does without it. */
const pronto = () => { avviato ??= avvia({ module_or_path: new URL('./soglia-simula_bg.wasm', import.meta.url).href }); return avviato; };
// However this worker ends, the browser gives its lock to the page that waits for it: nobody waits for an answer in vain.
if (navigator.locks) {
  const vita = `soglia-lavoratore-${crypto.randomUUID()}`;
  navigator.locks.request(vita, () => {
    postMessage({ vita });
    return new Promise(() => {});
  }).catch(() => {});
}

/** The id of the file being read; a new one, or 'annulla', makes the loop of the old one stop. */
let lettura;

async function pezzo(file, da) {
  return new Uint8Array(await file.slice(da, da + PEZZO).arrayBuffer());
}

/** A sentence in the language of the page; in Italian when the program did not come, or stopped. */
function say(frase) {
  try {
    return motore.frase(frase);
  } catch {
    return frase;
  }
}

function illeggibile(errore) {
  const messaggio = say('il file non si può leggere');
  const rimedio = say('controlla che il file ci sia ancora e che non sia aperto in un altro programma, poi sceglilo di nuovo');
  return JSON.stringify({ errori: [{ codice: 'file-illeggibile', gravita: 'errore', percorso: '', messaggio, trovato: String(errore), rimedio }] });
}

/** The pieces of a file, one after the other; undefined when another message stopped it. */
async function leggi(id, file, json) {
  lettura = id;
  const inizio = performance.now();
  let ultimo = inizio;
  let detto = motore.inizia(json);
  if (detto !== '{}') return detto;
  let prossimo = pezzo(file, 0);
  for (let da = 0; da < file.size; da += PEZZO) {
    const byte = await prossimo;
    if (lettura !== id) return undefined;
    // The next piece comes from the disk while this one is read; if it does not come, that is told when its turn is.
    prossimo = da + PEZZO < file.size ? pezzo(file, da + PEZZO) : undefined;
    prossimo?.catch(() => {});
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

/** A sheet of a spreadsheet as a CSV file. Without the program that reads it there is no answer in it. */
async function foglio(id, file, nome) {
  let lettore;
  let byte;
  try {
    lettore = await import('./soglia-foglio.js');
    await lettore.default({ module_or_path: new URL('./soglia-foglio_bg.wasm', import.meta.url).href });
    byte = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { id, testo: '' };
  }
  const inizio = performance.now();
  let ultimo = inizio;
  const letto = lettore.leggi(byte, nome || undefined, (fatto, totale) => {
    const ora = performance.now();
    if (ora - ultimo < PASSO) return;
    ultimo = ora;
    postMessage({ id, famiglie: 0, byte: fatto, totale, ms: ora - inizio });
  });
  const { testo } = letto;
  const righe = letto.csv();
  return { id, foglio: true, testo, csv: righe && new File([righe], file.name) };
}

async function rispondi({ id, che, file, json }) {
  if (che === 'anteprima') return motore.anteprima(new Uint8Array(await file.slice(0, INIZIO).arrayBuffer()), json);
  if (che === 'leggi') return leggi(id, file, json);
  return motore.chiedi(che, json);
}

addEventListener('message', async ({ data }) => {
  if (data.che === 'annulla') {
    lettura = undefined;
    await pronto();
    motore.lascia();
    return;
  }
  if (data.che === 'foglio') {
    foglio(data.id, data.file, data.json).then(postMessage, (errore) => postMessage({ id: data.id, testo: illeggibile(errore), fermo: true }));
    return;
  }
  if (data.che === 'lingua') {
    await pronto();
    motore.lingua(data.codice, data.mo);
    return;
  }
  try {
    await pronto();
  } catch (errore) {
    postMessage({ id: data.id, testo: illeggibile(errore), fermo: true });
    return;
  }
  try {
    const testo = await rispondi(data);
    if (testo !== undefined) postMessage({ id: data.id, testo });
  } catch (errore) {
    // A file that went away is told; a program that stopped is not used again: the page starts another worker.
    const fermo = errore instanceof WebAssembly.RuntimeError || errore instanceof RangeError;
    if (!fermo && data.che === 'leggi' && lettura === data.id) {
      lettura = undefined;
      motore.lascia();
    }
    postMessage({ id: data.id, testo: illeggibile(errore), fermo });
  }
});

// SPDX-License-Identifier: EUPL-1.2
// Loads the engine (two files, no other dependency) and calls it: text in, text out, nothing leaves the browser.
import init, { esegui } from '../soglia-motore.js';

const ready = init();

document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  await ready;
  const richiesta = { isee: { ordinario: document.getElementById('isee').value }, fatti: { residente: true, festivo: false }, quantita: { ora: '10' } };
  const risposta = JSON.parse(esegui('calcola', JSON.stringify({ file: 'dairago-sad', servizio: 'sad', richiesta })));
  // Either what was asked, or a list of errors that say where, what was found and how to mend it.
  document.getElementById('risposta').textContent = risposta.errori
    ? risposta.errori.map((errore) => errore.messaggio ?? errore.codice).join('; ')
    : `Dieci ore al mese: ${JSON.stringify(risposta.totale)}`;
  document.getElementById('json').textContent = JSON.stringify(risposta, null, 2);
});

// SPDX-License-Identifier: EUPL-1.2
// Every address of the page, relative to its base. The generic tests and the screenshots visit all of them.
export const ROUTES = [
  { name: 'home', path: '' },
  { name: 'cittadini', path: 'cittadini' },
  { name: 'cittadini-comune', path: 'cittadini/comune' },
  { name: 'stima', path: 'cittadini/isee' },
  { name: 'stima-scopo', path: 'cittadini/isee/scopo' },
  { name: 'spettanze', path: 'cittadini/spettanze' },
  { name: 'prospetto', path: 'cittadini/prospetto' },
  { name: 'risposte', path: 'cittadini/risposte' },
  { name: 'uffici', path: 'uffici' },
  { name: 'piano', path: 'piano' },
  { name: 'come-funziona', path: 'come-funziona' },
  { name: 'dati-aperti', path: 'dati-aperti' },
  { name: 'integra', path: 'integra' },
  { name: 'privacy', path: 'privacy' },
  { name: 'accessibilita', path: 'accessibilita' },
  { name: 'note-legali', path: 'note-legali' },
  { name: 'non-trovata', path: 'questa/pagina/non-esiste' },
];

/** A page two levels down, where relative links and fragments go wrong first. */
export const NESTED = 'cittadini/comune';

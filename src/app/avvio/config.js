// SPDX-License-Identifier: EUPL-1.2
// The file that an ente edits after the build: read, checked value by value, and handed to the program.
// A wrong value is left out, its default is used, and the page says which one, what was expected and how to mend it.

const line = { test: (value) => typeof value === 'string' && value.length <= 200 && !/[\n\r]/.test(value), want: 'un testo su una riga, fino a 200 caratteri' };
const name = { test: (value) => line.test(value) && value.trim() !== '', want: 'un testo non vuoto' };
const one = (pattern, want) => ({ test: (value) => typeof value === 'string' && pattern.test(value), want });
const many = (pattern, want) => ({ test: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string' && pattern.test(item)), want });
/** The address as the browser reads it; nothing where it cannot, as with a port over 65535. */
const url = (text) => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};
const link = {
  test: (value) => value === '' || (typeof value === 'string' && /^(https:\/\/|mailto:)[^\s"<>]+$/.test(value) && url(value) !== undefined),
  want: 'un indirizzo che comincia con https:// o mailto:, oppure ""',
};
/** As the browser names the site of a page: anything else would never be equal to it. */
const origins = {
  test: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string' && /^https?:/.test(item) && url(item)?.origin === item),
  want: 'un elenco di indirizzi come "https://www.comune.esempio.it", senza barra finale e senza la porta se è quella solita',
};

/** The light of a colour (WCAG 2.2), 0 to 1. */
const light = (hex) => [1, 3, 5].reduce((sum, at, i) => {
  const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return sum + [0.2126, 0.7152, 0.0722][i] * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
}, 0);
/** White words stand on this colour, and words of this colour on white. */
const contrast = (hex) => 1.05 / (light(hex) + 0.05);
const colour = {
  test: (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) && contrast(value) >= 4.5,
  want: 'un colore come #007A52, che con il bianco abbia un contrasto di almeno 4,5',
};

/** Every value that can be written: what it may be, and its default. */
const VALUES = {
  $schema: [line, ''],
  nome: [name, 'Soglia'],
  motto: [line, "L'ISEE e i servizi sociali, spiegati al centesimo"],
  'ente.nome': [name, 'Ambito di Lodi'],
  'ente.sito': [link, ''],
  'contatti.ufficio': [line, ''],
  'contatti.telefono': [one(/^$|^\+?[0-9 ]{5,20}$/, 'un numero come +39 0371 000000, oppure ""'), ''],
  'contatti.email': [one(/^$|^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+$/, 'un indirizzo di posta, oppure ""'), ''],
  'contatti.indirizzo': [line, ''],
  'contatti.orari': [line, ''],
  'collegamenti.accessibilita': [link, ''],
  'collegamenti.privacy': [link, ''],
  'collegamenti.note_legali': [link, ''],
  'collegamenti.segnalazioni': [link, ''],
  'collegamenti.prenota': [link, ''],
  'collegamenti.codice': [link, ''],
  colore: [colour, '#007A52'],
  comune: [one(/^$|^[0-9]{6}$/, 'il codice ISTAT di un Comune, sei cifre fra virgolette, oppure ""'), ''],
  lingue: [many(/^(it|en|ro|ar|sq|fr)$/, 'un elenco di lingue fra "it", "en", "ro", "ar", "sq", "fr"'), ['it', 'en', 'ro', 'ar', 'sq', 'fr']],
  regole: [many(/^regole\/[a-z0-9-]+\.(toml|json)$/, 'un elenco di file della cartella regole, come "regole/nostro-sad.toml", con lettere minuscole, cifre e trattini'), []],
  'integrazione.origini': [origins, []],
};

/** What holds other values: `ente`, `contatti`. */
const GROUPS = new Set(Object.keys(VALUES).filter((key) => key.includes('.')).map((key) => key.split('.')[0]));

/** The values by dotted name, one level down. */
function flat(tree) {
  return Object.entries(tree).flatMap(([key, value]) => (GROUPS.has(key) && value && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).map(([inner, deep]) => [`${key}.${inner}`, deep])
    : [[key, value]]));
}

/** The values to use and what is wrong, as sentences, in a text. */
export function readConfig(text) {
  const values = Object.fromEntries(Object.entries(VALUES).map(([key, [, usual]]) => [key, usual]));
  let tree;
  try {
    tree = JSON.parse(text);
    if (!tree || typeof tree !== 'object' || Array.isArray(tree)) throw new SyntaxError('il file deve cominciare con { e finire con }');
  } catch (error) {
    return { values, faults: [`Il file non si legge: ${error.message}. Spesso manca una virgola o una virgoletta.`] };
  }
  const faults = [];
  for (const [key, value] of flat(tree)) {
    const known = Object.hasOwn(VALUES, key) && VALUES[key];
    if (!known) faults.push(`«${key}» non è una voce conosciuta: controlla come è scritta o toglila.`);
    else if (known[0].test(value)) values[key] = value;
    else faults.push(`«${key}»: trovato ${JSON.stringify(value).slice(0, 100)}, atteso ${known[0].want}. Vale il valore predefinito.`);
  }
  return { values, faults };
}

/** Asks for the file, and reads it. Without it the page says so. */
export async function loadConfig(address) {
  try {
    const answer = await fetch(address, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(`risposta ${answer.status}`);
    return readConfig(await answer.text());
  } catch (error) {
    const { values } = readConfig('{}');
    return { values, faults: [`Il file non è arrivato: ${error.message}. Deve stare accanto a index.html.`] };
  }
}

/** The colours of the stylesheet that follow the one of the ente: the darker ones for bands and hovers. */
export function paint(hex, root = document.documentElement) {
  const part = (at) => Number.parseInt(hex.slice(at, at + 2), 16);
  const darker = (k) => `rgb(${[1, 3, 5].map((at) => Math.round(part(at) * k)).join(' ')})`;
  const set = (key, value) => root.style.setProperty(key, value);
  set('--app-colore', hex);
  set('--app-colore-scuro', darker(0.8));
  set('--app-colore-fascia', darker(0.71));
  set('--app-colore-fondo', darker(0.5));
}

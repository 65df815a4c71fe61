// SPDX-License-Identifier: EUPL-1.2
// Reads deploy/intestazioni.json: the rules of security as every server and the page itself have to say them.
import { readFileSync } from 'node:fs';

export const rules = JSON.parse(readFileSync(new URL('./intestazioni.json', import.meta.url), 'utf8'));

const directives = (skip = []) => Object.entries(rules.csp).filter(([name]) => !skip.includes(name))
  .map(([name, value]) => `${name} ${value}`).join('; ');

/** The policy of a server. */
export const CSP = directives();
/** The policy of a <meta>, which some directives do not reach. */
export const META_CSP = directives(rules['solo-intestazione']);
/** Every header of every answer, without those that only make sense over https. */
export const HEADERS = { 'Content-Security-Policy': CSP, ...rules.intestazioni };
/** Those that only make sense over https. */
export const HTTPS_HEADERS = rules['solo-https'];
/** What one file has different, by its name. */
export const FILE_HEADERS = rules['per-file'];
/** Content types by extension. */
export const TYPES = rules.tipi;

/** A name with a fingerprint never changes content; fonts neither. */
export const FOREVER = /-[0-9a-f]{12,16}(_bg)?\.(js|wasm|css|svg)$|\.woff2$/;
/** How long a file may be kept without asking again. */
export const caching = (name) => rules.cache[FOREVER.test(name) ? 'per-sempre' : 'da-ricontrollare'];

// SPDX-License-Identifier: EUPL-1.2
// Stands for four libraries that Lighthouse asks for only to report errors to a third party (@sentry/node) and to
// download and unpack a browser (proxy-agent, extract-zip, tar-fs). Neither happens here, and some of what they bring
// has security advisories that no version for Node 20 mends.

/** The one name asked for when the program starts. */
export class ProxyAgent {
  constructor() {
    throw new Error('nessun browser si scarica qui: vedi tests/browser/vuoto');
  }
}

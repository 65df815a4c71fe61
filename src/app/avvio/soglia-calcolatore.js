// SPDX-License-Identifier: EUPL-1.2
// For the pages of a Comune:
//   <script src="https://dove-sta-soglia/soglia-calcolatore.js" defer></script>
//   <soglia-calcolatore comune="098031" servizio="ambito-lodi-sad/sad"></soglia-calcolatore>
// Attributes, all optional: comune (ISTAT code), servizio (regolamento/servizio, as in the addresses of the page),
// titolo (what screen readers call the frame), lingua (it, en, ro, ar, sq, fr). The page has to allow this site: docs/INTEGRARE.md.
(() => {
  const base = new URL('.', document.currentScript.src);

  class SogliaCalcolatore extends HTMLElement {
    static observedAttributes = ['comune', 'servizio', 'titolo', 'lingua'];

    #frame;

    #hear = ({ data, origin, source }) => {
      if (source !== this.#frame?.contentWindow || origin !== base.origin || data?.tipo !== 'soglia:altezza') return;
      const height = Number(data.altezza);
      // A height out of reason is not a height.
      if (height > 0 && height < 50_000) this.#frame.height = String(Math.ceil(height));
    };

    connectedCallback() {
      window.addEventListener('message', this.#hear);
      this.#draw();
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.#hear);
    }

    attributeChangedCallback() {
      if (this.isConnected && this.#frame) this.#draw();
    }

    /** The address in the frame. */
    get indirizzo() {
      const address = new URL(base);
      address.searchParams.set('embed', '1');
      const comune = this.getAttribute('comune') ?? '';
      const servizio = this.getAttribute('servizio') ?? '';
      if (/^[0-9]{6}$/.test(comune)) address.searchParams.set('comune', comune);
      const page = /^[a-z0-9-]+\/[a-z0-9_-]+$/.test(servizio) ? `cittadini/${servizio}/riepilogo` : 'cittadini';
      address.searchParams.set('vai', page);
      const lingua = this.getAttribute('lingua') ?? '';
      if (/^[a-z]{2}$/.test(lingua)) address.searchParams.set('lingua', lingua);
      return address.href;
    }

    #draw() {
      const frame = document.createElement('iframe');
      frame.src = this.indirizzo;
      frame.title = this.getAttribute('titolo') || 'Calcola quanto paghi per un servizio sociale';
      frame.loading = 'lazy';
      frame.width = '100%';
      frame.height = '900';
      frame.setAttribute('frameborder', '0');
      // The page answers only to origins it knows; each new document inside the frame is asked again.
      frame.addEventListener('load', () => this.#ask(frame));
      this.#frame = frame;
      this.replaceChildren(frame);
    }

    #ask(frame) {
      let tries = 0;
      const again = setInterval(() => {
        frame.contentWindow?.postMessage({ tipo: 'soglia:ascolto' }, base.origin);
        tries += 1;
        if (tries === 20 || !this.isConnected) clearInterval(again);
      }, 500);
    }
  }

  if (!customElements.get('soglia-calcolatore')) customElements.define('soglia-calcolatore', SogliaCalcolatore);
})();

// SPDX-License-Identifier: EUPL-1.2
// Another language: chosen on any page, by keyboard too, it changes words, direction and title, and never an answer.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sideways, violations } from './esame.mjs';
import { SERVICE, toResult } from './flusso.mjs';
import { pageTest, picture, ready, setting, until } from './pagina.mjs';

const where = setting();
const FOLDER = fileURLToPath(new URL('./esito/lingue', import.meta.url));
mkdirSync(FOLDER, { recursive: true });

/** Chooses a language from the list in the header, with the keyboard alone. */
async function choose(page, name) {
  await page.locator('.app-lingue > summary').focus();
  await page.keyboard.press('Enter');
  const link = page.locator('.app-lingue a', { hasText: name });
  for (let i = 0; i < 8 && !(await link.evaluate((a) => a === document.activeElement)); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

const spoken = (page, code) => until(page, (wanted) => document.documentElement.lang === wanted, code, { what: `la pagina parla ${code}` });
const heading = (page, text) => until(page, (wanted) => document.querySelector('main h1')?.innerText.includes(wanted), text, { what: `il titolo «${text}»` });
const html = (page) => page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir || 'ltr' }));
const text = (page) => page.locator('main').innerText();
/** Without the invisible marks that keep the direction of amounts. */
const plain = (words) => words.replace(/[\u2066-\u2069]/g, '');

pageTest(where, 'nulla si chiede prima della scelta; con la scelta un file solo, e nessuno per tornare all\'italiano', async ({ page, go, server }) => {
  await go('cittadini');
  await ready(page);
  const before = server.sent.length;
  assert.ok(!server.sent.some(([path]) => path.includes('/lingue/')), 'nessun catalogo');
  await choose(page, 'Română');
  await spoken(page, 'ro');
  await heading(page, 'Cât plătești');
  // Letters that Italian has not want another part of the font; icon and service worker load by themselves.
  const asked = () => server.sent.slice(before).map(([path]) => path.replace(/\?.*/, '')).filter((path) => !/fonts|servizio|icona/.test(path));
  assert.deepEqual(asked(), ['/lingue/ro.mo']);
  assert.equal(new URL(page.url()).search, '?lingua=ro');
  assert.match(await page.title(), /^Cât plătești/);
  assert.match(await page.locator('.app-cortesia').innerText(), /textul italian/);
  await choose(page, 'Italiano');
  await spoken(page, 'it');
  await heading(page, 'Quanto paghi');
  assert.equal(new URL(page.url()).search, '');
  assert.equal(await page.locator('.app-cortesia').count(), 0);
  assert.deepEqual(asked(), ['/lingue/ro.mo']);
});

pageTest(where, 'a ogni passo la lingua cambia, le risposte e il fuoco restano', async ({ page, go }) => {
  const names = { en: 'English', ar: 'العربية', it: 'Italiano', sq: 'Shqip', fr: 'Français', ro: 'Română' };
  const order = ['ar', 'en', 'fr', 'sq', 'ro', 'it'];
  const values = () => page.evaluate(() => [...document.querySelectorAll('main input, main select')].map((i) => (i.type === 'radio' ? i.checked : i.value)));
  const heard = [];
  await toResult(page, go, 'it', {
    each: async (step) => {
      const before = await values();
      const title = await page.locator('main h1').innerText();
      for (const code of order) {
        await choose(page, names[code]);
        await spoken(page, code);
        await until(page, (own) => (document.querySelector('main h1').innerText === own[0]) === own[1], [title, code === 'it'], { what: `${step} in ${code}` });
        assert.deepEqual(await values(), before, `${step}: le risposte in ${code}`);
        assert.deepEqual(await html(page), { lang: code, dir: code === 'ar' ? 'rtl' : 'ltr' });
        assert.ok(await page.evaluate(() => document.activeElement?.matches('.app-lingue > summary')), `${step}: il fuoco in ${code}`);
        heard.push(await page.locator('main h1').innerText());
      }
    },
  });
  assert.equal(new Set(heard).size >= 6, true);
});

pageTest(where, 'la stessa famiglia, in ogni lingua: lo stesso importo, scritto come si usa', async ({ page, go }) => {
  const amounts = { it: '5,40\u00a0€', en: '€5.40', ro: '5,40\u00a0€', ar: '5,40\u00a0€', sq: '5,40\u00a0€', fr: '5,40\u00a0€' };
  for (const [code, amount] of Object.entries(amounts)) {
    await page.goto('about:blank');
    await toResult(page, go, code);
    assert.equal(plain(await page.locator('.app-amount').innerText()), amount, code);
    assert.ok(await page.locator('main bdi[lang=it]').count() > 3, 'ciò che resta italiano lo dice');
    await page.evaluate(() => sessionStorage.clear());
  }
});

for (const code of ['en', 'ar']) {
  pageTest(where, `${code}: axe, nessuno scorrimento di lato a 360 px, immagini`, async ({ page, go }) => {
    const look = async (name) => {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.ok(await sideways(page) <= 0, `${name} a ${width} px`);
        await picture(page, `${FOLDER}/${code}-${name}-${width}.png`);
      }
      assert.deepEqual(await violations(page), [], `axe: ${name}`);
    };
    await go(`?lingua=${code}`);
    await ready(page);
    await look('home');
    await page.locator('.app-lingue > summary').click();
    await look('lingue');
    await go(`${SERVICE}/domande/isee?lingua=${code}`);
    await ready(page);
    await page.locator('#risposta').fill('1,2,3');
    await page.locator('main button[type=submit]').click();
    await until(page, () => document.querySelector('#errori'));
    await look('errore');
    await toResult(page, go, code, { each: async (name) => { if (name === 'servizio' || name === 'riepilogo') await look(name); } });
    await look('risultato');
    await go(`cittadini/spettanze?lingua=${code}`);
    await ready(page);
    await look('spettanze');
  });
}

pageTest(where, 'ciò che non è tradotto lo dice nella lingua di chi legge, e resta italiano', async ({ page, go }) => {
  for (const path of ['uffici', 'piano', 'come-funziona']) {
    await go(`${path}?lingua=fr`);
    await ready(page);
    assert.match(await page.locator('.app-cortesia').innerText(), /seulement en italien/, path);
    assert.equal(await page.locator('main').getAttribute('lang'), 'it', path);
    assert.match(await page.locator('nav.app-nav').innerText(), /Citoyens/, path);
  }
});

pageTest(where, 'la lingua resta da una pagina all\'altra e da un programma all\'altro; indietro torna a quella di prima', async ({ page, go }) => {
  await go('?lingua=sq');
  await ready(page);
  await page.locator('main a.btn-primary').click();
  await heading(page, 'Sa paguan');
  assert.equal(new URL(page.url()).search, '?lingua=sq');
  await page.locator('main a[href*="spettanze"]').click();
  await until(page, () => location.pathname.endsWith('/spettanze') && window.soglia);
  await heading(page, 'Çfarë më takon');
  await choose(page, 'English');
  await heading(page, 'What am I entitled to');
  await page.goBack();
  await heading(page, 'Çfarë më takon');
  assert.equal((await html(page)).lang, 'sq');
});

pageTest(where, 'una lingua che non arriva: la pagina resta com\'è, e lo dice', { allow: [/ro\.mo/, /Failed to load resource/] }, async ({ page, go }) => {
  await page.route('**/lingue/ro.mo*', (route) => route.abort());
  await go('cittadini');
  await ready(page);
  await choose(page, 'Română');
  await until(page, () => document.querySelector('[role=alert]')?.innerText.includes('The language did not arrive'));
  assert.deepEqual(await html(page), { lang: 'it', dir: 'ltr' });
  assert.match(await text(page), /Che cosa ti serve/);
});

for (const [code, title, todo] of [['en', 'The page did not load', /social services of your Comune/], ['ar', 'لم تُحمَّل الصفحة', /بلديتك/]]) {
  pageTest(where, `${code}: se il programma non arriva, lo si legge nella propria lingua`, { allow: [/Failed to load resource/] }, async ({ page, go }) => {
    await page.route('**/*.wasm*', (route) => route.abort());
    await go(`cittadini?lingua=${code}`);
    await heading(page, title);
    await until(page, () => document.activeElement.tagName === 'H1');
    assert.deepEqual(await html(page), { lang: code, dir: code === 'ar' ? 'rtl' : 'ltr' });
    assert.match(await page.title(), new RegExp(`^${title}`));
    assert.match(await text(page), todo);
    assert.doesNotMatch(await text(page), /Che cosa puoi fare|Ricarica la pagina/);
    assert.equal(await page.locator('pre').getAttribute('dir'), 'ltr');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(await sideways(page) <= 0);
      assert.deepEqual(await violations(page), []);
      await picture(page, `${FOLDER}/${code}-guasto-${width}.png`);
    }
  });
}

pageTest(where, 'ro: se il programma si ferma, lo si legge nella propria lingua', async ({ page, go }) => {
  await go('cittadini?lingua=ro');
  await ready(page);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('soglia:panico', { detail: { message: 'prova' } })));
  await heading(page, 'Pagina s-a oprit');
  assert.deepEqual(await html(page), { lang: 'ro', dir: 'ltr' });
  assert.match(await text(page), /serviciul social/);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Reîncarcă pagina' }).click();
  await ready(page);
  await heading(page, 'Cât plătești');
});

pageTest(where, 'se non arrivano nemmeno le parole: italiano, con una riga in inglese', { allow: [/Failed to load resource/] }, async ({ page, go }) => {
  await page.route(/\.wasm|guasti\.json/, (route) => route.abort());
  await go('cittadini?lingua=ar');
  await heading(page, 'La pagina non si è caricata');
  assert.deepEqual(await html(page), { lang: 'it', dir: 'ltr' });
  assert.match(await page.locator('main [lang=en]').innerText(), /ask the social services/);
});

pageTest(where, 'una lingua che non è offerta, o non esiste, è l\'italiano', async ({ page, go }) => {
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...await answer.json(), lingue: ['it', 'en'] } });
  });
  for (const code of ['fr', 'xx', '../']) {
    await go(`cittadini?lingua=${code}`);
    await ready(page);
    assert.equal((await html(page)).lang, 'it', code);
  }
  assert.equal(await page.locator('.app-lingue a').count(), 2);
});

pageTest(where, 'una lingua già scelta resta sul dispositivo: c\'è anche senza rete', { serviceWorkers: 'allow', allow: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] }, async ({ page, go }) => {
  await go('cittadini');
  await ready(page);
  await until(page, () => navigator.serviceWorker.controller && navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === 'activated'), undefined, { seconds: 120 });
  await choose(page, 'Français');
  await spoken(page, 'fr');
  await page.context().setOffline(true);
  await page.reload();
  await ready(page);
  await heading(page, 'Combien vous payez');
});

pageTest(where, 'in una cornice la lingua è quella dell\'attributo', async ({ page, go, url }) => {
  await go(`?embed=1&vai=cittadini&lingua=en`);
  await ready(page);
  await heading(page, 'What you pay for a social service');
  assert.equal(new URL(page.url()).pathname, new URL('cittadini', url).pathname);
  await until(page, () => document.querySelector('.app-embed-piede')?.innerText.includes('Open on the full page'));
});

// SPDX-License-Identifier: EUPL-1.2
// The same page published under a folder, as on a Comune's site. Built by: trunk build --public-url /a/b/ --dist <SOGLIA_DIST_AB>
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { pageTest, ready, setting, until } from './pagina.mjs';
import { NESTED } from './rotte.mjs';

const folder = process.env.SOGLIA_DIST_AB ?? fileURLToPath(new URL('./esito/dist-a-b', import.meta.url));
const where = setting({ folder, base: '/a/b/' });

for (const path of ['', 'uffici', NESTED]) {
  pageTest(where, `sotto /a/b/ si apre /a/b/${path}, con stile, caratteri e icone`, async ({ page, go, server }) => {
    server.sent.length = 0;
    await go(path);
    await ready(page);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(server.sent.filter(([name]) => !name.startsWith('/a/b/')), []);
    assert.match(await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--bootstrap-italia-version')), /2\.18/);
    assert.ok(await page.evaluate(() => document.fonts.check('16px "Titillium Web"')));
    await page.reload();
    await ready(page);
  });
}

pageTest(where, 'sotto /a/b/ i collegamenti interni restano sotto /a/b/', async ({ page, go, url }) => {
  await go('');
  await ready(page);
  await page.locator('a[href$="/uffici"]').first().click();
  await until(page, () => location.pathname.endsWith('/uffici'));
  assert.equal(page.url(), `${url}uffici`);
});

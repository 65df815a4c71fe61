// SPDX-License-Identifier: EUPL-1.2
// What the first visit costs, compressed as a site would prepare it in advance.
import assert from 'node:assert/strict';
import { pageTest, ready, setting } from './pagina.mjs';

const BUDGET = 300_000;
const where = setting({ quality: 11 });

pageTest(where, `il primo caricamento pesa al massimo ${BUDGET / 1000} kB compressi`, async ({ page, go, server, t }) => {
  await go('');
  await ready(page);
  await page.waitForLoadState('networkidle');
  const total = server.sent.reduce((sum, [, bytes]) => sum + bytes, 0);
  for (const [path, bytes] of server.sent) t.diagnostic(`${bytes} byte  ${path}`);
  t.diagnostic(`${total} byte in tutto, ${server.sent.length} richieste`);
  const paths = server.sent.map(([path]) => path);
  assert.equal(new Set(paths).size, paths.length, 'niente si scarica due volte');
  assert.ok(total <= BUDGET, `${total} byte`);
});

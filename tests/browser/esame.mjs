// SPDX-License-Identifier: EUPL-1.2
// What is examined on every page and at every step of a flow.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { until } from './pagina.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const WIDTHS = [320, 768, 1280];

/** Waits until no colour is half way to another: axe would read a contrast that nobody is left with. */
const still = (page) => until(page, () => !document.getAnimations()
  .some((animation) => animation.playState === 'running' && animation.effect.getComputedTiming().endTime < Infinity), undefined,
{ what: 'nessun colore sta ancora cambiando' });

/** Accessibility violations that axe finds at the present width. */
export async function violations(page) {
  await still(page);
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), AXE_TAGS);
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

/** How many pixels the page scrolls sideways. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Spacing that a reader may impose (WCAG 1.4.12), set without a <style> element. */
export const widenText = (page) => page.evaluate(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
});

/** Pairs of texts or fields that lie on top of each other: axe does not see them. */
export const overlaps = (page) => page.evaluate(() => {
  const shown = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, label, legend, select, button, summary, dt, dd, th, td, .app-hint, .alert), main input:not([type=radio], [type=checkbox])')]
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ node, box }) => box.width > 1 && box.height > 1 && node.checkVisibility({ visibilityProperty: true }));
  const name = (node) => `${node.tagName.toLowerCase()} «${node.textContent.trim().slice(0, 40)}»`;
  const found = [];
  shown.forEach((a, i) => shown.slice(i + 1).forEach((b) => {
    if (a.node.contains(b.node) || b.node.contains(a.node)) return;
    const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (width > 2 && height > 2) found.push(`${name(a.node)} su ${name(b.node)}`);
  }));
  return found;
});

/** Targets that a finger misses: fields, buttons and what opens under 44 px, links and buttons that look like one under 24. */
export const narrow = (page) => page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=slider]')]
  .map((node) => [node, node.matches('[type=radio], [type=checkbox]') && node.labels.length ? node.labels[0] : node])
  .filter(([node, target]) => target.checkVisibility({ visibilityProperty: true }) && target.getClientRects().length && !node.closest('svg, .visually-hidden, .skiplinks'))
  .map(([node, target]) => {
    const box = target.getBoundingClientRect();
    const wanted = node.matches('a:not(.btn), .btn-link') ? 24 : 44;
    // Half a pixel: a magnified page rounds.
    return box.height > 1 && box.height + 0.5 < wanted ? `${node.tagName.toLowerCase()} «${(target.innerText || node.getAttribute('aria-label') || node.id).trim().slice(0, 40)}» alto ${box.height}` : '';
  }).filter(Boolean));

/** Edges of fields and marks of charts that do not stand out 3 to 1 from the white they are on. */
export const faint = (page) => page.evaluate(() => {
  const channel = (x) => (x / 255 <= 0.04045 ? x / 255 / 12.92 : ((x / 255 + 0.055) / 1.055) ** 2.4);
  const onWhite = (colour) => {
    const [r, g, b, opacity = 1] = colour.match(/^rgba?\(([^)]+)\)$/)?.[1].split(',').map(Number) ?? [255, 255, 255, 0];
    const light = [r, g, b].map((x) => channel(x * opacity + 255 * (1 - opacity)));
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05);
  };
  const marks = [];
  for (const node of document.querySelectorAll('input, select, textarea')) {
    if (!node.checkVisibility()) continue;
    const sign = node.matches('[type=radio], [type=checkbox]') ? getComputedStyle(node.labels[0] ?? node, '::after') : getComputedStyle(node);
    marks.push([node.id || node.tagName, sign.borderBottomWidth === '0px' ? 'senza bordo' : sign.borderBottomColor]);
  }
  for (const node of document.querySelectorAll('.app-chart :is(.app-chart-line, .app-chart-line-other, .app-chart-bar, .app-chart-bar-other, .app-chart-point, .app-chart-guide, .app-chart-axis)')) {
    const { fill, stroke } = getComputedStyle(node);
    marks.push([node.getAttribute('class'), onWhite(fill) > onWhite(stroke) ? fill : stroke]);
  }
  return marks.map(([name, colour]) => [name, colour, onWhite(colour)]).filter(([, , ratio]) => ratio < 3).map((mark) => mark.join(' '));
});

/** Everything at every width; leaves the page as wide as it was. */
export async function examine(page, where) {
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await violations(page), [], `${where}, axe a ${width} px`);
    assert.deepEqual(await narrow(page), [], `${where}, bersagli a ${width} px`);
    assert.deepEqual(await faint(page), [], `${where}, contrasti a ${width} px`);
    assert.deepEqual(await overlaps(page), [], `${where}, sovrapposizioni a ${width} px`);
    assert.ok(await sideways(page) <= 0, `${where}, scorre di lato a ${width} px`);
  }
  await page.setViewportSize(before);
}

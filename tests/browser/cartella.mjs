// SPDX-License-Identifier: EUPL-1.2
// A spreadsheet of many families, made here: the page's own writer would take the time that the tests measure.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zip } from '../../deploy/zip.mjs';

const NS = 'http://schemas.openxmlformats.org';
const text = (at, words) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;

const folder = mkdtempSync(join(tmpdir(), 'soglia-cartella-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

/** The path of an .xlsx of so many families: a file chosen by its path costs the page nothing until it reads it. */
export function cartella(families, name) {
  const path = join(folder, name);
  writeFileSync(path, bytes(families));
  return path;
}

/** A code, an ISEE of 15.000 €, ten hours. */
function bytes(families) {
  const rows = Array.from({ length: families }, (_, n) => `<row r="${n + 2}"><c r="A${n + 2}"><v>${n + 1}</v></c><c r="B${n + 2}"><v>15000</v></c><c r="C${n + 2}"><v>10</v></c></row>`);
  const sheet = `<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData><row r="1">${text('A1', 'id')}${text('B1', 'isee')}${text('C1', 'ora')}</row>${rows.join('')}</sheetData></worksheet>`;
  const files = {
    '[Content_Types].xml': `<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="Famiglie" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zip(Object.entries(files).map(([name, body]) => [name, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`)]));
}

/** Begins to note how long the page does not answer; the function it gives says the longest time so far, in milliseconds. */
export async function waits(page) {
  await page.evaluate(() => {
    window.attese = [0];
    new PerformanceObserver((list) => window.attese.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => Math.max(...window.attese));
}

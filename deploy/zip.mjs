// SPDX-License-Identifier: EUPL-1.2
// A zip with nothing in it but names and bytes: no dates, no owners. The same files give the same archive.
import { crc32, deflateRawSync } from 'node:zlib';

/** A day every zip can write: 1 January 1980, midnight. */
const DATE = (1 << 5) | 1;

/** @param {[string, Buffer][]} files names with `/`, in the order of the archive */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const label = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(bytes, { level: 9 });
    const stored = packed.length >= bytes.length;
    const body = stored ? bytes : packed;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(0x0800, 6); // names in UTF-8
    head.writeUInt16LE(stored ? 0 : 8, 8);
    head.writeUInt16LE(DATE, 12);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE((3 << 8) | 20, 4); // made on Unix: permissions below
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE((0o100644 << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, label, body);
    directory.push(entry, label);
    offset += head.length + label.length + body.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

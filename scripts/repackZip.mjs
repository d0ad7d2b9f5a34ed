// The same zip file, smaller: every entry is deflated again by Zopfli, which searches longer than zlib and writes what every
// reader of zip files understands. The grammars' tables shrink by a tenth, the whole extension by a fifteenth.
import zopfli from '@gfx/zopfli';
import { inflateRawSync } from 'node:zlib';

const STORED = 0;
const DEFLATED = 8;
/** More rounds win less than a thousandth each. */
const ROUNDS = 3;

const LOCAL = { signature: 0x04034b50, size: 30 };
const CENTRAL = { signature: 0x02014b50, size: 46 };
const END = { signature: 0x06054b50, size: 22 };
/** "The sizes follow the data": vsce writes while it reads; here they are known before. */
const SIZES_FOLLOW = 0x0008;

/** The central directory's records, each with its entry's data as it lies in `zip`. */
function readEntries(zip) {
  const end = zip.length - END.size;
  if (zip.readUInt32LE(end) !== END.signature) throw new Error('a zip file without a comment ends with its directory');
  const entries = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL.signature) throw new Error(`no entry of the directory at ${at}`);
    const nameLength = zip.readUInt16LE(at + 28);
    const size = CENTRAL.size + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const record = Buffer.from(zip.subarray(at, at + size));
    const local = record.readUInt32LE(42);
    const start = local + LOCAL.size + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = record.subarray(CENTRAL.size, CENTRAL.size + nameLength);
    entries.push({ record, name, data: zip.subarray(start, start + record.readUInt32LE(20)) });
    at += size;
  }
  return entries;
}

/** What an entry says of its content: checksum and size. */
const fingerprint = (record) => `${record.readUInt32LE(16)} ${record.readUInt32LE(24)}`;

/** `data` deflated again, or as it is where that is not smaller; `made` is what a former run made of the same content. */
async function deflateAgain(method, data, made) {
  if (method !== STORED && method !== DEFLATED) throw new Error(`method ${method} of compression`);
  const content = method === STORED ? data : inflateRawSync(data);
  if (content.length === 0) return { method, data };
  const smaller = made ?? Buffer.from(await zopfli.deflateAsync(content, { numiterations: ROUNDS }));
  if (smaller.length >= data.length) return { method, data };
  if (!inflateRawSync(smaller).equals(content)) throw new Error('Zopfli has not kept what it was given');
  return { method: DEFLATED, data: smaller };
}

/** The local header repeats the directory's record from the version on to the lengths of name and extra field. */
function localHeader(record, name) {
  const header = Buffer.alloc(LOCAL.size);
  header.writeUInt32LE(LOCAL.signature, 0);
  record.copy(header, 4, 6, 30);
  header.writeUInt16LE(0, 28);
  return Buffer.concat([header, name]);
}

/** The deflated contents of a zip file that this module has written before. */
function contentsOf(zip) {
  const deflated = readEntries(zip).filter(({ record }) => record.readUInt16LE(10) === DEFLATED);
  return new Map(deflated.map(({ record, data }) => [fingerprint(record), data]));
}

/**
 * `zip` with the same entries in the same order, each as small as deflate can make it. What `former`, an earlier result,
 * holds as well is taken from there: the grammars change with their versions only, and take the longest.
 */
export async function repackZip(zip, former) {
  const before = former ? contentsOf(former) : new Map();
  const parts = [];
  const records = [];
  let written = 0;
  for (const { record, name, data: given } of readEntries(zip)) {
    const made = before.get(fingerprint(record));
    const { method, data } = await deflateAgain(record.readUInt16LE(10), given, made);
    record.writeUInt16LE(record.readUInt16LE(8) & ~SIZES_FOLLOW, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt32LE(data.length, 20);
    record.writeUInt32LE(written, 42);
    const header = localHeader(record, name);
    parts.push(header, data);
    records.push(record);
    written += header.length + data.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.from(zip.subarray(zip.length - END.size));
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(written, 16);
  return Buffer.concat([...parts, directory, end]);
}

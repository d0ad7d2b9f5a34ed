/**
 * File bytes to text. Drivers come in every encoding that Windows editors ever wrote; offsets only have to be defined and
 * stable, so bytes in no known encoding become one character each. Never throws.
 */

export type SourceEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export interface DecodedSource {
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: SourceEncoding;
  readonly byteOrderMark: boolean;
}

const CHUNK = 8192;

export function decodeSource(bytes: Uint8Array): DecodedSource {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { text: lenientUtf8(bytes.subarray(3)), encoding: 'utf-8', byteOrderMark: true };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: utf16(bytes.subarray(2), true), encoding: 'utf-16le', byteOrderMark: true };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: utf16(bytes.subarray(2), false), encoding: 'utf-16be', byteOrderMark: true };
  }
  const wide = detectUtf16(bytes);
  if (wide) return { text: utf16(bytes, wide === 'utf-16le'), encoding: wide, byteOrderMark: false };
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8', byteOrderMark: false };
  return { text: latin1(bytes), encoding: 'latin1', byteOrderMark: false };
}

/** The word cannot stand in the text, whatever its encoding; a look at the bytes tells for most files. */
export function lacksAll(bytes: Uint8Array, words: readonly string[]): boolean {
  if (bytes[0] === 0xff || bytes[0] === 0xfe || detectUtf16(bytes)) return false;
  return !words.some((word) => holds(bytes, word));
}

function holds(bytes: Uint8Array, word: string): boolean {
  const codes = Array.from(word, (character) => character.charCodeAt(0));
  const [first] = codes;
  if (first === undefined) return true;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (codes.every((code, i) => bytes[at + i] === code)) return true;
  return false;
}

export function decodeText(bytes: Uint8Array): string {
  return decodeSource(bytes).text;
}

/** C text in UTF-16 has a zero in every other byte of its ASCII characters; other encodings have none at all. */
function detectUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 1024) & ~1;
  if (length < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lenientUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function utf16(bytes: Uint8Array, littleEndian: boolean): string {
  const units = new Uint16Array(bytes.length >> 1);
  for (let i = 0; i < units.length; i++) {
    const first = bytes[2 * i] ?? 0;
    const second = bytes[2 * i + 1] ?? 0;
    units[i] = littleEndian ? first | (second << 8) : (first << 8) | second;
  }
  return fromUnits(units);
}

function latin1(bytes: Uint8Array): string {
  return fromUnits(bytes);
}

/** UTF-16 code units to a string, in pieces that fit an argument list. */
export function fromUnits(units: Uint8Array | Uint16Array): string {
  if (units.length <= CHUNK) return charactersOf(units);
  const pieces: string[] = [];
  for (let i = 0; i < units.length; i += CHUNK) pieces.push(charactersOf(units.subarray(i, i + CHUNK)));
  return pieces.join('');
}

function charactersOf(units: Uint8Array | Uint16Array): string {
  // Reflect.apply takes a typed array as it is; spreading one is many times slower.
  return String(Reflect.apply(String.fromCharCode, undefined, units));
}

/** The way back from text to the bytes of its file. */
import type { DecodedSource } from '../text/decode';

type Encoding = Pick<DecodedSource, 'encoding' | 'byteOrderMark'>;

function withoutMark(text: string, encoding: DecodedSource['encoding']): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'latin1':
      return Buffer.from(text, 'latin1');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
  }
}

function byteOrderMark(encoding: DecodedSource['encoding']): string {
  return encoding === 'latin1' ? '' : '\ufeff';
}

/** The bytes, or undefined where the encoding has no place for the text (a Chinese comment in a Latin-1 file). */
export function encodeSource(text: string, { encoding, byteOrderMark: marked }: Encoding): Uint8Array | undefined {
  // eslint-disable-next-line no-control-regex -- the whole of Latin-1
  if (encoding === 'latin1' && /[^\u0000-\u00ff]/.test(text)) return undefined;
  return withoutMark((marked ? byteOrderMark(encoding) : '') + text, encoding);
}

/** Whether the file's bytes come back exactly: only then is it safe to write an edited text. */
export function isFaithful(bytes: Uint8Array, decoded: DecodedSource): boolean {
  const back = encodeSource(decoded.text, decoded);
  return back !== undefined && Buffer.compare(bytes, back) === 0;
}

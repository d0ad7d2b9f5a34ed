/** Values of literals as MSVC computes them. */
import { integerValue } from '../../text/condition';

/** The grammar takes a sign before the digits as a part of the literal. */
export function numberValue(text: string): number | undefined {
  const signed = /^([-+])\s*(.*)$/.exec(text);
  if (signed?.[2] === undefined) return integerValue(text);
  const value = integerValue(signed[2]);
  return value === undefined || signed[1] === '+' || value === 0 ? value : -value;
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  n: 10, t: 9, r: 13, '0': 0, a: 7, b: 8, f: 12, v: 11, '\\': 92, "'": 39, '"': 34, '?': 63,
}; // prettier-ignore

/** `'a'`, `L'a'`, `'\x41'`; of several characters the first is the highest byte, as in pool tags. */
export function charValue(text: string): number | undefined {
  const match = /^(L|u8|u|U)?'([\s\S]+)'$/.exec(text);
  if (match?.[2] === undefined) return undefined;
  const units = characters(match[2]);
  if (units === undefined || units.length === 0 || units.length > 4) return undefined;
  if (match[1] !== undefined) return units[0];
  if (units.length === 1) return units[0];
  if (units.some((unit) => unit > 255)) return undefined;
  return units.reduce((value, unit) => value * 256 + unit, 0);
}

function characters(body: string): number[] | undefined {
  const result: number[] = [];
  const pattern = /\\x([0-9a-fA-F]+)|\\([0-7]{1,3})|\\([\s\S])|([^\\])/gy;
  let match: RegExpExecArray | null;
  let end = 0;
  while ((match = pattern.exec(body)) !== null) {
    end = pattern.lastIndex;
    const [, hex, octal, escape, plain] = match;
    if (hex !== undefined) result.push(parseInt(hex, 16));
    else if (octal !== undefined) result.push(parseInt(octal, 8));
    else if (escape !== undefined) {
      const value = SIMPLE_ESCAPES[escape];
      if (value === undefined) return undefined;
      result.push(value);
    } else if (plain !== undefined) result.push(plain.charCodeAt(0));
  }
  return end === body.length ? result : undefined;
}

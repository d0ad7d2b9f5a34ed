/** The same code as other people write it: a fix has to follow their style. */
import type { Random } from '../../drivers/random';
import type { Texts } from '../workspaces';

type Variant = (text: string, random: Random) => string;

const windowsLines: Variant = (text) => text.replace(/\r?\n/g, '\r\n');
const tabs: Variant = (text) => text.replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
const twoSpaces: Variant = (text) => text.replace(/^(?: {4})+/gm, (indent) => '  '.repeat(indent.length / 4));
/** `)` and a brace on the next line become one line, outside of what a directive continues. */
const bracesAtTheEnd: Variant = (text) => text.replace(/\)[ \t]*\r?\n[ \t]*\{[ \t]*(?=\r?\n)/g, ') {');
const noLastLineBreak: Variant = (text) => text.replace(/\s+$/, '');
const noIndentation: Variant = (text) => text.replace(/^[ \t]+/gm, '');
const asIs: Variant = (text) => text;

/** Short bodies of functions without directives become one line each. */
const oneLineBodies: Variant = (text) => {
  const lines = text.replace(/\/\/[^\n]*/g, '').split('\n');
  const result: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const end = line === '{' ? lines.indexOf('}', i) : -1;
    const body = lines.slice(i + 1, Math.max(i + 1, end));
    const isShort = end > 0 && body.length < 12 && body.every((one) => !/[#\\]|\/\*/.test(one));
    if (!isShort) result.push(line);
    else {
      result.push(`${(result.pop() ?? '').trimEnd()} { ${body.map((one) => one.trim()).join(' ')} }`);
      i = end;
    }
  }
  return result.join('\n');
};

/** A line less: the code may be broken, and the findings other ones. */
const lineLost: Variant = (text, random) => {
  const lines = text.split('\n');
  lines.splice(random.below(lines.length), 1);
  return lines.join('\n');
};

export const variants: readonly [readonly [string, Variant], ...(readonly [string, Variant])[]] = [
  ['as it is', asIs],
  ['Windows line ends', windowsLines],
  ['tabs', tabs],
  ['two spaces', twoSpaces],
  ['braces at the end of the line', bracesAtTheEnd],
  ['no line break at the end', noLastLineBreak],
  ['no indentation', noIndentation],
  ['bodies on one line', oneLineBodies],
  ['a line lost', lineLost],
];

export function varied(texts: Texts, variant: Variant, random: Random): Map<string, string> {
  return new Map([...texts].map(([file, text]) => [file, variant(text, random)]));
}

/** Ways to damage a text; the same for the same seed. */
import type { Random } from '../../drivers/random';

type Mutation = (random: Random, text: string) => string;

/** Characters that some scanner may stumble over. */
const odd = [
  '\0',
  '\ud800',
  '\udc00',
  '\ud83d\ude42',
  '\ufeff',
  '\u2028',
  '\u2029',
  '\r',
  '\r\n',
  '\n\r',
  '\f',
  '\v',
  '\x1a',
  '\x1b[2J',
  '\u00a0',
  '\u202e',
  '\\',
  '\\\n',
  '\\\r\n',
  '"',
  "'",
  '`',
  '@',
  '#',
  '??/',
  '/*',
  '*/',
  '//',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  ',',
  ';',
  '...',
  '##',
  '0x',
  '1e',
  "L'",
  'R"(',
  '#if',
  '\n#if 1\n',
  '\n#else\n',
  '\n#endif\n',
  '\n#elif defined(\n',
  '\n#define\n',
  '\n#define X(\n',
  '\n#define X(a) a X(a)\n',
  '\n#include\n',
  '\n#include "\n',
  '\n#pragma alloc_text(\n',
  'template<',
  'operator',
  'sizeof',
  'typedef ',
  'struct ',
  'enum {',
  'return ',
  'goto ',
  'case ',
  '__try{',
  '__asm {',
  '// wsk-ignore',
  '/* wsk-ignore-file */',
] as const;

function spliced(text: string, start: number, end: number, added: string): string {
  return text.slice(0, start) + added + text.slice(end);
}

interface Token {
  readonly start: number;
  readonly end: number;
}

function tokens(text: string): Token[] {
  return [...text.matchAll(/[A-Za-z_]\w*|\d\w*|"[^"\n]*"|\s+|./gs)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const insertOdd: Mutation = (random, text) => {
  const at = random.below(text.length + 1);
  return spliced(text, at, at, random.pick(odd));
};

const flipCharacter: Mutation = (random, text) => {
  const at = random.below(text.length + 1);
  return spliced(text, at, at + 1, String.fromCharCode(random.chance(0.8) ? random.below(128) : random.below(0x10000)));
};

const dropToken: Mutation = (random, text) => {
  const token = random.pick(tokens(text));
  return token ? spliced(text, token.start, token.end, '') : text;
};

const repeatToken: Mutation = (random, text) => {
  const token = random.pick(tokens(text));
  if (!token) return text;
  const piece = text.slice(token.start, token.end);
  return spliced(text, token.end, token.end, piece.repeat(1 + random.below(random.chance(0.1) ? 2000 : 4)));
};

const swapTokens: Mutation = (random, text) => {
  const all = tokens(text);
  const [a, b] = [random.pick(all), random.pick(all)];
  if (!a || !b || a.start === b.start) return text;
  const [first, second] = a.start < b.start ? [a, b] : [b, a];
  return (
    text.slice(0, first.start) +
    text.slice(second.start, second.end) +
    text.slice(first.end, second.start) +
    text.slice(first.start, first.end) +
    text.slice(second.end)
  );
};

const copyToken: Mutation = (random, text) => {
  const all = tokens(text);
  const [from, to] = [random.pick(all), random.pick(all)];
  return from && to ? spliced(text, to.start, to.end, text.slice(from.start, from.end)) : text;
};

const truncate: Mutation = (random, text) => text.slice(0, random.below(text.length + 1));
const beginLater: Mutation = (random, text) => text.slice(random.below(text.length + 1));

const dropStretch: Mutation = (random, text) => {
  const start = random.below(text.length + 1);
  return spliced(text, start, start + random.below(200), '');
};

const doubleStretch: Mutation = (random, text) => {
  const start = random.below(text.length + 1);
  const at = random.below(text.length + 1);
  return spliced(text, at, at, text.slice(start, start + random.below(400)));
};

const brackets: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['(', ')'],
  ['{', '}'],
  ['[', ']'],
  ['if (a) {', '}'],
  ['\n#if 1\n', '\n#endif\n'],
  ['f(', ')'],
  ['!', ''],
];

const wrapDeep: Mutation = (random, text) => {
  const [open, close] = random.pick(brackets);
  const depth = 1 + random.below(random.chance(0.1) ? 3000 : 30);
  const start = random.below(text.length + 1);
  const end = start + random.below(100);
  return spliced(text, start, end, open.repeat(depth) + text.slice(start, end) + close.repeat(depth));
};

const joinLines: Mutation = (_random, text) => text.replace(/\r?\n/g, ' ');
const oldMacLines: Mutation = (_random, text) => text.replace(/\r?\n/g, '\r');
const windowsLines: Mutation = (_random, text) => text.replace(/\r?\n/g, '\r\n');

const mutations: readonly [Mutation, ...Mutation[]] = [
  insertOdd,
  insertOdd,
  insertOdd,
  flipCharacter,
  flipCharacter,
  dropToken,
  dropToken,
  dropToken,
  repeatToken,
  swapTokens,
  swapTokens,
  copyToken,
  copyToken,
  truncate,
  beginLater,
  dropStretch,
  doubleStretch,
  wrapDeep,
  joinLines,
  oldMacLines,
  windowsLines,
];

/** One to eight changes: few leave code that is still followed, many leave none that is read. */
export function mutate(random: Random, text: string): string {
  let result = text;
  for (let count = 1 + random.below(random.chance(0.7) ? 2 : 8); count > 0; count--) {
    result = random.pick(mutations)(random, result);
  }
  return result;
}

/** The same on bytes: what comes out is often no UTF-8. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const result = Buffer.from(bytes);
  for (let count = 1 + random.below(20); count > 0; count--) {
    result[random.below(result.length)] = random.below(256);
  }
  return random.chance(0.2) ? result.subarray(0, random.below(result.length)) : result;
}

/** A driver in one C file becomes a header and two files. */
import type { FileSyntax } from '../../../server/src/syntax/ast';
import type { Texts } from '../workspaces';

export interface Parts {
  readonly texts: Texts;
  /** Where an offset of the one file is now. */
  place(offset: number): { readonly file: string; readonly offset: number };
}

const include = '#include "parts.h"\n';
const guard = '#pragma once\n';
const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** Functions that two files know: the word goes, the places stay. */
function withoutStatic(text: string): string {
  return text.replace(/^static (?=(?!const)[^;={]*\()/gm, ' '.repeat('static '.length));
}

/** Undefined where a division would change the meaning: declarations between functions, which only one file would know. */
export function split(texts: Texts, syntaxOf: (file: string) => FileSyntax | undefined): Parts | undefined {
  const [[file, given] = ['', '']] = texts;
  const syntax = syntaxOf(file);
  if (texts.size !== 1 || !file.endsWith('.c') || !syntax || syntax.unreadable.length > 0) return undefined;
  const text = withoutStatic(given);
  const functions = syntax.functions.filter(({ body }) => body);
  const [first] = functions;
  const middle = functions[functions.length >> 1];
  if (!first || !middle || middle === first) return undefined;
  let between = '';
  let at = first.start;
  for (const { start, end } of functions) {
    between += text.slice(at, start);
    at = end;
  }
  between += text.slice(at);
  if (between.replace(comments, '').trim() !== '' || /\bstatic\b(?! const)/.test(text.replace(comments, '')))
    return undefined;
  // A function that nobody names is for WSK to call: a prototype would say that other files call it.
  const isNamed = (name: string): boolean =>
    [...text.replace(comments, '').matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;
  const prototypes = functions
    .filter(({ name }) => isNamed(name))
    .map(({ start, body }) => `${text.slice(start, body?.start).replace(/\s+/g, ' ').trim()};\n`);
  // A remark behind a function's last line belongs to it.
  const cut = text.lastIndexOf('\n', middle.start) + 1;
  const begin = text.lastIndexOf('\n', first.start) + 1;
  return {
    texts: new Map([
      ['parts.h', `${guard}${text.slice(0, begin)}${prototypes.join('')}`],
      ['one.c', include + text.slice(begin, cut)],
      ['two.c', include + text.slice(cut)],
    ]),
    place: (offset) => {
      if (offset < begin) return { file: 'parts.h', offset: offset + guard.length };
      return offset < cut
        ? { file: 'one.c', offset: offset - begin + include.length }
        : { file: 'two.c', offset: offset - cut + include.length };
    },
  };
}

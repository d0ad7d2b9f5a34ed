/** A driver in one C file becomes a header and two files. */
import type { Texts } from '../workspaces';

export interface Parts {
  readonly texts: Texts;
  /** Where an offset of the one file is now. */
  place(offset: number): { readonly file: string; readonly offset: number };
}

const include = '#include "parts.h"\n';

/** A line that begins a function's definition behind an empty line, to the end of its body at the line's start. */
const definition = /(?<=\n\n)(?:[A-Za-z_][^\n;#]*\n)+\{\n(?:[^}\n][^\n]*\n|\n)*\}\n/g;

/** Undefined where a division would change the meaning: names that only one file knows, or declarations between functions. */
export function split(texts: Texts): Parts | undefined {
  const [[, text] = ['', '']] = texts;
  if (texts.size !== 1 || ![...texts.keys()][0]?.endsWith('.c')) return undefined;
  const functions = [...text.matchAll(definition)];
  const [first] = functions;
  const middle = functions[functions.length >> 1];
  const last = functions.at(-1);
  if (!first || !middle || !last || middle === first) return undefined;
  const between = text.slice(first.index).replace(definition, '');
  const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  if (between.replace(comments, '').trim() !== '') return undefined;
  if (/^static|\bstatic\b(?!\s+const)/m.test(text.replace(comments, ''))) return undefined;
  // What the second part calls of the first has to be declared.
  const prototypes = functions
    .map(([whole]) => `${whole.slice(0, whole.indexOf('\n{')).replace(/\s+/g, ' ')};\n`)
    .join('');
  const head = text.slice(0, first.index);
  const cut = middle.index;
  return {
    texts: new Map([
      ['parts.h', `#pragma once\n${head}${prototypes}`],
      ['one.c', include + text.slice(first.index, cut)],
      ['two.c', include + text.slice(cut)],
    ]),
    place: (offset) => {
      if (offset < first.index) return { file: 'parts.h', offset: offset + '#pragma once\n'.length };
      return offset < cut
        ? { file: 'one.c', offset: offset - first.index + include.length }
        : { file: 'two.c', offset: offset - cut + include.length };
    },
  };
}

/** Changes that move pieces of a text: each gives the pieces in their new order, so that it is known where every place is now. */
import type { FunctionDecl, Stmt } from '../../../server/src/syntax/ast';
import { parts } from '../../../server/src/syntax/walk';
import type { Source } from './transforms';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** New text, which may be `about` a stretch of the old one, or a piece of the old text. */
export type Piece = string | { readonly text: string; readonly about: Stretch } | Stretch;

export type Rearrangement = (source: Source) => readonly Piece[] | undefined;

const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

export function rearranged(text: string, pieces: readonly Piece[]): string {
  const written = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    return 'text' in piece ? piece.text : text.slice(piece.start, piece.end);
  };
  return pieces.map(written).join('');
}

/** Where an offset of the old text is now: from the first to the last offset that it may be. */
export function placeIn(pieces: readonly Piece[], offset: number): readonly [number, number] {
  let at = 0;
  let about: readonly [number, number] | undefined;
  for (const piece of pieces) {
    if (typeof piece === 'string') at += piece.length;
    else if ('text' in piece) {
      const end = at + piece.text.length;
      if (piece.about.start <= offset && offset < piece.about.end) about = [about?.[0] ?? at, end];
      at = end;
    } else if (offset >= piece.start && offset < piece.end) {
      const place = at + offset - piece.start;
      return [place, place];
    } else at += piece.end - piece.start;
  }
  return about ?? [at, at];
}

/** The last function comes first; each is declared before. */
export const functionsReversed: Rearrangement = ({ text, syntax }) => {
  const functions = syntax.functions.filter(({ body }) => body);
  const [first] = functions;
  if (syntax.language !== 'c' || syntax.unreadable.length > 0 || !first || functions.length < 2) return undefined;
  const starts = functions.map(({ start }) => text.lastIndexOf('\n', start) + 1);
  const begin = starts[0] ?? 0;
  const ends = [...starts.slice(1), text.length];
  // What stands between functions would have to move with what uses it.
  const between = functions.map(({ end }, i) => text.slice(end, ends[i])).join('');
  if (
    between.replace(comments, '').trim() !== '' ||
    functions.some(({ start }, i) => text.slice(starts[i], start).trim() !== '')
  )
    return undefined;
  const prototype = (fn: FunctionDecl): string =>
    `${text.slice(fn.start, fn.body?.start).replace(comments, '').replace(/\s+/g, ' ').trim()};\n`;
  const pieces = starts.map((start, i) => ({ start, end: ends[i] ?? start }));
  const glue = text.endsWith('\n') ? '' : '\n';
  return [{ start: 0, end: begin }, ...functions.map(prototype), ...pieces.reverse().flatMap((piece) => [piece, glue])];
};

interface Branches {
  readonly test: { readonly start: number; readonly end: number };
  readonly then: { readonly start: number; readonly end: number };
  readonly otherwise: { readonly start: number; readonly end: number };
}

/** Outermost ones alone: what is in them moves with them. */
function choices(stmt: Stmt): Branches[] {
  if (stmt.kind === 'if' && stmt.then.kind === 'block' && stmt.otherwise?.kind === 'block')
    return [{ test: stmt.test, then: stmt.then, otherwise: stmt.otherwise }];
  return parts(stmt).statements.flatMap(choices);
}

/** `if (a) B else C` becomes `if (!(a)) C else B`. */
export const branchesSwapped: Rearrangement = ({ text, syntax }) => {
  if (syntax.unreadable.length > 0) return undefined;
  const all = syntax.functions
    .flatMap(({ body }) => (body ? choices(body) : []))
    // A directive between the branches belongs to neither.
    .filter(({ test, otherwise }) => !/^[ \t]*#/m.test(text.slice(test.start, otherwise.end)))
    .sort((a, b) => a.test.start - b.test.start);
  if (all.length === 0) return undefined;
  const pieces: Piece[] = [];
  let at = 0;
  for (const { test, then, otherwise } of all) {
    const end = test.end;
    pieces.push({ start: at, end: test.start }, '!(', test, ')', { start: end, end: then.start });
    pieces.push(otherwise, { start: then.end, end: otherwise.start }, then);
    at = otherwise.end;
  }
  return [...pieces, { start: at, end: text.length }];
};

export const rearrangements: Readonly<Record<string, Rearrangement>> = {
  'functions in reverse order': functionsReversed,
  'if and else swapped': branchesSwapped,
};

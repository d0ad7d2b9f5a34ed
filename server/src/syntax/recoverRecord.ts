/** Reads a struct or class that the grammar could not: member by member, so that a bad one costs only itself. */
import type { FieldDecl, RecordDecl } from './ast';
import { TokenKind, type Tokens } from '../text/scan';
import { behind } from './lower/records';
import type { Pieces } from './pieces';
import { recoverFunction } from './recover';
import { isMacroInvocation, splitTopLevel, type TopLevelItem } from './split';

const RECORD_WORDS: Readonly<Record<string, RecordDecl['kind']>> = { struct: 'struct', union: 'union', class: 'class' };
const ACCESS = new Set(['public', 'private', 'protected']);

/** False when the item is no record with a body. */
export function recoverRecord(pieces: Pieces, tokens: Tokens, item: TopLevelItem): boolean {
  return new RecordRecovery(pieces, tokens).run(item);
}

class RecordRecovery {
  constructor(
    private readonly pieces: Pieces,
    private readonly tokens: Tokens,
  ) {}

  run(item: TopLevelItem): boolean {
    const { tokens } = this;
    const word = tokens.is(item.from, 'typedef') ? item.from + 1 : item.from;
    const kind = Object.hasOwn(RECORD_WORDS, tokens.textOf(word)) ? RECORD_WORDS[tokens.textOf(word)] : undefined;
    const open = this.bodyOpen(word, item.to);
    if (kind === undefined || open < 0) return false;
    const close = this.bodyClose(open, item.to);
    const name = this.recordName(word, open);
    const span = { start: tokens.start(item.from), end: tokens.end(item.to - 1) };
    const names = tokens.is(item.from, 'typedef')
      ? this.typedefNames(close + 1, item.to)
      : { typedefs: [], pointerTypedefs: [] };
    const { out } = this.pieces;
    const index = out.records.length;
    const record: RecordDecl = { ...span, kind, name, ...names, fields: [], bases: this.bases(word, open) };
    out.records.push(record);
    const fields = behind(index, this.members(name, kind, open + 1, close, item.scope));
    out.records[index] = { ...record, fields };
    return true;
  }

  private bodyOpen(from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const c = this.tokens.punct(i);
      if (c === 123) return i;
      if (c === 59 || c === 40 || c === 61) return -1;
    }
    return -1;
  }

  private bodyClose(open: number, to: number): number {
    let depth = 0;
    for (let i = open; i < to; i++) {
      const c = this.tokens.punct(i);
      if (c === 123) depth++;
      else if (c === 125 && --depth === 0) return i;
    }
    return to;
  }

  private recordName(word: number, open: number): string {
    let name = '';
    for (let i = word + 1; i < open && !this.tokens.is(i, ':'); i++) {
      if (this.tokens.kind(i) === TokenKind.Ident && !this.tokens.is(i, 'final')) name = this.tokens.textOf(i);
    }
    return name;
  }

  private bases(word: number, open: number): string[] {
    const result: string[] = [];
    let colon = word;
    while (colon < open && !this.tokens.is(colon, ':')) colon++;
    for (let i = colon + 1; i < open; i++) {
      const next = this.tokens.textOf(i + 1);
      if (this.tokens.kind(i) === TokenKind.Ident && /^[,{<]$/.test(next)) result.push(this.tokens.textOf(i));
    }
    return result;
  }

  private typedefNames(from: number, to: number): Pick<RecordDecl, 'typedefs' | 'pointerTypedefs'> {
    const typedefs: string[] = [];
    const pointerTypedefs: string[] = [];
    for (let i = from; i < to; i++) {
      if (this.tokens.kind(i) !== TokenKind.Ident) continue;
      (this.tokens.is(i - 1, '*') ? pointerTypedefs : typedefs).push(this.tokens.textOf(i));
    }
    return { typedefs, pointerTypedefs };
  }

  private members(
    name: string,
    kind: RecordDecl['kind'],
    from: number,
    to: number,
    scope: readonly string[],
  ): FieldDecl[] {
    const fields: FieldDecl[] = [];
    let start = from;
    for (let i = from; i <= to; i++) {
      const access = i < to && ACCESS.has(this.tokens.textOf(i)) && this.tokens.is(i + 1, ':');
      if (i < to && !access) continue;
      for (const item of splitTopLevel(this.tokens, start, i)) fields.push(...this.member(name, kind, item, scope));
      start = i + 2;
    }
    return fields;
  }

  private member(
    name: string,
    kind: RecordDecl['kind'],
    item: TopLevelItem,
    scope: readonly string[],
  ): readonly FieldDecl[] {
    const { tokens, pieces } = this;
    // Only a constructor or destructor is named like a call.
    if (isMacroInvocation(tokens, item) && !tokens.is(item.from, name)) return [];
    const span = { start: tokens.start(item.from), end: tokens.end(item.to - 1) };
    const prefix = `${kind} ${name === '' ? 'X' : name}{`;
    const cst = pieces.retry(span.start, span.end, prefix, '};');
    if (cst && !cst.hasError) {
      const node = cst.namedChildren(0)[0] ?? 0;
      const mark = pieces.out.records.length;
      pieces.session(cst).recordOrEnum(node, scope);
      // The wrapper's own record goes; what it nests keeps its index, so an empty one stays in its place.
      const wrapper = pieces.out.records[mark];
      if (wrapper) pieces.out.records[mark] = { ...wrapper, ...span, name: '', fields: [] };
      if (wrapper && pieces.out.records.length === mark + 1) pieces.out.records.pop();
      return (wrapper?.fields ?? []).map((field) =>
        field.record === undefined ? field : { ...field, record: field.record + mark },
      );
    }
    if (item.body >= 0) {
      const fn = recoverFunction(pieces, tokens, item, { scope: [...scope, name], isTemplate: false, inClass: true });
      if (fn) {
        pieces.out.functions.push(fn);
        return [];
      }
    }
    if (item.body < 0 && this.run({ ...item, scope: [...scope, name] })) return [];
    pieces.out.unreadable.push(span);
    return [];
  }
}

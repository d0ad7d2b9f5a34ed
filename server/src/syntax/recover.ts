/**
 * Reads a function that the grammar could not: its statements are found by keywords, brackets and semicolons alone, each is
 * parsed by itself, and what still fails is opaque. Damage costs the smallest statement that holds it.
 */
import type { Block, Expr, FunctionDecl, Param, Span, Stmt, TypeName } from './ast';
import type { Cst } from './cst';
import { functionDefinition, type Surroundings } from './lower/functions';
import { namesIn } from './lower/statements';
import { baseType, declared, parameters } from './lower/types';
import type { PlainHead } from './heads';
import type { Pieces } from './pieces';
import type { TopLevelItem } from './split';
import { EXCEPT_WORDS, FINALLY_WORDS, StatementBounds } from './statementBounds';
import { TokenKind, type Tokens } from '../text/scan';
import { NON_CALL_KEYWORDS, parenthesisEnd } from '../text/structure';

export function recoverFunction(
  pieces: Pieces,
  tokens: Tokens,
  item: TopLevelItem,
  around: Surroundings,
  head?: PlainHead,
): FunctionDecl | undefined {
  return new FunctionRecovery(pieces, tokens).run(item, around, head);
}

const WRAPPER = 'void f(){';
const MAX_DEPTH = 200;
const MAX_LINES_TRIED = 4;
const LEAVE_WORDS = new Set(['leave', '_leave', 'LEAVE']);

class FunctionRecovery {
  private depth = 0;
  private readonly bounds: StatementBounds;

  constructor(
    private readonly pieces: Pieces,
    private readonly tokens: Tokens,
  ) {
    this.bounds = new StatementBounds(tokens);
  }

  /** `head`: what the item's head says, in plain words; where those are not read either the answer is undefined. */
  run(item: TopLevelItem, around: Surroundings, head?: PlainHead): FunctionDecl | undefined {
    const { tokens } = this;
    if (!head && NON_CALL_KEYWORDS.has(tokens.textOf(item.from)) && tokens.punct(item.from + 1) === 40)
      return undefined;
    const header = head ? this.plainHeader(head, around) : this.header(item, around);
    if (!header) return undefined;
    const closed = tokens.punct(item.to - 1) === 125;
    const end = closed ? item.to - 1 : item.to;
    const body = this.block(item.body, end, tokens.end(item.to - 1));
    return { ...header, start: tokens.start(item.from), end: tokens.end(item.to - 1), body };
  }

  private header(item: TopLevelItem, around: Surroundings): FunctionDecl | undefined {
    const { tokens, pieces } = this;
    const start = tokens.start(item.from);
    // Before C99 a function without a type returned int.
    const implicit = tokens.punct(item.from + 1) === 40 && !around.inClass ? 'int ' : '';
    const cst = pieces.retry(start, tokens.start(item.body), implicit, '{}');
    if (cst && !cst.hasError) {
      const definition = cst.namedChildren(0).find((child) => cst.type(child) === 'function_definition');
      const session = pieces.session(cst);
      const fn = definition === undefined ? undefined : functionDefinition(session, definition, around);
      return fn && implicit !== '' ? { ...fn, returnType: { ...fn.returnType, start, end: start } } : fn;
    }
    return this.brokenHeader(item, around);
  }

  private plainHeader({ text, use, names }: PlainHead, around: Surroundings): FunctionDecl | undefined {
    const cst = this.pieces.parseText(text, use.start, use);
    if (!cst || cst.hasError) return undefined;
    const nodes = cst.namedChildren(0);
    const definition = nodes.find((child) => cst.type(child) === 'function_definition');
    if (definition === undefined || nodes.length > 1) return undefined;
    const fn = functionDefinition(this.pieces.session(cst), definition, around);
    return fn && { ...fn, nameSpan: names.get(fn.name) ?? use };
  }

  private brokenHeader(item: TopLevelItem, around: Surroundings): FunctionDecl | undefined {
    const { tokens } = this;
    let open = item.from + 1;
    while (open < item.body && !(tokens.punct(open) === 40 && tokens.kind(open - 1) === TokenKind.Ident)) open++;
    if (open >= item.body) return undefined;
    const name = open - 1;
    const nameSpan = { start: tokens.start(name), end: tokens.end(name) };
    const span = { start: tokens.start(item.from), end: tokens.end(item.to - 1) };
    let isStatic = false;
    for (let i = item.from; i < name; i++) isStatic ||= tokens.is(i, 'static');
    this.lost({ start: tokens.start(item.from), end: tokens.end(item.body - 1) });
    const segment = this.pieces.file.segmentAt(span);
    return {
      ...span, name: tokens.textOf(name), nameSpan, scope: around.scope,
      returnType: this.returnType(item.from, name),
      params: this.params(open, item.body),
      variadic: false, isStatic, isTemplate: around.isTemplate, isMethod: false,
      ...(segment === undefined ? {} : { segment }),
    }; // prettier-ignore
  }

  private returnType(from: number, name: number): TypeName {
    const { tokens, pieces } = this;
    const start = tokens.start(from);
    const cst = pieces.retry(start, tokens.end(name), '', ';');
    const node = cst && !cst.hasError ? cst.namedChildren(0)[0] : undefined;
    if (cst && node !== undefined && cst.type(node) === 'declaration') {
      const session = pieces.session(cst);
      return declared(session, baseType(session, node), cst.childInField(node, 'declarator')).type;
    }
    return { start, end: tokens.start(name), base: '', pointers: 0, arrays: [], isConst: false, opaque: true };
  }

  /** Each parameter by itself: one that cannot be read keeps its place. */
  private params(open: number, end: number): Param[] {
    const params: Param[] = [];
    for (const [from, to] of this.slots(open + 1, end)) {
      const start = this.tokens.start(from);
      const cst = this.pieces.retry(start, this.tokens.end(to - 1), 'void f(', ');');
      if (cst && !cst.hasError) {
        const node = cst.namedChildren(0)[0] ?? 0;
        const declarator = cst.childInField(node, 'declarator');
        params.push(...parameters(this.pieces.session(cst), cst.childInField(declarator, 'parameters')).params);
      } else params.push(this.unknownParam(from, to));
    }
    return params;
  }

  private unknownParam(from: number, to: number): Param {
    const last = to - 1;
    const span = { start: this.tokens.start(from), end: this.tokens.end(last) };
    const named = this.tokens.kind(last) === TokenKind.Ident && to - from > 1;
    const nameSpan = named ? { start: this.tokens.start(last), end: span.end } : { start: span.end, end: span.end };
    const type: TypeName = { ...span, base: '', pointers: 0, arrays: [], isConst: false, opaque: true };
    return { ...span, name: named ? this.tokens.textOf(last) : '', nameSpan, type };
  }

  /** Non-empty token ranges between commas, up to the parenthesis that closes. */
  private slots(from: number, end: number): [number, number][] {
    const result: [number, number][] = [];
    let depth = 0;
    let start = from;
    let i = from;
    for (; i < end; i++) {
      const c = this.tokens.punct(i);
      if (c === 40 || c === 91) depth++;
      else if (c === 41 || c === 93) {
        if (depth === 0) break;
        depth--;
      } else if (c === 44 && depth === 0) {
        if (i > start) result.push([start, i]);
        start = i + 1;
      }
    }
    if (i > start) result.push([start, i]);
    return result;
  }

  private lost(span: Span): void {
    this.pieces.out.unreadable.push(span);
  }

  private opaque(from: number, to: number): Stmt {
    const span = { start: this.tokens.start(from), end: this.tokens.end(to - 1) };
    this.lost(span);
    return { kind: 'opaque', ...span, names: namesIn(this.pieces.masked.slice(span.start, span.end)) };
  }

  /** `open` is the brace, `end` the token of the closing brace (or where the text ends without one). */
  private block(open: number, end: number, endOffset: number): Block {
    return { kind: 'block', start: this.tokens.start(open), end: endOffset, body: this.list(open + 1, end) };
  }

  private list(from: number, end: number): Stmt[] {
    const out: Stmt[] = [];
    let i = from;
    while (i < end) i = this.statement(i, end, out);
    return out;
  }

  /** Lowers the statement at `i`; returns the index after it. */
  private statement(i: number, end: number, out: Stmt[]): number {
    const next = Math.max(i + 1, this.bounds.after(i, end));
    if (LEAVE_WORDS.has(this.tokens.textOf(i)) && this.tokens.punct(i + 1) === 59) {
      out.push({ kind: 'leave', start: this.tokens.start(i), end: this.tokens.end(i + 1) });
      return i + 2;
    }
    if (this.tokens.punct(i) === 125) {
      out.push(this.opaque(i, i + 1));
      return i + 1;
    }
    if (this.parsed(i, next, out)) return next;
    if (this.depth >= MAX_DEPTH || this.pieces.exhausted) {
      out.push(this.opaque(i, next));
      return next;
    }
    this.depth++;
    this.decompose(i, next, out);
    this.depth--;
    return next;
  }

  /** Lowers the whole range if the grammar accepts it. */
  private parsed(from: number, to: number, out: Stmt[], suffix = ''): boolean {
    const cst = this.wrapped(from, to, suffix);
    if (!cst || cst.hasError) return false;
    this.lowerBody(cst, out);
    return true;
  }

  private wrapped(from: number, to: number, suffix = ''): Cst | undefined {
    return this.pieces.retry(this.tokens.start(from), this.tokens.end(to - 1), WRAPPER, `${suffix}}`);
  }

  private lowerBody(cst: Cst, out: Stmt[]): void {
    const definition = cst.namedChildren(0)[0] ?? 0;
    const body = cst.childInField(definition, 'body');
    const session = this.pieces.session(cst);
    for (const child of cst.namedChildren(body)) session.statements(child, out);
  }

  private decompose(i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    const word = tokens.kind(i) === TokenKind.Ident ? tokens.textOf(i) : '';
    if (tokens.punct(i) === 123) {
      const closed = tokens.punct(next - 1) === 125 && next - 1 > i;
      out.push(this.block(i, closed ? next - 1 : next, tokens.end(next - 1)));
    } else if (word === 'if' || word === 'while' || word === 'switch' || word === 'for')
      this.control(word, i, next, out);
    else if (word === 'do') this.doWhile(i, next, out);
    else if (this.bounds.isTry(i)) this.tryStatement(i, next, out);
    else if (word === 'case' || word === 'default' || this.bounds.isLabel(i)) this.label(i, next, out);
    else if (word === 'else' || word === '__except' || word === '__finally' || word === 'catch')
      this.orphan(i, next, out);
    else this.leaf(i, next, out);
  }

  /** A clause whose `if` or `__try` was lost: its body may run. */
  private orphan(i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    let body = i + 1;
    if (tokens.punct(body) === 40) body = Math.max(body, parenthesisEnd(tokens, body));
    out.push(this.opaque(i, body));
    if (body < next) this.maybe(body, next, out);
  }

  /** A statement that runs or does not: `if (unknown) statement`. */
  private maybe(from: number, next: number, out: Stmt[]): void {
    const start = this.tokens.start(from);
    const test: Expr = { kind: 'unknown', start, end: start, parts: [] };
    out.push({ kind: 'if', start, end: this.tokens.end(next - 1), test, then: this.one(from, next) });
  }

  private one(from: number, next: number): Stmt {
    const out: Stmt[] = [];
    for (let i = from; i < next;) i = this.statement(i, next, out);
    const span = { start: this.tokens.start(from), end: this.tokens.end(Math.max(from, next - 1)) };
    const only = out[0];
    if (out.length === 1 && only) return only;
    return out.length === 0 ? { kind: 'empty', ...span } : { kind: 'block', ...span, body: out };
  }

  private control(word: 'if' | 'while' | 'switch' | 'for', i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    let open = i + 1;
    while (tokens.is(open, 'constexpr')) open++;
    const close = this.bounds.conditionEnd(open, next, word === 'for');
    const span = { start: tokens.start(i), end: tokens.end(next - 1) };
    if (close < 0) {
      this.headless(i, next, out);
      return;
    }
    const bodyEnd = word === 'if' ? Math.min(next, this.bounds.after(close, next)) : next;
    const body = close < next ? this.one(close, bodyEnd) : this.emptyAt(next);
    if (word === 'for') {
      out.push(this.rangeFor(i, close, body, span) ?? this.forStatement(open, close, body, span));
      return;
    }
    const test = this.expression(open + 1, close - 1);
    if (word !== 'if') out.push({ kind: word, ...span, test, body });
    else if (tokens.is(bodyEnd, 'else') && bodyEnd < next) {
      out.push({ kind: 'if', ...span, test, then: body, otherwise: this.one(bodyEnd + 1, next) });
    } else out.push({ kind: 'if', ...span, test, then: body });
  }

  private emptyAt(next: number): Stmt {
    const end = this.tokens.end(next - 1);
    return { kind: 'empty', start: end, end };
  }

  /** No readable condition: what follows it may run. */
  private headless(i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    let body = i + 1;
    while (body < next && tokens.punct(body) !== 123 && tokens.punct(body) !== 59) body++;
    if (body >= next || tokens.punct(body) === 59) {
      this.leaf(i, next, out);
      return;
    }
    out.push(this.opaque(i, body));
    this.maybe(body, next, out);
  }

  /** `for (auto x : range)`: read with an empty body, which is then filled. */
  private rangeFor(i: number, close: number, body: Stmt, span: Span): Stmt | undefined {
    if (this.pieces.file.language !== 'cpp') return undefined;
    const header: Stmt[] = [];
    if (!this.parsed(i, close, header, ';')) return undefined;
    const loop = header[0];
    return loop?.kind === 'forRange' ? { ...loop, ...span, body } : undefined;
  }

  /** Any of the three parts may be lost without the loop being lost. */
  private forStatement(open: number, close: number, body: Stmt, span: Span): Stmt {
    const { tokens } = this;
    const semicolons: number[] = [];
    for (let k = open + 1; k < close - 1; k++) if (tokens.punct(k) === 59) semicolons.push(k);
    const [first, second] = semicolons;
    if (semicolons.length !== 2 || first === undefined || second === undefined) {
      const test = this.expression(open + 1, close - 1);
      return {
        kind: 'while',
        ...span,
        test: { kind: 'unknown', start: test.start, end: test.end, parts: [test] },
        body,
      };
    }
    const init: Stmt[] = [];
    if (first > open + 1 && !this.parsed(open + 1, first + 1, init)) this.leaf(open + 1, first + 1, init);
    const initial = init[0];
    return {
      kind: 'for', ...span,
      ...(initial ? { init: initial } : {}),
      ...(second > first + 1 ? { test: this.expression(first + 1, second) } : {}),
      ...(close - 1 > second + 1 ? { update: this.expression(second + 1, close - 1) } : {}),
      body,
    }; // prettier-ignore
  }

  private doWhile(i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    const bodyEnd = this.bounds.after(i + 1, next);
    const body = this.one(i + 1, bodyEnd);
    const span = { start: tokens.start(i), end: tokens.end(next - 1) };
    const close = tokens.is(bodyEnd, 'while') ? this.bounds.conditionEnd(bodyEnd + 1, next, false) : -1;
    const end = tokens.end(next - 1);
    const test: Expr =
      close < 0 ? { kind: 'unknown', start: end, end, parts: [] } : this.expression(bodyEnd + 2, close - 1);
    out.push({ kind: 'doWhile', ...span, test, body });
  }

  private tryStatement(i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    const handlers: { filter?: Expr; body: Block }[] = [];
    let finalizer: Block | undefined;
    const bodyEnd = this.bounds.after(i + 1, next);
    const body = this.asBlock(i + 1, bodyEnd);
    let at = bodyEnd;
    while (at < next) {
      const word = tokens.textOf(at);
      if (FINALLY_WORDS.has(word)) {
        const end = this.bounds.after(at + 1, next);
        finalizer = this.asBlock(at + 1, end);
        at = end;
      } else if (EXCEPT_WORDS.has(word)) {
        const close = this.bounds.conditionEnd(at + 1, next, false);
        const start = close < 0 ? at + 1 : close;
        const end = this.bounds.after(start, next);
        const filter = word === 'catch' || close < 0 ? {} : { filter: this.expression(at + 2, close - 1) };
        handlers.push({ ...filter, body: this.asBlock(start, end) });
        at = Math.max(end, at + 1);
      } else break;
    }
    out.push({
      kind: 'try',
      start: tokens.start(i),
      end: tokens.end(next - 1),
      body,
      handlers,
      ...(finalizer ? { finalizer } : {}),
    });
  }

  private asBlock(from: number, to: number): Block {
    const statement = from < to ? this.one(from, to) : this.emptyAt(from);
    return statement.kind === 'block'
      ? statement
      : { kind: 'block', start: statement.start, end: statement.end, body: [statement] };
  }

  private label(i: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    const colon = this.bounds.colonAfter(i, next);
    if (colon < 0) {
      this.leaf(i, next, out);
      return;
    }
    const word = tokens.textOf(i);
    const span = { start: tokens.start(i), end: tokens.end(colon) };
    if (word === 'case') out.push({ kind: 'case', ...span, test: this.expression(i + 1, colon) });
    else if (word === 'default') out.push({ kind: 'case', ...span });
    else out.push({ kind: 'label', start: span.start, end: tokens.end(i), name: word });
    for (let k = colon + 1; k < next;) k = this.statement(k, next, out);
  }

  /** A simple statement that does not parse: perhaps its semicolon is missing, perhaps one argument is bad. */
  private leaf(from: number, next: number, out: Stmt[]): void {
    const { tokens } = this;
    if (tokens.punct(next - 1) !== 59 && this.parsed(from, next, out, ';')) return;
    const split = this.lineSplit(from, next, out);
    if (split > from) {
      for (let i = split; i < next;) i = this.statement(i, next, out);
      return;
    }
    const rest = this.readableRest(from, next);
    if (rest > from) {
      out.push(this.opaque(from, rest));
      for (let i = rest; i < next;) i = this.statement(i, next, out);
      return;
    }
    const cst = this.wrapped(from, next, tokens.punct(next - 1) === 59 ? '' : ';');
    const lowered: Stmt[] = [];
    const mark = this.pieces.out.unreadable.length;
    if (cst) this.lowerBody(cst, lowered);
    const only = lowered[0];
    // The grammar's own recovery counts only where it found one statement with a hole in it.
    if (
      lowered.length === 1 &&
      only &&
      only.kind !== 'opaque' &&
      only.start === tokens.start(from) &&
      only.end === tokens.end(next - 1)
    ) {
      out.push(only);
      return;
    }
    this.pieces.out.unreadable.length = mark;
    out.push(this.opaque(from, next));
  }

  /** Accepts the first lines of the range as a statement that lacks its semicolon; returns the index after them. */
  private lineSplit(from: number, next: number, out: Stmt[]): number {
    for (const line of this.lineStarts(from, next)) if (this.parsed(from, line, out, ';')) return line;
    return from;
  }

  /** Index of a later line from which on the range reads as a statement: only what stands before it is damaged. */
  private readableRest(from: number, next: number): number {
    for (const line of this.lineStarts(from, next)) if (this.wrapped(line, next)?.hasError === false) return line;
    return from;
  }

  /** The first few tokens of the range that start a line with a name. */
  private lineStarts(from: number, next: number): number[] {
    const { tokens } = this;
    const result: number[] = [];
    for (let i = from + 1; i < next && result.length < MAX_LINES_TRIED; i++) {
      if (tokens.kind(i) !== TokenKind.Ident) continue;
      if (/[\r\n]/.test(tokens.text.slice(tokens.end(i - 1), tokens.start(i)))) result.push(i);
    }
    return result;
  }

  private expression(from: number, to: number): Expr {
    const { tokens, pieces } = this;
    const start = tokens.start(from);
    const end = Math.max(start, tokens.end(to - 1));
    if (to <= from) return { kind: 'unknown', start, end: start, parts: [] };
    const cst = pieces.retry(start, end, `${WRAPPER}(`, ');}');
    if (cst) {
      const body = cst.childInField(cst.namedChildren(0)[0] ?? 0, 'body');
      const statement = cst.namedChildren(body)[0] ?? 0;
      const value = statement === 0 ? 0 : (cst.namedChildren(statement)[0] ?? 0);
      const mark = pieces.out.unreadable.length;
      const expr = value === 0 || cst.end(value) < end ? undefined : pieces.session(cst).expression(value);
      if (expr && (!cst.hasError || (expr.start >= start && expr.end <= end))) return expr;
      pieces.out.unreadable.length = mark;
    }
    this.lost({ start, end });
    return { kind: 'unknown', start, end, parts: [] };
  }
}

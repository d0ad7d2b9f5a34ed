/** Code before, after and in place of a statement, wherever it stands: on lines of its own, on a shared line, without braces. */
import type { Block, FunctionDecl, If, Span, Stmt } from '../syntax/ast';
import { inStyle, type CodeStyle } from '../wsk/source';
import type { EditReport, SourceView } from './rule';
import { before, indentationAt, lineStart } from './text';

/** A statement, where it stands. */
export interface StatementPlace {
  readonly file: string;
  readonly source: SourceView;
  readonly style: CodeStyle;
  readonly fn: FunctionDecl;
  readonly stmt: Stmt;
  /** The statements of its block; undefined for the one statement that an `if` without braces governs. */
  readonly siblings: readonly Stmt[] | undefined;
  readonly index: number;
  /** The statements around it, innermost first. */
  readonly parents: readonly Stmt[];
}

/** What becomes of a statement, in the plain form of `inStyle`. */
export interface Rewriting {
  readonly before?: string;
  /** In its place; `''` takes it away. */
  readonly own?: string;
  readonly after?: string;
  /** Text in the statement that another edit writes anew: its lines are not moved. */
  readonly replaced?: Span;
}

export function edit(file: string, start: number, end: number, newText: string): EditReport {
  return { place: { file, start, end }, newText };
}

/** Nothing but white space stands before it on its line, and no directive or macro line runs on into it. */
export function startsLine(at: StatementPlace): boolean {
  return /^[ \t]*$/.test(before(at.source, at.stmt.start)) && !isContinued(at);
}

function isContinued({ source, stmt }: StatementPlace): boolean {
  const start = lineStart(source, stmt.start);
  return /\\[ \t]*\r?\n$/.test(source.text.slice(Math.max(0, start - 200), start));
}

/** The offset behind the line's end, when only a comment follows on the line. */
export function endOfLine(at: { readonly source: SourceView }, end: number): number | undefined {
  const rest = /^[ \t]*(?:\/\/[^\n]*|(?:\/\*(?:[^*\n]|\*(?!\/))*\*\/[ \t]*)*)\r?(?:\n|$)/.exec(
    at.source.text.slice(end, end + 1000),
  );
  return rest ? end + rest[0].length : undefined;
}

/** The edits; undefined where the code around leaves no room for them that is certain. */
export function rewritten(at: StatementPlace, wanted: Rewriting): EditReport[] | undefined {
  if (isContinued(at)) return undefined;
  const end = endOfLine(at, at.stmt.end);
  if (!at.siblings) return withBraces(at, wanted, end);
  return startsLine(at) && end !== undefined ? onItsLines(at, wanted, end) : onSharedLine(at, wanted, end);
}

function onItsLines(at: StatementPlace, wanted: Rewriting, end: number): EditReport[] {
  const { file, source, stmt } = at;
  const start = lineStart(source, stmt.start);
  const code = writer(at, indentationAt(source, stmt.start));
  if (wanted.own !== undefined) {
    const comment = source.text.slice(stmt.end, end).trim();
    const isOneLine = !wanted.own.includes('\n');
    const kept = wanted.own === '' || comment === '' ? '' : comment;
    const own = kept === '' ? wanted.own : isOneLine ? `${wanted.own} ${kept}` : `${kept}\n${wanted.own}`;
    return [edit(file, start, end, code(wanted.before) + code(own) + code(wanted.after))];
  }
  return [
    ...(wanted.before === undefined ? [] : [edit(file, start, start, code(wanted.before))]),
    ...(wanted.after === undefined ? [] : [edit(file, end, end, code(wanted.after))]),
  ];
}

function writer({ style }: StatementPlace, indent: string): (plain: string | undefined) => string {
  return (plain) => (plain === undefined || plain === '' ? '' : inStyle(plain, style, indent));
}

/** What stands between two neighbours in a block is white space: text between them may become a line break. */
function isGap(source: SourceView, start: number, end: number): boolean {
  return start <= end && /^\s*$/.test(source.text.slice(start, end));
}

function onSharedLine(at: StatementPlace, wanted: Rewriting, end: number | undefined): EditReport[] | undefined {
  const { file, source, stmt, siblings, index, style } = at;
  const block = at.parents[0];
  if (block?.kind !== 'block' || !siblings) return undefined;
  const [previous, next] = [siblings[index - 1], siblings[index + 1]];
  const first = startsLine(at);
  const gapStart = first ? lineStart(source, stmt.start) : (previous?.end ?? block.start + 1);
  const gapEnd = end ?? next?.start ?? block.end - 1;
  if (!first && !isGap(source, gapStart, stmt.start)) return undefined;
  if (end === undefined && !isGap(source, stmt.end, gapEnd)) return undefined;
  if (wanted.own === '' && wanted.before === undefined && wanted.after === undefined)
    return [edit(file, first ? stmt.start : gapStart, first ? gapEnd : stmt.end, '')];
  const own = { start: gapStart, end: gapEnd };
  const spread = spreadBlocks(at, own);
  if (!spread) return undefined;
  const indent = spread.indent ?? indentOnSharedLine(at, first);
  const code = writer(at, indent);
  const tail = end === undefined ? (next ? indent : (spread.outer ?? indentationAt(source, block.start))) : '';
  if (wanted.own !== undefined) {
    const text = code(wanted.before) + code(wanted.own) + code(wanted.after) + tail;
    return [...spread.edits, edit(file, gapStart, gapEnd, (first ? '' : style.lineEnd) + text)];
  }
  const edits = [...spread.edits];
  const isSpread = spread.indent !== undefined;
  if (first && wanted.before !== undefined) edits.push(edit(file, gapStart, gapStart, code(wanted.before)));
  else if (!first && (wanted.before !== undefined || isSpread))
    edits.push(edit(file, gapStart, stmt.start, style.lineEnd + code(wanted.before) + indent));
  if (end !== undefined && wanted.after !== undefined) edits.push(edit(file, end, end, code(wanted.after)));
  else if (end === undefined && (wanted.after !== undefined || isSpread))
    edits.push(edit(file, stmt.end, gapEnd, style.lineEnd + code(wanted.after) + tail));
  return edits;
}

/** As its neighbours that stand on lines of their own are indented. */
function indentOnSharedLine(at: StatementPlace, first: boolean): string {
  const { source, stmt, siblings = [], style, index } = at;
  if (first) return indentationAt(source, stmt.start);
  const isLabel = (one: Stmt): boolean => one.kind === 'case' || one.kind === 'label';
  const neighbour = siblings.find((one) => !isLabel(one) && startsLine({ ...at, stmt: one }));
  if (neighbour) return indentationAt(source, neighbour.start);
  const previous = siblings[index - 1];
  const outer = indentationAt(source, stmt.start);
  return previous && !isLabel(previous) ? outer : outer + style.step;
}

function isOneLine({ source }: StatementPlace, { start, end }: Span): boolean {
  return !source.text.slice(start, end).includes('\n');
}

interface Spread {
  readonly edits: readonly EditReport[];
  /** Of the statement; undefined where its block has lines of its own. */
  readonly indent: string | undefined;
  /** Of the block's closing brace. */
  readonly outer: string | undefined;
}

/** Blocks of one line around the statement get lines of their own; `own` is a gap that somebody else fills. */
function spreadBlocks(at: StatementPlace, own: Span): Spread | undefined {
  const blocks = at.parents.filter((one): one is Block => one.kind === 'block' && isOneLine(at, one)).reverse();
  const [outermost] = blocks;
  if (!outermost) return { edits: [], indent: undefined, outer: undefined };
  const edits: EditReport[] = [];
  let outer = indentationAt(at.source, outermost.start);
  for (const [i, block] of blocks.entries()) {
    const made = spreadBlock(at, block, outer, own);
    if (!made) return undefined;
    edits.push(...made);
    if (i < blocks.length - 1) outer += at.style.step;
  }
  return { edits, indent: outer + at.style.step, outer };
}

function spreadBlock(at: StatementPlace, block: Block, outer: string, own: Span): EditReport[] | undefined {
  const { file, source, style, fn } = at;
  const edits: EditReport[] = [];
  let end = block.start + 1;
  for (const one of [...block.body, undefined]) {
    const start = one?.start ?? block.end - 1;
    if (!isGap(source, end, start)) return undefined;
    const indent = one ? outer + style.step : outer;
    if (start <= own.start || end >= own.end) edits.push(edit(file, end, start, style.lineEnd + indent));
    end = one?.end ?? end;
  }
  const head = /\)([ \t]*)$/.exec(before(source, block.start));
  const braces = block === fn.body ? style.functionBraces : style.braces;
  if (head && braces === 'own-line')
    edits.push(edit(file, block.start - (head[1]?.length ?? 0), block.start, style.lineEnd + outer));
  return edits;
}

/** `if (x) y;` and the like: braces come with the code. */
function withBraces(at: StatementPlace, wanted: Rewriting, end: number | undefined): EditReport[] | undefined {
  const { file, source, style, stmt } = at;
  const [owner] = at.parents;
  if (!owner || wanted.own === '') return undefined;
  if (owner.kind === 'if' && owner.otherwise === stmt && stmt.kind === 'if') return inElse(at, owner, wanted, end);
  const head = headOf(owner, stmt, source);
  const spread = spreadBlocks(at, { start: stmt.start, end: stmt.end });
  if (!head || !spread) return undefined;
  const margin = spread.indent ?? indentationAt(source, owner.start);
  const inner = head.breaks && spread.indent === undefined ? indentationAt(source, stmt.start) : margin + style.step;
  const code = writer(at, inner);
  const open = style.braces === 'attached' ? ' {' : `${style.lineEnd}${margin}{`;
  const close = closing(at, owner, margin, end);
  if (!close) return undefined;
  const edits = [...spread.edits];
  const front = code(wanted.before);
  const back = code(wanted.after);
  if (wanted.own !== undefined || !head.breaks || spread.indent !== undefined) {
    if (head.comment) return undefined;
    const own = wanted.own === undefined ? undefined : code(wanted.own);
    const lead = open + style.lineEnd + front;
    if (own === undefined) edits.push(edit(file, head.end, stmt.start, lead + inner), close(style.lineEnd + back));
    else edits.push(edit(file, head.end, stmt.end, lead + own.replace(/\r?\n$/, '')), close(style.lineEnd + back));
    return edits;
  }
  edits.push(edit(file, head.end, head.end, open));
  const start = lineStart(source, stmt.start);
  if (front !== '') edits.push(edit(file, start, start, front));
  return [...edits, close(style.lineEnd + back)];
}

/** `else if (x) …` becomes `else { if (x) … }`, with the code inside. */
function inElse(at: StatementPlace, owner: If, wanted: Rewriting, end: number | undefined): EditReport[] | undefined {
  const { file, source, style, stmt } = at;
  const gap = /\belse(\s*)$/.exec(source.text.slice(owner.then.end, stmt.start));
  const inOneLine = at.parents.some((one) => one.kind === 'block' && isOneLine(at, one));
  const lines = wanted.own === undefined && gap && !inOneLine ? linesOf(at, wanted.replaced) : undefined;
  if (!lines || !gap || end === undefined) return undefined;
  const margin = indentationAt(source, owner.start);
  const code = writer(at, margin + style.step);
  const open = style.braces === 'attached' ? ' {' : `${style.lineEnd}${margin}{`;
  const head = edit(
    file,
    stmt.start - (gap[1] ?? '').length,
    stmt.start,
    `${open}${style.lineEnd}${code(wanted.before)}${margin}${style.step}`,
  );
  const missing = source.text.slice(stmt.end, end).endsWith('\n') ? '' : style.lineEnd;
  const tail = `${missing}${code(wanted.after)}${margin}}${missing === '' ? style.lineEnd : ''}`;
  return [head, ...lines.map((start) => edit(file, start, start, style.step)), edit(file, end, end, tail)];
}

/** Where the statement's lines begin, but for its first and for directives; undefined where one runs on into the next. */
function linesOf({ source, stmt }: StatementPlace, replaced: Span | undefined): number[] | undefined {
  const starts: number[] = [];
  if (/\\\r?\n/.test(source.text.slice(stmt.start, stmt.end))) return undefined;
  for (let at = source.text.indexOf('\n', stmt.start) + 1; at > 0 && at < stmt.end;) {
    const isWritten = replaced !== undefined && at > replaced.start && at < replaced.end;
    if (!isWritten && !/^[ \t]*(?:#|\r?\n)/.test(source.text.slice(at, at + 200))) starts.push(at);
    at = source.text.indexOf('\n', at) + 1;
  }
  return starts;
}

/** Where the head of the `if`, `else` or loop ends whose only statement this is. */
function headOf(
  owner: Stmt,
  stmt: Stmt,
  source: SourceView,
): { readonly end: number; readonly breaks: boolean; readonly comment: boolean } | undefined {
  const loops = owner.kind === 'while' || owner.kind === 'for' || owner.kind === 'forRange';
  if (!loops && owner.kind !== 'if') return undefined;
  const isElse = owner.kind === 'if' && owner.otherwise === stmt;
  if (isElse && stmt.kind === 'if') return undefined;
  const from = owner.kind === 'if' ? (isElse ? owner.then.end : owner.test.end) : owner.start;
  const text = source.text.slice(from, stmt.start);
  const gap = /(?:\)|\belse)([ \t]*(\/\/[^\n]*|\/\*(?:[^*\n]|\*(?!\/))*\*\/)?[ \t]*(\r?\n)?[ \t]*)$/.exec(text);
  if (!gap) return undefined;
  return { end: stmt.start - (gap[1] ?? '').length, breaks: gap[3] !== undefined, comment: gap[2] !== undefined };
}

/** Writes the closing brace after the statement: `lines` begins with a line break and ends with one. */
function closing(
  at: StatementPlace,
  owner: Stmt,
  margin: string,
  end: number | undefined,
): ((lines: string) => EditReport) | undefined {
  const { file, source, style, stmt } = at;
  const follows = owner.kind === 'if' && owner.then === stmt ? owner.otherwise : undefined;
  const gap = follows && /^\s*(?=else\b)/.exec(source.text.slice(stmt.end, follows.start));
  if (gap) {
    const joint = style.braces === 'attached' ? ' ' : style.lineEnd + margin;
    return (lines) => edit(file, stmt.end, stmt.end + gap[0].length, `${lines}${margin}}${joint}`);
  }
  if (end !== undefined) {
    const missing = source.text.slice(stmt.end, end).endsWith('\n') ? '' : style.lineEnd;
    return (lines) =>
      edit(
        file,
        end,
        end,
        `${missing}${lines.slice(style.lineEnd.length)}${margin}}${missing === '' ? style.lineEnd : ''}`,
      );
  }
  // Only what ends the block may follow on the line.
  if (!/^\s*\}/.test(source.text.slice(stmt.end, stmt.end + 200))) return undefined;
  return (lines) => edit(file, stmt.end, stmt.end, `${lines}${margin}}`);
}

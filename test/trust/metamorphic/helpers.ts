/** Code that moves into a helper, or out of one. */
import type { FunctionDecl, Stmt } from '../../../server/src/syntax/ast';
import { parts, walkStatement } from '../../../server/src/syntax/walk';
import type { Piece, Rearrangement } from './rearrangements';
import type { Source } from './transforms';

const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

interface Whole extends FunctionDecl {
  readonly body: NonNullable<FunctionDecl['body']>;
  readonly params: NonNullable<FunctionDecl['params']>;
}

/** Functions in C whose parameters all have names, and that no directive runs through. */
function functions({ text, syntax }: Source): readonly Whole[] {
  if (syntax.language !== 'c' || syntax.unreadable.length > 0) return [];
  return syntax.functions.flatMap((fn) =>
    fn.body &&
    fn.params?.every(({ name }) => name !== '') === true &&
    !fn.variadic &&
    !/^[ \t]*#/m.test(text.slice(fn.start, fn.end)) &&
    !/\bstatic\b/.test(text.slice(fn.body.start, fn.end))
      ? [{ ...fn, body: fn.body, params: fn.params }]
      : [],
  );
}

function lineOf(text: string, at: number): number {
  return text.lastIndexOf('\n', at) + 1;
}

/**
 * Somebody calls it by its address, or it is made for that, whatever file hands it on: what such a function does wrong is shown in it, and
 * not in what it calls.
 */
function isHandedOn(text: string, name: string, head: string): boolean {
  if (/\b(?:WSKAPI|NTAPI)\b/.test(head)) return true;
  const uses = text.replace(comments, '').matchAll(new RegExp(`\\b${name}\\b(?!\\s*\\()`, 'g'));
  return name === 'DriverEntry' || [...uses].length > 0;
}

/** The body of each function becomes a helper's, which the function calls with what it was given. */
const bodiesInHelpers: Rearrangement = (source) => {
  const { text } = source;
  const pieces: Piece[] = [];
  let at = 0;
  for (const fn of functions(source)) {
    const head = text.slice(fn.start, fn.body.start).replace(comments, '');
    const start = lineOf(text, fn.start);
    const isVoid = /^(?:void|VOID)$/.test(fn.returnType.base) && fn.returnType.pointers === 0;
    const own = new RegExp(`\\b${fn.name}(?=\\s*\\()`);
    if (text.slice(start, fn.start).trim() !== '' || start < at || !own.test(head)) continue;
    if (isHandedOn(text, fn.name, head)) continue;
    const helper = head.replace(/\b(?:static|inline|FORCEINLINE|extern)\b/g, '').replace(own, `Own${fn.name}`);
    const args = fn.params.map(({ name }) => name).join(', ');
    pieces.push(
      { start: at, end: start },
      `static ${helper.trim()}\n`,
      { start: fn.body.start, end: fn.body.end },
      '\n',
      { start, end: fn.body.start },
      `{ ${isVoid ? '' : 'return '}Own${fn.name}(${args}); }`,
    );
    at = fn.body.end;
  }
  return pieces.length === 0 ? undefined : [...pieces, { start: at, end: text.length }];
};

/** A helper that is used once, as a statement of its own, and comes back at its end only, becomes a block there. */
const helpersInline: Rearrangement = (source) => {
  const { text } = source;
  const all = functions(source);
  const pieces: Piece[] = [];
  let at = 0;
  const cuts: { readonly start: number; readonly end: number; readonly pieces: readonly Piece[] }[] = [];
  const used = new Set<string>();
  for (const helper of all) {
    const uses = [...text.matchAll(new RegExp(`\\b${helper.name}\\b`, 'g'))].filter(
      ({ index }) => index < helper.start || index >= helper.body.start,
    );
    const caller = all.find((fn) => uses.length === 1 && holds(fn.body, uses[0]?.index ?? -1));
    const inlined = caller && !used.has(caller.name) ? inlinedIn(source, caller, helper) : undefined;
    if (!inlined || !helper.isStatic || caller === helper || helper.end > (caller?.start ?? 0)) continue;
    used.add(caller?.name ?? '').add(helper.name);
    cuts.push({ start: lineOf(text, helper.start), end: helper.end, pieces: [] }, inlined);
  }
  if (cuts.length === 0) return undefined;
  for (const cut of cuts.sort((a, b) => a.start - b.start)) {
    if (cut.start < at) return undefined;
    pieces.push({ start: at, end: cut.start }, ...cut.pieces);
    at = cut.end;
  }
  return [...pieces, { start: at, end: text.length }];
};

function holds({ start, end }: { readonly start: number; readonly end: number }, at: number): boolean {
  return start <= at && at < end;
}

function inlinedIn(
  { text }: Source,
  caller: Whole,
  helper: Whole,
): { readonly start: number; readonly end: number; readonly pieces: readonly Piece[] } | undefined {
  const statement = statementCalling(caller.body, helper.name);
  const call = statement?.kind === 'expr' ? statement.expr : undefined;
  if (!statement || call?.kind !== 'call' || call.args.length !== helper.params.length) return undefined;
  const own = new Set([...helper.params.map(({ name }) => name), ...localsOf(helper.body)]);
  const taken = new Set(call.args.flatMap((arg) => namesIn(text.slice(arg.start, arg.end))));
  if ([...own].some((name) => taken.has(name)) || returnsEarly(helper.body)) return undefined;
  return {
    start: statement.start,
    end: statement.end,
    pieces: [
      // What is reported at the call stands somewhere in the block.
      { text: '{ ', about: call },
      ...helper.params.flatMap((param, i): Piece[] => {
        const arg = call.args[i];
        const declared = text.slice(param.start, param.end).replace(/_\w+_(?:\([^)]*\))?\s*/g, '');
        return arg ? [`${declared} = `, { start: arg.start, end: arg.end }, '; '] : [];
      }),
      { start: helper.body.start, end: helper.body.end },
      { text: ' }', about: call },
    ],
  };
}

function namesIn(text: string): string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}

function localsOf(stmt: Stmt): string[] {
  const own = stmt.kind === 'decl' ? stmt.declarators.map(({ name }) => name) : [];
  return [...own, ...parts(stmt).statements.flatMap(localsOf)];
}

/** The statement that is nothing but a call of the function. */
function statementCalling(stmt: Stmt, name: string): Stmt | undefined {
  if (stmt.kind === 'expr' && stmt.expr.kind === 'call' && stmt.end === stmt.expr.end + 1) {
    const { callee } = stmt.expr;
    if (callee.kind === 'ident' && callee.name === name) return stmt;
  }
  for (const inner of stmt.kind === 'block' ? stmt.body : parts(stmt).statements) {
    const found = statementCalling(inner, name);
    if (found) return found;
  }
  return undefined;
}

function returnsEarly(stmt: Stmt): boolean {
  let found = false;
  const visit = (one: Stmt): void => {
    if (one.kind === 'return' || one.kind === 'goto' || one.kind === 'label') found = true;
    parts(one).statements.forEach(visit);
  };
  visit(stmt);
  walkStatement(stmt, (expr) => {
    if (expr.kind === 'lambda' || expr.kind === 'unknown') found = true;
  });
  return found;
}

export const helpers: Readonly<Record<string, Rearrangement>> = {
  'bodies in helpers': bodiesInHelpers,
  'helpers in their place': helpersInline,
};

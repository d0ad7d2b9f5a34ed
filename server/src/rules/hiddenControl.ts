/** Control calls that the analysis may have missed: while there are any, "nothing enables it" cannot be said. */
import { constantOf } from '../flow/arithmetic';
import { alternatives } from '../flow/values';
import type { FunctionEntity, MacroEntity, Program } from '../flow/program';
import { model } from '../model';
import type { Expr, Span } from '../syntax/ast';
import { walkExpression, walkStatement } from '../syntax/walk';
import type { CallFact, RootRun, WskFacts } from '../wsk/facts';
import { isPlatformName } from '../wsk/names';
import { query } from './query';
import type { SourceView } from './rule';

/** Text that the analysis did not see may hold a control call. */
export function hidesControl(source: SourceView): boolean {
  const { unreadable, functions } = source.syntax;
  const enabling = ({ start, end }: Span): boolean =>
    /WskControl|EventMask|WSK_EVENT_|CONDITIONAL_ACCEPT/.test(source.text.slice(start, end));
  return unreadable.some(enabling) || functions.some((fn) => fn.isTemplate && enabling(fn));
}

/** Not even the option is known: the call can enable anything. */
export function mayBeAnyOption(call: CallFact): boolean {
  if (!call.control || call.control.code !== undefined) return false;
  const code = call.args[call.control.index.code];
  return code === undefined || constantOf(call.before, code.value) === undefined;
}

/** An option that is not known may be this one, as far as request type and input size tell. */
export function mayBeOption(option: string): (call: CallFact) => boolean {
  const set = model.controlCodes.get(option)?.operations.find(({ requestType }) => requestType === 'WskSetOption');
  const bytes = set?.input.bytesX64;
  return (call) => {
    if (!mayBeAnyOption(call) || !call.control) return false;
    const { index, request, function: name } = call.control;
    if (name === 'WskControlSocket' && request !== undefined && request !== 'WskSetOption') return false;
    const size = call.args[index.inputSize];
    const sizes = size ? alternatives(size.value).map((one) => constantOf(call.before, one)) : [];
    return sizes.length === 0 || sizes.some((one) => one === undefined || one === bytes);
  };
}

const CONTROLS: ReadonlySet<string> = new Set(['WskControlSocket', 'WskControlClient']);

type Body = FunctionEntity | MacroEntity;

/** Roots of which something was left out, and that lead to a control call: what they enable is not all known. */
export const cutShort = query((facts): readonly RootRun[] => {
  const known = new Map<Body, boolean>();
  return facts.roots.filter(({ incomplete, fn }) => incomplete && leadsToControl(fn, facts, known));
});

function leadsToControl(start: Body, { program }: WskFacts, known: Map<Body, boolean>): boolean {
  const found = visit(start, program, new Set<Body>([start]), known);
  known.set(start, found);
  return found;
}

function visit(body: Body, program: Program, seen: Set<Body>, known: ReadonlyMap<Body, boolean>): boolean {
  const before = known.get(body);
  if (before !== undefined) return before;
  const { names, throughMembers } = mentionsOf(body);
  if ([...names].some((name) => CONTROLS.has(name))) return true;
  // Nobody knows what stands in a member of the driver's own.
  if ([...throughMembers].some((name) => !isPlatformName(name) && !program.definesBody(name))) return true;
  for (const name of names)
    for (const next of program.bodiesNamed(name, body.file)) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (visit(next, program, seen, known)) return true;
    }
  return false;
}

interface Mentions {
  /** Names and members: calls, and functions that are handed on. */
  readonly names: ReadonlySet<string>;
  /** Members that are called. */
  readonly throughMembers: ReadonlySet<string>;
}

const mentioned = new WeakMap<Body['decl'], Mentions>();

function mentionsOf({ decl }: Body): Mentions {
  const before = mentioned.get(decl);
  if (before) return before;
  const names = new Set<string>();
  const throughMembers = new Set<string>();
  const note = (expr: Expr): void => {
    if (expr.kind === 'ident' || expr.kind === 'member') names.add(expr.name);
    if (expr.kind === 'call' && expr.callee.kind === 'member') throughMembers.add(expr.callee.name);
  };
  if ('expr' in decl && decl.expr) walkExpression(decl.expr, note);
  if (decl.body && 'kind' in decl.body) walkStatement(decl.body, note);
  else for (const stmt of decl.body ?? []) walkStatement(stmt, note);
  const mentions = { names, throughMembers };
  mentioned.set(decl, mentions);
  return mentions;
}

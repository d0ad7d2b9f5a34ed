/** Where a finding about a value belongs: with whoever wrote the wrong thing. */
import type { Frame } from '../flow/frames';
import type { Origin, Site, Value } from '../flow/values';
import type { Expr, Span, TypeName } from '../syntax/ast';
import { withoutCasts } from '../syntax/walk';
import type { Argument, CallFact } from './facts';

export interface Place extends Span {
  readonly file: string;
}

export function placeOf(site: Site): Place {
  return { file: site.file, start: site.start, end: site.end };
}

/** The operands of which a value was put together; a named constant is one operand, whatever it stands for. */
export function leaves(origin: Origin): readonly Origin[] {
  return origin.kind === 'operator' && origin.parts.length > 0 ? origin.parts.flatMap(leaves) : [origin];
}

/** The constants that an operand was written with, those that stand behind a name of the workspace too. */
export function writtenNames(origin: Origin): readonly string[] {
  return leaves(origin).flatMap((leaf) =>
    leaf.kind === 'name' ? [leaf.name ?? '', ...leaf.parts.flatMap(writtenNames)] : [],
  );
}

/**
 * The outermost function activation that wrote a part of the value, when that is a caller of the one in which the value was put
 * together: what a caller passes is reported at the caller.
 */
export function blame(origin: Origin): Site {
  let best = origin.site;
  const visit = (part: Origin): void => {
    const depth = part.site.frame?.depth;
    const known = best.frame?.depth;
    if (depth !== undefined && known !== undefined && depth < known && isCaller(part.site.frame, best.frame))
      best = part.site;
    // What was added last made the whole what it is.
    if (part.kind === 'operator') [...part.parts].reverse().forEach(visit);
  };
  visit(origin);
  return best;
}

export function isCaller(outer: Frame | undefined, inner: Frame | undefined): boolean {
  for (let f = inner; f; f = f.parent) if (f === outer) return true;
  return false;
}

/** The place of an argument: in the call, or in the caller that passed it on. */
export function argumentPlace(fact: CallFact, argument: Argument): Place {
  let frame = fact.frame;
  let expr: Expr = argument.expr;
  for (;;) {
    const outer = passedBy(expr, frame);
    if (!outer || !frame.parent || argument.value.origin.site.frame === frame) break;
    expr = outer;
    frame = frame.parent;
  }
  const site = blame(argument.value.origin);
  if (
    site.frame &&
    site.frame.depth < frame.depth &&
    isCaller(site.frame, frame) &&
    !hasLambdaCalled(site.frame, frame)
  ) {
    // What a call made is right where it was made: wrong is to hand it to the helper.
    return argument.value.k === 'symbol' ? callWithin(fact, site.frame) : placeOf(site);
  }
  return isPart(expr) && isWritten(argument.value)
    ? placeOf(site)
    : { file: frame.fn.file, start: expr.start, end: expr.end };
}

/**
 * The place of an argument whose type is wrong: the innermost function that takes the wrong thing by its parameter's type makes the
 * mistake, whoever calls it.
 */
export function typedPlace(
  fact: CallFact,
  argument: Argument,
  isWrong: (type: TypeName, file: string) => boolean,
): Place {
  let expr: Expr = argument.expr;
  for (let frame = fact.frame; ; frame = frame.parent) {
    const plain = withoutCasts(expr);
    const param = plain.kind === 'ident' && frame.fn.decl.params?.find(({ name }) => name === plain.name);
    if (param && isWrong(param.type, frame.fn.file)) return { file: frame.fn.file, start: expr.start, end: expr.end };
    const outer = passedBy(expr, frame);
    if (!outer || !frame.parent) return argumentPlace(fact, argument);
    expr = outer;
  }
}

/** The place of an argument; where a constant table was read for it, the reading: other readers are right to find there what they do. */
export function argumentUse(fact: CallFact, argument: Argument): Place {
  if (!isOfInitialiser(argument.value.origin)) return argumentPlace(fact, argument);
  let { frame } = fact;
  let { expr } = argument;
  for (let outer = passedBy(expr, frame); outer && frame.parent; outer = passedBy(expr, frame)) {
    expr = outer;
    frame = frame.parent;
  }
  return { file: frame.fn.file, start: expr.start, end: expr.end };
}

/** Written in the initialiser of a global, not in a function. */
export function isOfInitialiser({ site }: Origin): boolean {
  return site.frame?.fn.id.startsWith('init:') === true;
}

/** A member or an element: the wrong thing is what was put there. */
function isPart(expr: Expr): boolean {
  const plain = withoutCasts(expr);
  return plain.kind === 'member' || plain.kind === 'index';
}

/** The code tells the value itself, not only where it comes from. */
function isWritten({ k, origin }: Value): boolean {
  return (
    (k === 'int' || k === 'bits' || k === 'pointer' || k === 'function') &&
    origin.kind !== 'computed' &&
    origin.kind !== 'zeroed' &&
    origin.kind !== 'missing'
  );
}

/** A lambda that other code calls than that in which it stands: who calls it does not know what it does with its arguments. */
function isCalledBack({ fn, parent }: Frame): boolean {
  return fn.outer !== undefined && parent?.fn !== fn.outer;
}

/** The function calls a lambda that was handed to it, and that led to the inner one. */
function hasLambdaCalled(outer: Frame, inner: Frame): boolean {
  for (let f: Frame | undefined = inner; f && f !== outer; f = f.parent)
    if (f.parent === outer && isCalledBack(f)) return true;
  return false;
}

/** The caller's argument, where the expression is a parameter of the called function. */
export function passedBy(expr: Expr, frame: Frame): Expr | undefined {
  const plain = withoutCasts(expr);
  if (plain.kind !== 'ident' || !frame.call || isCalledBack(frame)) return undefined;
  const name = plain.name;
  const index = frame.fn.decl.params?.findIndex((param) => param.name === name) ?? -1;
  return index < 0 ? undefined : frame.call.args[index];
}

/** The place of a value read from memory (a mask, an NpiId): where it was written. */
export function valuePlace(value: Value): Place {
  return placeOf(blame(value.origin));
}

/** The call itself, or the call of the outermost helper that carries it: for mistakes of order. */
export function callPlace(fact: CallFact): Place {
  return { file: fact.frame.fn.file, start: fact.call.start, end: fact.call.end };
}

/** The call in `outer` (an activation on the stack) that led to this one; the call itself when it stands in `outer`. */
export function callWithin(fact: CallFact, outer: Frame): Place {
  for (let f: Frame | undefined = fact.frame, site: Site = fact.site; f; site = f.callSite ?? site, f = f.parent) {
    if (f === outer) return placeOf(site);
  }
  return callPlace(fact);
}

/** The calls that lead from the root to this activation, outermost first. */
export function callPath(frame: Frame): readonly { readonly place: Place; readonly callee: string }[] {
  const path: { place: Place; callee: string }[] = [];
  for (let f: Frame | undefined = frame; f?.callSite; f = f.parent)
    path.unshift({ place: placeOf(f.callSite), callee: f.fn.name });
  return path;
}

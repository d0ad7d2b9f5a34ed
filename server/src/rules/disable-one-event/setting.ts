/** How the mask gets to a call, and how it gets there with one event at a time. */
import type { Call, Conditional, Expr, Span, Stmt } from '../../syntax/ast';
import { parts, walkExpression, walkStatement } from '../../syntax/walk';
import type { Origin, Value } from '../../flow/values';
import { model } from '../../model';
import { leaves, type Place } from '../../wsk/place';
import type { EditReport } from '../rule';
import { edit, holds, removal, sibling, type StatementPlace } from '../statements';
import { textOf } from '../text';
import { unusedLocals } from '../unusedLocals';

const DISABLE = 'WSK_EVENT_DISABLE';

/** The mask as it is written, and what it is to be split into. */
export interface Written {
  readonly value: Value;
  readonly place: Place;
  readonly events: readonly string[];
  /** It has this value whenever the call is made. */
  readonly exact: boolean;
}

export interface Setting {
  /** What makes the call that is there one for the first event. */
  readonly first: readonly EditReport[];
  /** The calls for the others, and what gives them their mask where that is no part of the call. */
  readonly later: readonly { readonly text: string; readonly assignment?: string }[];
  /** The mask is one arm of `?:`: when it is taken. */
  readonly test?: string;
}

/** The mask is a part of the call's arguments. */
export function asArgument(at: StatementPlace, call: Call, written: Written): Setting | undefined {
  const { place } = written;
  const masks = masksFor(textOf(at.source, place), written);
  const choice = masks && choiceAround(at, call, place);
  if (!masks || choice === undefined) return undefined;
  const whole = choice?.whole ?? place;
  const { text } = at.source;
  const [first = '', ...others] = masks;
  return {
    first: [edit(at.file, place.start, place.end, first), ...unusedLocals(at.file, at.source, at.fn, [place])],
    later: others.map((mask) => ({
      text: text.slice(call.start, whole.start) + mask + text.slice(whole.end, call.end),
    })),
    ...(choice && { test: choice.test }),
  };
}

/** The mask is put into a variable before, in the same block. */
export function asSet(at: StatementPlace, call: Call, written: Written): Setting | undefined {
  const { place } = written;
  const setter = at.file === place.file ? setterOf(at, place) : undefined;
  if (!setter) return undefined;
  const carried = carrierOf(setter, at, call);
  if (!carried) return undefined;
  const isChain = carried.chain.length > 1;
  const masks = isChain ? masksOfChain(carried.chain, written, at) : masksFor(textOf(at.source, place), written);
  const choice = masks && (isChain ? null : choiceAround(at, setter.value, place));
  if (!masks || choice === undefined) return undefined;
  const [mask = '', ...others] = masks;
  const start = isChain ? carried.chain[0]?.value : place;
  const gone = carried.chain.slice(1).map(({ at: one }) => removal(one));
  if (!start || gone.includes(undefined)) return undefined;
  const text = textOf(at.source, call);
  const { target, argument } = carried;
  return {
    first: [edit(at.file, start.start, start.end, mask), ...gone.flatMap((edits) => edits ?? [])],
    later: others.map((next) =>
      argument
        ? { text: text.slice(0, argument.start - call.start) + next + text.slice(argument.end - call.start) }
        : { text, assignment: `${target} = ${next};` },
    ),
    ...(choice && { test: choice.test }),
  };
}

/** The last statement before this one, in whatever block, that puts the mask into a variable. */
export function setterBefore(at: StatementPlace, place: Span): { readonly target: string } | undefined {
  let found: Setter | undefined;
  const visit = (stmt: Stmt): void => {
    if (holds(stmt, place) && stmt.end <= at.stmt.start) found = setterIn({ ...at, stmt }) ?? found;
    parts(stmt).statements.forEach(visit);
  };
  if (at.fn.body) visit(at.fn.body);
  return found;
}

/** A statement that gives a variable, or a member, a value or more bits. */
interface Setter {
  readonly at: StatementPlace;
  readonly target: string;
  readonly value: Expr;
  readonly adds: boolean;
}

function setterOf(at: StatementPlace, place: Span): Setter | undefined {
  for (let one = sibling(at, at.index - 1); one; one = sibling(one, one.index - 1))
    if (holds(one.stmt, place)) return setterIn(one);
  return undefined;
}

function setterIn(at: StatementPlace): Setter | undefined {
  const { stmt, source } = at;
  if (stmt.kind === 'expr' && stmt.expr.kind === 'assign' && (stmt.expr.op === '=' || stmt.expr.op === '|=')) {
    const { target, value, op } = stmt.expr;
    return { at, target: textOf(source, target), value, adds: op === '|=' };
  }
  const [only, ...others] = stmt.kind === 'decl' ? stmt.declarators : [];
  if (stmt.kind !== 'decl' || !only?.init || others.length > 0 || stmt.isConst || stmt.storage !== 'none')
    return undefined;
  if (only.type.pointers > 0 || only.type.arrays.length > 0) return undefined;
  const target = only.init.kind === 'initList' ? `${only.name}.EventMask` : only.name;
  return { at, target, value: only.init, adds: false };
}

interface Carried {
  /** The first gives the value, the others add to it. */
  readonly chain: readonly Setter[];
  /** What is given the next mask before a further call; else the call's own argument is the variable. */
  readonly target: string;
  readonly argument?: Span;
}

/** From where the mask is built to the call: nothing else reads or writes it on the way. */
function carrierOf(setter: Setter, at: StatementPlace, call: Call): Carried | undefined {
  const { target } = setter;
  const chain = chainOf(setter);
  const isLocal = /^\w+$/.test(target);
  let copy: string | undefined;
  for (
    let one = sibling(setter.at, setter.at.index + 1);
    one && one.index < at.index;
    one = sibling(one, one.index + 1)
  ) {
    const taker = setterIn(one);
    if (isLocal && copy === undefined && taker && !taker.adds && textOf(one.source, taker.value) === target) {
      copy = taker.target;
    } else if (mentions(one.stmt, target) || (copy !== undefined && mentions(one.stmt, copy))) return undefined;
  }
  if (!chain) return undefined;
  if (!isLocal) return { chain, target };
  const uses = usesOf(at.stmt, target);
  if (copy !== undefined) return uses.length === 0 && isUnreadAfter(at, target) ? { chain, target: copy } : undefined;
  const [argument, ...more] = uses;
  if (!argument || more.length > 0 || !holds(call, argument) || !isUnreadAfter(at, target)) return undefined;
  return { chain, target, argument };
}

/** Back to the statement that gives the variable its first value. */
function chainOf(last: Setter): Setter[] | undefined {
  const chain = [last];
  for (let one: StatementPlace | undefined = last.at; chain[0]?.adds;) {
    one = sibling(one, one.index - 1);
    if (!one) return undefined;
    const setter = setterIn(one);
    if (setter?.target === last.target && setter.value.kind !== 'initList') chain.unshift(setter);
    else if (mentions(one.stmt, last.target)) return undefined;
  }
  return chain;
}

/** The variable, the member, or the structure with the member as a whole. */
function mentions(stmt: Stmt, target: string): boolean {
  const [root = '', member] = target.split(/\.|->/);
  let count = 0;
  walkStatement(stmt, (expr) => {
    if (expr.kind === 'ident' && expr.name === root) count++;
    // Another member of the structure.
    const other = member !== undefined && expr.kind === 'member' && expr.name !== 'EventMask';
    if (other && expr.object.kind === 'ident' && expr.object.name === root) count--;
  });
  return count > 0;
}

function usesOf(stmt: Stmt, name: string): Expr[] {
  const found: Expr[] = [];
  walkStatement(stmt, (expr) => {
    if (expr.kind === 'ident' && expr.name === name) found.push(expr);
  });
  return found;
}

function isUnreadAfter({ fn, stmt, parents }: StatementPlace, name: string): boolean {
  const inLoop = parents.some(({ kind }) => ['while', 'doWhile', 'for', 'forRange'].includes(kind));
  return !inLoop && fn.body !== undefined && usesOf(fn.body, name).every(({ start }) => start < stmt.end);
}

interface Choice {
  readonly whole: Span;
  readonly test: string;
}

/** The `?:` of which the place is an arm: null where there is none, undefined where its test cannot be made again. */
function choiceAround(at: StatementPlace, root: Expr, place: Span): Choice | null | undefined {
  const around: Conditional[] = [];
  walkExpression(root, (expr) => {
    if (expr.kind === 'conditional' && holds(expr, place)) around.push(expr);
  });
  const [only, ...others] = around;
  if (!only) return null;
  if (others.length > 0 || !isSteady(only.test, at)) return undefined;
  const test = textOf(at.source, only.test);
  const isThen = holds(only.then, place);
  if (!isThen && !holds(only.otherwise, place)) return undefined;
  const isPlain = /^!?\w+$/.test(test);
  if (isThen) return { whole: only, test: isPlain ? test : `(${test})` };
  return { whole: only, test: isPlain ? (test.startsWith('!') ? test.slice(1) : `!${test}`) : `!(${test})` };
}

/** Made of constants and of variables of the function that nobody else can reach, so that it says the same again. */
function isSteady(test: Expr, { fn }: StatementPlace): boolean {
  const own = new Set((fn.params ?? []).map(({ name }) => name));
  const reached = new Set<string>();
  const collect = (stmt: Stmt): void => {
    if (stmt.kind === 'decl') for (const { name, type } of stmt.declarators) if (!type.reference) own.add(name);
    parts(stmt).statements.forEach(collect);
  };
  if (!fn.body) return false;
  collect(fn.body);
  walkStatement(fn.body, (expr) => {
    if (expr.kind === 'unary' && expr.op === '&' && expr.operand.kind === 'ident') reached.add(expr.operand.name);
  });
  let steady = true;
  walkExpression(test, (expr) => {
    const known =
      expr.kind === 'ident' && ((own.has(expr.name) && !reached.has(expr.name)) || /^[A-Z_0-9]+$/.test(expr.name));
    const plain = expr.kind === 'number' || expr.kind === 'binary' || (expr.kind === 'unary' && expr.op !== '*');
    if (!known && !plain) steady = false;
  });
  return steady;
}

const disabling = (flag: string): string => `${flag} | ${DISABLE}`;

/** The mask's text for each event alone; the helper adds WSK_EVENT_DISABLE where the text does not have it. */
function masksFor(text: string, { value, place, events, exact }: Written): readonly string[] | undefined {
  const constant = exact || /^\w+$/.test(text) ? constantAt(value.origin, place) : undefined;
  const names = text.split('|').map((name) => name.trim().replace(/^\((.*)\)$/, '$1'));
  const isDisabled = names.includes(DISABLE);
  const plain = names.every((name) => name.startsWith('WSK_EVENT_') || (isDisabled && /^\w+$/.test(name)));
  if (plain && names.length > 1) {
    const ordered = [...events].sort((a, b) => names.indexOf(a) - names.indexOf(b));
    return ordered.map((flag) => (isDisabled ? disabling(flag) : flag));
  }
  if (constant === undefined) return undefined;
  const bits = model.eventFlags.get(DISABLE)?.value ?? 0;
  return events.map((flag) => ((constant & bits) !== 0 ? disabling(flag) : flag));
}

/** The value of what stands at this place. */
function constantAt(origin: Origin, place: Place): number | undefined {
  const { site, value } = origin;
  if (site.file === place.file && site.start === place.start && site.end === place.end) return value;
  for (const part of origin.parts) {
    const found = constantAt(part, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All that is added is known by its name. */
function masksOfChain(
  chain: readonly Setter[],
  { value, events, exact }: Written,
  at: StatementPlace,
): string[] | undefined {
  const texts = chain.map((one) => textOf(at.source, one.value));
  const isKnown = exact && leaves(value.origin).every((leaf) => leaf.value !== undefined);
  if (!isKnown) return undefined;
  const isDisabled = texts.some((text) => new RegExp(`\\b${DISABLE}\\b`).test(text));
  const flags = texts.every((text) => /^(?:0|\(?WSK_EVENT_\w+(?:\s*\|\s*WSK_EVENT_\w+)*\)?)$/.test(text));
  return flags ? events.map((flag) => (isDisabled ? disabling(flag) : flag)) : undefined;
}

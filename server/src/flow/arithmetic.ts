/** Arithmetic on abstract values, and what a test teaches about them. */
import type { BinaryOperator } from '../syntax/ast';
import type { Regions } from './regions';
import { isNumber } from './joins';
import type { State } from './state';
import { alternatives, sameValue, valueKey, type Origin, type Sym, type Value } from './values';
import { pointee } from './types';

/** Limits that keep the analysis linear: beyond them paths are joined, and "every path" is no longer claimed. */
export const FLOW_CAPS = {
  /** Steps taken for one root function: so many states go through a node in one step. */
  steps: 5_500,
  statesPerStep: 2,
  /** Part of what is left that one call may use. */
  share: 0.85,
  /** Part of the steps that may go into what matters only at the margin. */
  besides: 0.3,
  /** Steps that every call may take. */
  least: 200,
  /** States kept apart at one node, by the depth of the call: detail pays where the root can see it. */
  states: [16, 12, 9, 6, 4],
  /** Outcomes of one call, by its depth. */
  outcomes: [14, 12, 9, 6, 4],
  /** States that a function which matters only at the margin may add to those in which it is called. */
  marginal: 2,
  /** The same where the budget is used up. */
  exhausted: 2,
  /** Times that a loop body is followed before its variables are widened. */
  rounds: 3,
} as const;

export function capAt(caps: readonly number[], depth: number): number {
  return caps[Math.min(depth, caps.length - 1)] ?? 2;
}

/** 32-bit codes are compared as signed numbers, so that STATUS_* literals and NT_SUCCESS agree. */
export function normalise(n: number): number {
  return n > 0x7fffffff && n <= 0xffffffff ? n - 0x100000000 : n;
}

/** The exact number that a value has on this path. */
export function constantOf(state: State, value: Value): number | undefined {
  if (value.k === 'int') return value.value;
  if (value.k !== 'symbol') return undefined;
  const c = state.constraint(value.symbol.key);
  if (c.low === c.high) return c.low;
  const sum = shifted(value.symbol);
  const base = sum && constantOf(state, sum.base);
  return sum && base !== undefined ? base + sum.by : undefined;
}

/** What a symbol is that is nothing but another value with a number added: a counter that went up or down. */
function shifted({ derived: d }: Sym): { readonly base: Value; readonly by: number } | undefined {
  if (d?.right?.k !== 'int' || (d.op !== '+' && d.op !== '-')) return undefined;
  return { base: d.left, by: d.op === '+' ? d.right.value : -d.right.value };
}

type Relation = '==' | '!=' | '<' | '>' | '<=' | '>=';
const RELATIONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);
const OPPOSITE: Record<Relation, Relation> = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };
const MIRROR: Record<Relation, Relation> = { '==': '==', '!=': '!=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function isRelation(op: string): op is Relation {
  return RELATIONS.has(op);
}

/** The value of a binary operation. Relations between values that are not known become symbols that a test can refine. */
export function compute(op: BinaryOperator, left: Value, right: Value, origin: Origin): Value {
  const choice =
    left.k === 'any' && right.k === 'int' ? left : right.k === 'any' && left.k === 'int' ? right : undefined;
  if (choice) {
    const result = (one: Value): Value =>
      choice === left ? compute(op, one, right, origin) : compute(op, left, one, origin);
    return oneOrTest(mapAlternatives(choice, result, origin), op, left, right, origin);
  }
  if (isRelation(op)) return relation(op, left, right, origin);
  if (left.k === 'int' && right.k === 'int') {
    const value = fold(op, left.value, right.value);
    if (value !== undefined) return { k: 'int', value, origin: { ...origin, value } };
  }
  if (op === '|') return disjunction(left, right, origin);
  if (op === '+' && left.k === 'int' && left.value === 0 && right.k === 'symbol') return right;
  if ((op === '+' || op === '-') && left.k === 'symbol' && right.k === 'int') {
    const sum = shifted(left.symbol);
    if (sum) return shift(sum.base, sum.by + (op === '+' ? right.value : -right.value), origin);
  }
  if (op === '&' && (left.k === 'bits' || right.k === 'bits')) {
    const mask = left.k === 'int' ? left.value : right.k === 'int' ? right.value : undefined;
    const partial = left.k === 'bits' ? left : right.k === 'bits' ? right : undefined;
    if (mask !== undefined && partial && (partial.bits & mask) !== 0) {
      return { k: 'bits', bits: (partial.bits & mask) >>> 0, rest: partial.rest, origin };
    }
  }
  if (left.k === 'symbol' || right.k === 'symbol' || left.k === 'bits' || right.k === 'bits')
    return derived(op, left, right, origin);
  return { k: 'unknown', origin };
}

/** Steps of one counter are one sum, so that what is known of one step says something of the others. */
function shift(base: Value, by: number, origin: Origin): Value {
  if (by === 0) return base;
  const amount: Value = { k: 'int', value: Math.abs(by), origin };
  return derived(by < 0 ? '-' : '+', base, amount, origin);
}

/** What a test of alternatives comes to; where they differ, a symbol that keeps what was tested, so that the answer narrows it. */
function oneOrTest(mapped: Value, op: BinaryOperator, left: Value, right: Value, origin: Origin): Value {
  if (!isRelation(op) || (mapped.k !== 'any' && mapped.k !== 'unknown')) return mapped;
  const test = derived(op, left, right, origin);
  return test.k === 'symbol' ? test : mapped;
}

function mapAlternatives(value: Extract<Value, { k: 'any' }>, f: (one: Value) => Value, origin: Origin): Value {
  const results: Value[] = [];
  for (const one of value.values) {
    const result = f(one);
    if (!results.some((known) => sameValue(known, result))) results.push(result);
  }
  const only = results[0];
  if (results.length === 1 && only) return only;
  if (results.some((one) => one.k === 'unknown' || one.k === 'any')) return { k: 'unknown', origin };
  return { k: 'any', values: results, region: value.region, origin };
}

function fold(op: BinaryOperator, a: number, b: number): number | undefined {
  switch (op) {
    case '|':
      return (a | b) >>> 0;
    case '&':
      return (a & b) >>> 0;
    case '^':
      return (a ^ b) >>> 0;
    case '<<':
      return b < 0 || b > 52
        ? undefined
        : b < 32 && a <= 0x7fffffff
          ? Number(BigInt.asUintN(64, BigInt(Math.trunc(a)) << BigInt(b)))
          : undefined;
    case '>>':
      return b < 0 || b > 31 ? undefined : a >>> b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    default:
      return undefined;
  }
}

function disjunction(left: Value, right: Value, origin: Origin): Value {
  let bits = 0;
  const rest: Value[] = [];
  for (const side of [left, right]) {
    if (side.k === 'int') bits |= side.value;
    else if (side.k === 'bits') {
      bits |= side.bits;
      rest.push(...side.rest);
    } else rest.push(side);
  }
  const opaque = rest.some((one) => one.k !== 'symbol' && one.k !== 'unknown' && one.k !== 'any');
  return opaque && bits === 0 ? { k: 'unknown', origin } : { k: 'bits', bits: bits >>> 0, rest, origin };
}

function derived(op: string, left: Value, right: Value, origin: Origin): Value {
  if (left.k === 'unknown' || right.k === 'unknown') return { k: 'unknown', origin };
  const key = `(${valueKey(left)} ${op} ${valueKey(right)})`;
  const symbol: Sym = { key, type: undefined, tag: 'derived', derived: { op, left, right } };
  return key.length > 400 ? { k: 'unknown', origin } : { k: 'symbol', symbol, origin };
}

function relation(op: Relation, left: Value, right: Value, origin: Origin): Value {
  const known = decide(op, left, right);
  if (known !== undefined) return { k: 'int', value: known ? 1 : 0, origin };
  // A comparison is 1 where it holds: `switch (p != NULL) { case TRUE: … }`.
  if (isComparison(left) && right.k === 'int' && right.value === 1) {
    if (op === '==') return left;
    if (op === '!=') return negate(left, origin);
  }
  return derived(op, left, right, origin);
}

function isComparison(value: Value): boolean {
  return value.k === 'symbol' && value.symbol.derived !== undefined && isRelation(value.symbol.derived.op);
}

function decide(op: Relation, left: Value, right: Value): boolean | undefined {
  if (left.k === 'int' && right.k === 'int') return compare(op, normalise(left.value), normalise(right.value));
  const address = (v: Value): boolean => v.k === 'pointer' || v.k === 'function';
  if (op !== '==' && op !== '!=') return undefined;
  if (address(left) && address(right)) {
    const same = valueKey(left) === valueKey(right);
    return same === (op === '==');
  }
  const isThere = (v: Value): boolean => address(v) && !mayBeMissing(v);
  if (
    (isThere(left) && right.k === 'int' && right.value === 0) ||
    (isThere(right) && left.k === 'int' && left.value === 0)
  )
    return op === '!=';
  if (left.k === 'symbol' && right.k === 'symbol' && left.symbol.key === right.symbol.key) return op === '==';
  return undefined;
}

/** An entry of somebody else's table: an older version may not have it. */
function mayBeMissing(value: Value): boolean {
  return value.k === 'function' && value.entity === undefined && value.table !== undefined;
}

function compare(op: Relation, a: number, b: number): boolean {
  switch (op) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
  }
}

export function negate(value: Value, origin: Origin): Value {
  return compute('==', value, { k: 'int', value: 0, origin }, origin);
}

/** `value + count`: pointers move by elements. */
export function add(value: Value, count: number, origin: Origin, regions: Regions): Value {
  if (value.k === 'int')
    return { k: 'int', value: value.value + count, origin: { ...origin, value: value.value + count } };
  if (count === 0) return value;
  if (value.k === 'pointer')
    return { k: 'pointer', region: regions.offset(value.region, count, value.region.type), origin };
  if (value.k === 'symbol' && value.symbol.type?.t === 'pointer') {
    return {
      k: 'pointer',
      region: regions.offset(
        regions.pointee(value.symbol, pointee(value.symbol.type)),
        count,
        pointee(value.symbol.type),
      ),
      origin,
    };
  }
  return compute(count < 0 ? '-' : '+', value, { k: 'int', value: Math.abs(count), origin }, origin);
}

/** `pointer + index` where the index is not known: the record that `&pointer[index]` is. */
export function addUnknown(value: Value, index: Sym, origin: Origin, regions: Regions): Value | undefined {
  const type =
    value.k === 'symbol' ? pointee(value.symbol.type) : value.k === 'pointer' ? value.region.type : undefined;
  if (type?.t !== 'record') return undefined;
  const first =
    value.k === 'symbol' ? regions.pointee(value.symbol, type) : value.k === 'pointer' ? value.region : undefined;
  return first && { k: 'pointer', region: regions.offset(first, index.key, type), origin };
}

/** The state in which the value is true (or false), or undefined when it cannot be. Consumes the state. */
export function assume(state: State, value: Value, truth: boolean): State | undefined {
  switch (value.k) {
    case 'int':
      return (value.value !== 0) === truth ? state : undefined;
    case 'pointer':
    case 'function':
      return truth || mayBeMissing(value) ? state : undefined;
    case 'bits':
      return value.bits !== 0 && !truth ? undefined : state;
    case 'any': {
      const left = value.values.filter((one) => assume(state.fork(), one, truth) !== undefined);
      return narrow(state, value, left);
    }
    case 'symbol':
      return assumeSymbol(state, value.symbol, truth);
    case 'size':
    case 'aggregate':
    case 'undefined':
    case 'unknown':
      return state;
  }
}

function narrow(state: State, value: Extract<Value, { k: 'any' }>, left: readonly Value[]): State | undefined {
  const only = left[0];
  if (!only) return undefined;
  if (left.length < value.values.length && state.bound(value.region) === value) {
    state.bind(value.region, left.length === 1 ? only : { ...value, values: left });
  }
  return state;
}

function assumeSymbol(state: State, symbol: Sym, truth: boolean): State | undefined {
  const d = symbol.derived;
  if (d?.right && isRelation(d.op))
    return assumeRelation(state, truth ? d.op : OPPOSITE[d.op], d.left, d.right, symbol.key, truth);
  return restrict(state, symbol.key, truth ? '!=' : '==', 0);
}

function assumeRelation(
  state: State,
  op: Relation,
  left: Value,
  right: Value,
  key: string,
  truth: boolean,
): State | undefined {
  const decided = decide(op, exact(state, left), exact(state, right));
  if (decided === false) return undefined;
  if (decided === true) return state;
  if (left.k === 'any' || right.k === 'any') {
    const value = left.k === 'any' ? left : right;
    if (value.k === 'any') {
      const other = left.k === 'any' ? right : left;
      const towards = left.k === 'any' ? op : MIRROR[op];
      const fitting = alternatives(value).filter(
        (one) =>
          decide(towards, exact(state, one), exact(state, other)) !== false &&
          !(towards === '==' && other.k === 'int' && isExcluded(one, other.value, state)),
      );
      if (other.k !== 'int') return narrow(state, value, fitting);
      const narrowed = narrow(state, value, told(fitting, towards, other, state));
      const only = fitting.length === 1 ? fitting[0] : undefined;
      return narrowed && only?.k === 'symbol' ? refine(narrowed, towards, only, other.value, key, truth) : narrowed;
    }
  }
  if (right.k === 'int') return refine(state, op, left, right.value, key, truth);
  if (left.k === 'int') return refine(state, MIRROR[op], right, left.value, key, truth);
  // Two values that are not known: the outcome of this very test is remembered.
  return restrict(state, key, truth ? '!=' : '==', 0);
}

/** What the alternatives are once the test against a number has told: that number, or a symbol that is not it. */
function told(
  values: readonly Value[],
  op: Relation,
  other: Value & { readonly k: 'int' },
  state: State,
): readonly Value[] {
  if (op === '==' && values.length > 0 && values.every(isNumber)) return [values.find(({ k }) => k === 'int') ?? other];
  if (op !== '!=') return values;
  return values.map((one) => {
    if (one.k !== 'symbol' || !isNumber(one) || !(one.symbol.initialOf || one.symbol.tag === 'merged')) return one;
    const key = `${one.symbol.key}!=${other.value}`;
    const { low, high, not } = state.constraint(one.symbol.key);
    state.constrain(key, { low, high, not: [...not, normalise(other.value)] });
    return { ...one, symbol: { ...one.symbol, key } };
  });
}

function isExcluded(value: Value, n: number, state: State): boolean {
  if (value.k !== 'symbol') return false;
  const { low, high, not } = state.constraint(value.symbol.key);
  const number = normalise(n);
  return number < low || number > high || not.includes(number);
}

function refine(state: State, op: Relation, value: Value, n: number, key: string, truth: boolean): State | undefined {
  if (value.k === 'symbol') {
    const d = value.symbol.derived;
    // `!(a == b) == 0` and the like: look through to the inner test.
    if (d?.right && isRelation(d.op) && n === 0 && (op === '==' || op === '!='))
      return assumeSymbol(state, value.symbol, op === '!=');
    const after = restrict(state, value.symbol.key, op, normalise(n));
    const sum = shifted(value.symbol);
    return after && sum?.base.k === 'symbol' ? refine(after, op, sum.base, n - sum.by, key, truth) : after;
  }
  if (value.k === 'bits' && n === 0) {
    if (value.bits !== 0) return op === '==' ? undefined : state;
  }
  return restrict(state, key, truth ? '!=' : '==', 0);
}

function exact(state: State, value: Value): Value {
  const n = constantOf(state, value);
  return n === undefined || value.k === 'int' ? value : { k: 'int', value: n, origin: value.origin };
}

/** Narrows a symbol's interval; undefined when nothing is left. */
export function restrict(state: State, key: string, op: Relation, n: number): State | undefined {
  const old = state.constraint(key);
  let { low, high } = old;
  let not = old.not;
  switch (op) {
    case '==':
      low = Math.max(low, n);
      high = Math.min(high, n);
      break;
    case '!=':
      if (!not.includes(n)) not = [...not, n];
      break;
    case '<':
      high = Math.min(high, n - 1);
      break;
    case '<=':
      high = Math.min(high, n);
      break;
    case '>':
      low = Math.max(low, n + 1);
      break;
    case '>=':
      low = Math.max(low, n);
      break;
  }
  while (not.includes(low) && low !== -Infinity && low <= high) low++;
  while (not.includes(high) && high !== Infinity && low <= high) high--;
  if (low > high) return undefined;
  state.constrain(key, { ...old, low, high, not });
  return state;
}

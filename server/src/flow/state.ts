/** What is known at one point of one path: memory, what was learnt about symbols, and the semantic layer's own facts. */
import { baseOf, rootOf, type Region } from './regions';
import { sameValue, type Origin, type Site, type Value } from './values';

/** What an unbound part of a region holds. */
export type Fallback =
  | { readonly d: 'zero'; readonly origin: Origin }
  | { readonly d: 'undefined'; readonly origin: Origin }
  /** Written by code that is not known: a new unknown value, the same one at each read. */
  | { readonly d: 'havoc'; readonly id: string };

/** A fact of the semantic layer (a socket's state, an IRP's life). Immutable; two with one key are the same. */
export interface Ghost {
  readonly key: string;
  /** The object's life is over, or it tells little: beyond a few paths it does not keep two of them apart. */
  readonly settled?: boolean;
  /** Something is under way that will still have an effect: paths that differ in it are not joined. */
  readonly underWay?: boolean;
}

/** Closed interval and excluded values. */
export interface Constraint {
  readonly low: number;
  readonly high: number;
  readonly not: readonly number[];
}

/** The steps that led here, newest first. */
export interface Trail {
  readonly previous: Trail | undefined;
  readonly site: Site;
  /** A decision that could have gone either way, or a note of the semantic layer. */
  readonly note: string;
}

export const FREE: Constraint = { low: -Infinity, high: Infinity, not: [] };

const SHARES_MEMORY = 1;
const SHARES_CONSTRAINTS = 2;
const SHARES_GHOSTS = 4;
const ALL_SHARED = SHARES_MEMORY | SHARES_CONSTRAINTS | SHARES_GHOSTS;

export class State {
  trail: Trail | undefined;
  private shared = 0;
  /** Fingerprint of the bindings: states that differ in it differ in memory. */
  private fingerprint = 0;

  constructor(
    private store: Map<Region, Value> = new Map(),
    private fallbacks: Map<Region, Fallback> = new Map(),
    private constraints: Map<string, Constraint> = new Map(),
    private ghosts: Map<string, Ghost> = new Map(),
  ) {}

  fork(): State {
    const copy = new State(this.store, this.fallbacks, this.constraints, this.ghosts);
    copy.trail = this.trail;
    copy.fingerprint = this.fingerprint;
    copy.shared = ALL_SHARED;
    this.shared = ALL_SHARED;
    return copy;
  }

  // A map that another state may hold is copied before it is written; each map for itself, most writes touch one.

  private ownMemory(): void {
    if ((this.shared & SHARES_MEMORY) === 0) return;
    this.store = new Map(this.store);
    this.fallbacks = new Map(this.fallbacks);
    this.shared &= ~SHARES_MEMORY;
  }

  private ownConstraints(): void {
    if ((this.shared & SHARES_CONSTRAINTS) === 0) return;
    this.constraints = new Map(this.constraints);
    this.shared &= ~SHARES_CONSTRAINTS;
  }

  private ownGhosts(): void {
    if ((this.shared & SHARES_GHOSTS) === 0) return;
    this.ghosts = new Map(this.ghosts);
    this.shared &= ~SHARES_GHOSTS;
  }

  bound(region: Region): Value | undefined {
    return this.store.get(region);
  }

  /** The nearest enclosing region with a fallback. */
  fallback(region: Region): Fallback | undefined {
    for (let r: Region | undefined = region; r; r = baseOf(r)) {
      const fallback = this.fallbacks.get(r);
      if (fallback) return fallback;
    }
    return undefined;
  }

  bind(region: Region, value: Value): void {
    this.ownMemory();
    this.put(region, value);
  }

  private put(region: Region, value: Value): void {
    this.drop(region);
    this.store.set(region, value);
    this.fingerprint ^= mix(region.id, hashOf(value));
  }

  private drop(region: Region): void {
    const old = this.store.get(region);
    if (!old) return;
    this.store.delete(region);
    this.fingerprint ^= mix(region.id, hashOf(old));
  }

  /** Forgets what is known of the region and its parts. */
  reset(region: Region, fallback: Fallback | undefined): void {
    this.ownMemory();
    this.forget(region);
    if (fallback) this.fallbacks.set(region, fallback);
  }

  private forget(region: Region): void {
    this.drop(region);
    this.fallbacks.delete(region);
    for (const part of region.parts) this.forget(part);
  }

  /** Bindings of the region and its parts. */
  within(region: Region): [Region, Value][] {
    const found: [Region, Value][] = [];
    const visit = (r: Region): void => {
      const value = this.store.get(r);
      if (value) found.push([r, value]);
      for (const part of r.parts) visit(part);
    };
    visit(region);
    return found;
  }

  entries(): IterableIterator<[Region, Value]> {
    return this.store.entries();
  }

  dropRegions(drop: (region: Region) => boolean): void {
    this.ownMemory();
    for (const r of this.store.keys()) if (drop(r)) this.drop(r);
    for (const r of this.fallbacks.keys()) if (drop(r)) this.fallbacks.delete(r);
  }

  constraint(key: string): Constraint {
    return this.constraints.get(key) ?? FREE;
  }

  constrain(key: string, constraint: Constraint): void {
    this.ownConstraints();
    this.constraints.set(key, constraint);
  }

  constrained(): IterableIterator<[string, Constraint]> {
    return this.constraints.entries();
  }

  ghost(key: string): Ghost | undefined {
    return this.ghosts.get(key);
  }

  setGhost(key: string, ghost: Ghost | undefined): void {
    this.ownGhosts();
    if (ghost) this.ghosts.set(key, ghost);
    else this.ghosts.delete(key);
  }

  allGhosts(): IterableIterator<[string, Ghost]> {
    return this.ghosts.entries();
  }

  note(site: Site, note: string): void {
    this.trail = { previous: this.trail, site, note };
  }

  sameGhosts(other: State): boolean {
    if (this.ghosts === other.ghosts) return true;
    if (this.ghosts.size !== other.ghosts.size) return false;
    for (const [key, ghost] of this.ghosts) if (other.ghosts.get(key)?.key !== ghost.key) return false;
    return true;
  }

  sameMemory(other: State): boolean {
    if (this.fingerprint !== other.fingerprint) return false;
    if (this.store !== other.store) {
      if (this.store.size !== other.store.size) return false;
      for (const [region, value] of this.store) {
        const theirs = other.store.get(region);
        if (!theirs || !sameValue(value, theirs)) return false;
      }
    }
    if (this.fallbacks === other.fallbacks) return true;
    if (this.fallbacks.size !== other.fallbacks.size) return false;
    for (const [region, fallback] of this.fallbacks) {
      const theirs = other.fallbacks.get(region);
      if (!theirs || fallbackKey(theirs) !== fallbackKey(fallback)) return false;
    }
    return true;
  }

  /** Something was asked about the symbol on the way here, and what followed from the answer may have been joined since. */
  isAskedAbout(key: string): boolean {
    return this.constraints.has(key);
  }

  /** Keeps only what both states know of symbols. */
  widenConstraints(other: State): void {
    if (this.constraints === other.constraints) return;
    this.ownConstraints();
    for (const [key, mine] of this.constraints) {
      const theirs = other.constraints.get(key);
      if (!theirs && isMerged(key)) continue;
      const merged = theirs && hull(mine, theirs);
      if (merged && (!isFree(merged) || isFree(mine) || isFree(theirs))) this.constraints.set(key, merged);
      else this.constraints.delete(key);
    }
  }

  /** As {@link widenConstraints}, for paths that have drawn different conclusions: what was asked on one of them stays noted. */
  private joinConstraints(other: State): void {
    if (this.constraints === other.constraints) return;
    this.ownConstraints();
    for (const [key, mine] of this.constraints) {
      const theirs = other.constraints.get(key);
      if (theirs || !isMerged(key)) this.constraints.set(key, theirs ? hull(mine, theirs) : FREE);
    }
    for (const [key, theirs] of other.constraints)
      if (!this.constraints.has(key)) this.constraints.set(key, isMerged(key) ? theirs : FREE);
  }

  /** In how many objects the states differ; infinite where one has something under way that the other has not. */
  distance(other: State): number {
    return missing(this.ghosts, other.ghosts) + missing(other.ghosts, this.ghosts);
  }

  /** The states differ at most in settled objects and in data on the heap. */
  sameEssentials(other: State): boolean {
    if (this.essentials() !== other.essentials()) return false;
    return covers(this.ghosts, other.ghosts) && covers(other.ghosts, this.ghosts);
  }

  private essentialsOf: { readonly fingerprint: number; readonly value: number } | undefined;

  private essentials(): number {
    if (this.essentialsOf?.fingerprint === this.fingerprint) return this.essentialsOf.value;
    let value = 0;
    for (const [region, bound] of this.store) if (isEssential(region, bound)) value ^= mix(region.id, hashOf(bound));
    this.essentialsOf = { fingerprint: this.fingerprint, value };
    return value;
  }

  /** Joins another state into this one: where they differ the value is one of both, and settled objects are forgotten. */
  join(other: State): void {
    this.joinMemory(other);
    if (this.sameGhosts(other)) return;
    this.ownGhosts();
    for (const [key, ghost] of this.ghosts) if (other.ghosts.get(key)?.key !== ghost.key) this.ghosts.delete(key);
  }

  private joinMemory(other: State): void {
    this.ownMemory();
    if (this.store !== other.store) {
      const merged = new Map<string, Constraint>();
      const changed: [Region, Value][] = [];
      for (const [region, theirs] of other.store) {
        const mine = this.store.get(region) ?? this.untouched(region, theirs.origin, merged);
        if (!sameValue(mine, theirs)) changed.push([region, joinValues(mine, theirs, region)]);
      }
      for (const [region, mine] of this.store)
        if (mine.k !== 'unknown' && !other.store.has(region))
          changed.push([region, joinValues(mine, other.untouched(region, mine.origin, merged), region)]);
      for (const key of merged.keys()) this.constraintOf(other, key, merged);
      this.joinConstraints(other);
      for (const [key, constraint] of merged) this.constraints.set(key, constraint);
      for (const [region, value] of changed) this.put(region, value);
    } else this.joinConstraints(other);
    if (this.fallbacks !== other.fallbacks) this.joinFallbacks(other);
  }

  /**
   * What stands in a member of which this path has written nothing: a number keeps what the path's tests have told of it, under a
   * name of its own, since the paths that wrote the member know other things of what was there before.
   */
  private untouched(region: Region, origin: Origin, merged: Map<string, Constraint>): Value {
    if (region.type?.t !== 'scalar' || rootOf(region).r !== 'pointee' || this.fallback(region))
      return { k: 'unknown', origin };
    const key = `${MERGED}${region.key}`;
    const known = this.constraint(`init(${region.key})`);
    const so = merged.get(key);
    merged.set(key, so ? hull(so, known) : known);
    return { k: 'symbol', symbol: { key, type: region.type, tag: 'merged' }, origin };
  }

  /** A number that was merged before keeps what both states knew of it. */
  private constraintOf(other: State, key: string, merged: Map<string, Constraint>): void {
    for (const state of [this, other]) {
      const [so, before] = [merged.get(key), state.constraints.get(key)];
      if (so && before) merged.set(key, hull(so, before));
    }
  }

  private joinFallbacks(other: State): void {
    const differ = (region: Region, fallback: Fallback): Fallback => ({
      d: 'havoc',
      id: `join:${region.key}:${fallbackKey(fallback)}`,
    });
    const changed: [Region, Fallback][] = [];
    for (const [region, theirs] of other.fallbacks) {
      const mine = this.fallbacks.get(region);
      if (!mine || fallbackKey(mine) !== fallbackKey(theirs)) changed.push([region, differ(region, theirs)]);
    }
    for (const [region, mine] of this.fallbacks)
      if (!other.fallbacks.has(region)) changed.push([region, differ(region, mine)]);
    for (const [region, fallback] of changed) this.fallbacks.set(region, fallback);
  }
}

const MERGED = 'merged:';

/** The name of a number that was merged: a state that has no word on it does not have the number either. */
function isMerged(key: string): boolean {
  return key.startsWith(MERGED);
}

const MAX_ALTERNATIVES = 6;
/** The states of a machine are many, and its tests tell them apart. */
const MAX_NUMBERS = 16;

export function joinValues(a: Value, b: Value, region: Region): Value {
  const all: Value[] = [];
  for (const value of [a, b].flatMap((v) => (v.k === 'any' ? v.values : [v]))) {
    if (value.k === 'unknown' || value.k === 'aggregate') return { k: 'unknown', origin: a.origin };
    if (!all.some((known) => sameValue(known, value))) all.push(value);
  }
  const only = all[0];
  if (all.length === 1 && only) return only;
  const areNumbers = all.every(isNumber);
  if (all.length > (areNumbers ? MAX_NUMBERS : MAX_ALTERNATIVES)) return { k: 'unknown', origin: a.origin };
  return { k: 'any', values: all, region, origin: a.origin };
}

/** A number, be it one that is not known. */
export function isNumber(value: Value): boolean {
  return value.k === 'int' || (value.k === 'symbol' && value.symbol.type?.t === 'scalar');
}

/** All that `a` knows of objects that are not settled `b` knows too. */
function covers(a: ReadonlyMap<string, Ghost>, b: ReadonlyMap<string, Ghost>): boolean {
  if (a === b) return true;
  for (const [key, ghost] of a) if (!ghost.settled && b.get(key)?.key !== ghost.key) return false;
  return true;
}

function missing(a: ReadonlyMap<string, Ghost>, b: ReadonlyMap<string, Ghost>): number {
  let count = 0;
  for (const [key, ghost] of a)
    if (b.get(key)?.key !== ghost.key) count += ghost.underWay ? Infinity : ghost.settled ? 0.25 : 1;
  return count;
}

function fallbackKey(fallback: Fallback): string {
  return fallback.d === 'havoc' ? `havoc:${fallback.id}` : fallback.d;
}

function isFree({ low, high, not }: Constraint): boolean {
  return low === -Infinity && high === Infinity && not.length === 0;
}

function hull(a: Constraint, b: Constraint): Constraint {
  const excludedBy = (c: Constraint, n: number): boolean => n < c.low || n > c.high || c.not.includes(n);
  const not = [...new Set([...a.not, ...b.not])].filter((n) => excludedBy(a, n) && excludedBy(b, n));
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), not };
}

/** Part of the cap up to which every difference in memory keeps states apart. */
const DETAIL = 0.35;

/**
 * Brings a list of states down to `cap`. States that differ only in what they know of symbols become one; beyond a few, so do
 * states that differ only in data on the heap; beyond the cap, all in which the semantic layer knows the same, then those in
 * which it knows nearly the same. Answers `complete: false` when states had to be dropped.
 */
export function reduceStates(states: State[], cap: number): { readonly states: State[]; readonly complete: boolean } {
  if (states.length <= 1) return { states, complete: true };
  const kept: State[] = [];
  for (const state of states) {
    const twin = kept.find((other) => other.sameGhosts(state) && other.sameMemory(state));
    if (twin) twin.widenConstraints(state);
    else kept.push(state);
  }
  if (kept.length <= Math.max(2, cap * DETAIL)) return { states: kept, complete: true };
  const distinct: State[] = [];
  for (const state of kept) {
    const twin = distinct.find((other) => other.sameEssentials(state));
    if (twin) twin.join(state);
    else distinct.push(state);
  }
  if (distinct.length <= cap) return { states: distinct, complete: true };
  const groups: State[][] = [];
  for (const state of distinct) {
    const group = groups.find((g) => g[0]?.sameGhosts(state));
    if (group) group.push(state);
    else groups.push([state]);
  }
  let count = distinct.length;
  for (const group of [...groups].sort((a, b) => b.length - a.length)) {
    const first = group[0];
    while (first && group.length > 1 && count > cap) {
      const last = group.pop();
      if (last) first.join(last);
      count--;
    }
  }
  const result = fold(groups.flat(), cap);
  return { states: result.slice(0, cap), complete: result.length <= cap };
}

/** Joins what is beyond the cap into the states that differ least in objects: what differs is not known any more. */
function fold(states: readonly State[], cap: number): State[] {
  const kept = states.slice(0, cap);
  const left: State[] = [];
  for (const state of states.slice(cap)) {
    let nearest: State | undefined;
    let least = Infinity;
    for (const other of kept) {
      const distance = other.distance(state);
      if (distance < least) [nearest, least] = [other, distance];
    }
    if (nearest) nearest.join(state);
    else left.push(state);
  }
  return [...kept, ...left];
}

/** Where a difference matters for what comes next: local variables, whether a pointer is there, and objects whose life is followed. */
function isEssential(region: Region, value: Value): boolean {
  if (value.k === 'pointer' || value.k === 'function' || value.k === 'any') return true;
  if (value.k === 'symbol' && value.symbol.followed) return true;
  if (value.k === 'int' && (value.value === 0 || value.value === 1))
    return region.type?.t !== 'scalar' || value.value === 1;
  const root = rootOf(region);
  if (root.r === 'pointee') return root === region && root.symbol.key.startsWith('param:');
  return root.r === 'local' || root.r === 'object';
}

function mix(region: number, value: number): number {
  let h = Math.imul(region ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 15;
  return Math.imul(h, 0x27d4eb2f);
}

const symbolHashes = new WeakMap<object, number>();

/** Equal for values that are the same. */
function hashOf(value: Value): number {
  switch (value.k) {
    case 'int':
      return value.value | 0;
    case 'pointer':
      return value.region.id + 17;
    case 'symbol': {
      const known = symbolHashes.get(value.symbol);
      if (known !== undefined) return known;
      const hash = hashText(value.symbol.key);
      symbolHashes.set(value.symbol, hash);
      return hash;
    }
    case 'function':
      return hashText(value.name);
    case 'size':
    case 'bits':
    case 'any':
    case 'aggregate':
    case 'undefined':
    case 'unknown':
      return value.k.length;
  }
}

function hashText(text: string): number {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(i)) | 0;
  return hash;
}

/** An element whose index is not known, of an array of which some elements are: it may be any of them. */
export function isAmongOthers(region: Region, state: State): boolean {
  for (let r: Region | undefined = region; r; r = baseOf(r)) {
    if (r.r === 'element' && typeof r.index === 'string' && state.within(r.base).length > 0) return true;
  }
  return false;
}

/** What is known at one point of one path: memory, what was learnt about symbols, and the semantic layer's own facts. */
import { hashOf, mix } from './hashes';
import { fallbackHash, hull, joinFallbacks, joinValues, sameFallback } from './joins';
import { baseOf, rootOf, type Region } from './regions';
import { havocKey, initialKey, sameValue, type Fallback, type Origin, type Site, type Sym, type Value } from './values';

/** A fact of the semantic layer (a socket's state, an IRP's life). Immutable; two with one key are the same. */
export interface Ghost {
  readonly key: string;
  /** The object's life is over, or it tells little: beyond a few paths it does not keep two of them apart. */
  readonly settled?: boolean;
  /** What may be so on one of the paths that were joined is taken to be so. */
  readonly lasting?: boolean;
  /** Something is under way that will still have an effect: paths that differ in it are joined only where there are too many. */
  readonly underWay?: boolean;
  /** What is left to be said where it is under way on one of two paths that were joined all the same. */
  readonly lost?: () => Ghost;
  /** It matters only to those that can still come by the object. */
  readonly passive?: boolean;
  /** Values that it hands on later. */
  readonly holds?: readonly Value[];
}

/** Closed interval and excluded values. */
export interface Constraint {
  readonly low: number;
  readonly high: number;
  readonly not: readonly number[];
  /** Of what something on this path made: where that did not happen there is nothing to be said of it. */
  readonly made?: boolean;
  /** A test has looked at a place that held this or something else: what it answered tells nothing of this alone. */
  readonly asked?: boolean;
}

/** The steps that led here, newest first. */
export interface Trail {
  readonly previous: Trail | undefined;
  readonly site: Site;
  /** A decision that could have gone either way, or a note of the semantic layer. */
  readonly note: string;
}

export const FREE: Constraint = { low: -Infinity, high: Infinity, not: [] };
const MADE: Constraint = { ...FREE, made: true };

const SHARES_MEMORY = 1;
const SHARES_CONSTRAINTS = 2;
const SHARES_GHOSTS = 4;
const SHARES_FALLBACKS = 8;
const ALL_SHARED = SHARES_MEMORY | SHARES_FALLBACKS | SHARES_CONSTRAINTS | SHARES_GHOSTS;

/** Hashes of the bindings that matter most, for the fingerprint for which they were worked out. */
interface Essentials {
  readonly fingerprint: number;
  readonly value: number;
  /** Of the places of what is followed. */
  readonly followed: number;
}

export class State {
  trail: Trail | undefined;
  private shared = 0;
  /** Fingerprint of the bindings: states that differ in it differ in memory. */
  private fingerprint = 0;
  /** How many facts were left when it was last looked for those that nothing can ask about. */
  factsLeft = 0;

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
    copy.essentialsOf = this.essentialsOf;
    copy.factsLeft = this.factsLeft;
    copy.shared = ALL_SHARED;
    this.shared = ALL_SHARED;
    return copy;
  }

  // A map that another state may hold is copied before it is written; each map for itself, most writes touch one.

  private ownMemory(): void {
    if ((this.shared & SHARES_MEMORY) === 0) return;
    this.store = new Map(this.store);
    this.shared &= ~SHARES_MEMORY;
  }

  private ownFallbacks(): void {
    if ((this.shared & SHARES_FALLBACKS) === 0) return;
    this.fallbacks = new Map(this.fallbacks);
    this.shared &= ~SHARES_FALLBACKS;
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
    this.drop(region);
    this.ownMemory();
    this.store.set(region, value);
    this.fingerprint ^= mix(region.id, hashOf(value));
  }

  private drop(region: Region): void {
    const old = this.store.get(region);
    if (!old) return;
    this.ownMemory();
    this.store.delete(region);
    this.fingerprint ^= mix(region.id, hashOf(old));
  }

  private fallBack(region: Region, fallback: Fallback | undefined): void {
    const old = this.fallbacks.get(region);
    if (old === fallback) return;
    this.ownFallbacks();
    if (old) this.fingerprint ^= mix(region.id, fallbackHash(old));
    if (fallback) {
      this.fallbacks.set(region, fallback);
      this.fingerprint ^= mix(region.id, fallbackHash(fallback));
    } else this.fallbacks.delete(region);
  }

  /** Forgets what is known of the region and its parts. */
  reset(region: Region, fallback: Fallback | undefined): void {
    this.forget(region);
    if (fallback) this.fallBack(region, fallback);
  }

  private forget(region: Region): void {
    this.drop(region);
    this.fallBack(region, undefined);
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

  /** What stands behind single parts of the region. */
  fallbacksBelow(region: Region): [Region, Fallback][] {
    const found: [Region, Fallback][] = [];
    const visit = (r: Region): void => {
      const fallback = r === region ? undefined : this.fallbacks.get(r);
      if (fallback) found.push([r, fallback]);
      for (const part of r.parts) visit(part);
    };
    if (this.fallbacks.size > 0) visit(region);
    return found;
  }

  /** How much is known here. */
  get facts(): number {
    return this.store.size + this.fallbacks.size + this.constraints.size;
  }

  fallbackEntries(): IterableIterator<[Region, Fallback]> {
    return this.fallbacks.entries();
  }

  entries(): IterableIterator<[Region, Value]> {
    return this.store.entries();
  }

  dropRegions(drop: (region: Region) => boolean): void {
    for (const r of this.store.keys()) if (drop(r)) this.drop(r);
    for (const r of this.fallbacks.keys()) if (drop(r)) this.fallBack(r, undefined);
  }

  dropGhosts(drop: (key: string, ghost: Ghost) => boolean): void {
    for (const [key, ghost] of this.ghosts) {
      if (!drop(key, ghost)) continue;
      this.ownGhosts();
      this.ghosts.delete(key);
    }
  }

  dropConstraints(drop: (key: string) => boolean): void {
    for (const key of this.constraints.keys()) {
      if (!drop(key)) continue;
      this.ownConstraints();
      this.constraints.delete(key);
    }
  }

  constraint(key: string): Constraint {
    return this.constraints.get(key) ?? FREE;
  }

  constrain(key: string, constraint: Constraint): void {
    this.ownConstraints();
    this.constraints.set(key, constraint);
  }

  /**
   * A test looks at a place that may hold the symbol, and on this path it does not. A number that was merged is not there at all
   * then; what else it is is only known to have been asked about, since the paths that were joined here may have tested it.
   */
  lookAt(symbol: Sym): void {
    if (!isMerged(symbol.key)) this.ask(symbol.key);
    else if (this.constraints.has(symbol.key)) {
      this.ownConstraints();
      this.constraints.delete(symbol.key);
    }
  }

  /** Something was asked about the symbol, and the answer tells nothing that could be kept. */
  ask(key: string): void {
    const known = this.constraint(key);
    if (!known.asked) this.constrain(key, { ...known, asked: true });
  }

  /** Something on this path makes the symbol: what it is told later holds wherever it exists. */
  introduce(key: string): void {
    this.constrain(key, MADE);
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
    for (const [region, fallback] of this.fallbacks)
      if (!sameFallback(fallback, other.fallbacks.get(region))) return false;
    return true;
  }

  /** Something was asked about the symbol on the way here, and what followed from the answer may have been joined since. */
  isAskedAbout(key: string): boolean {
    const known = this.constraints.get(key);
    return known !== undefined && known !== MADE;
  }

  /** Keeps only what both states know of symbols, where both have them. */
  widenConstraints(other: State): void {
    if (this.constraints === other.constraints) return;
    this.ownConstraints();
    for (const [key, mine] of this.constraints) {
      const theirs = other.constraints.get(key);
      if (theirs === mine) continue;
      if (!theirs) {
        if (!mine.made && !isMerged(key)) this.constraints.delete(key);
        continue;
      }
      const merged = hull(mine, theirs);
      const wasAsked = mine !== MADE && theirs !== MADE && (isFree(mine) || isFree(theirs));
      if (!isFree(merged) || wasAsked) this.constraints.set(key, merged);
      else if (merged.made) this.constraints.set(key, MADE);
      else this.constraints.delete(key);
    }
    for (const [key, theirs] of other.constraints)
      if (theirs.made && !this.constraints.has(key)) this.constraints.set(key, theirs);
  }

  /** As {@link widenConstraints}, for paths that have drawn different conclusions: what was asked on one of them stays noted. */
  private joinConstraints(other: State): void {
    if (this.constraints === other.constraints) return;
    this.ownConstraints();
    for (const [key, mine] of this.constraints) {
      const theirs = other.constraints.get(key);
      if (theirs === mine || (!theirs && (mine.made || isMerged(key)))) continue;
      this.constraints.set(key, hull(mine, theirs ?? FREE));
    }
    for (const [key, theirs] of other.constraints)
      if (!this.constraints.has(key)) this.constraints.set(key, theirs.made || isMerged(key) ? theirs : FREE);
  }

  /** In how many objects the states differ; `price`: what it counts where one has something under way that the other has not. */
  distance(other: State, price: number): number {
    return missing(this.ghosts, other.ghosts, price) + missing(other.ghosts, this.ghosts, price);
  }

  /** The states differ at most in settled objects and in data on the heap. */
  sameEssentials(other: State): boolean {
    if (this.essentials().value !== other.essentials().value) return false;
    return this.sameUnsettled(other);
  }

  /** The states know the same of all objects that are not settled. */
  sameUnsettled(other: State): boolean {
    return covers(this.ghosts, other.ghosts) && covers(other.ghosts, this.ghosts);
  }

  /** The states know the same of all objects, and of where those are that are followed. */
  sameObjects(other: State): boolean {
    return this.essentials().followed === other.essentials().followed && this.sameUnsettled(other);
  }

  private essentialsOf: Essentials | undefined;

  private essentials(): Essentials {
    if (this.essentialsOf?.fingerprint === this.fingerprint) return this.essentialsOf;
    let value = 0;
    let followed = 0;
    for (const [region, bound] of this.store) {
      if (!isEssential(region, bound)) continue;
      const hash = mix(region.id, hashOf(bound));
      value ^= hash;
      if (bound.k === 'symbol' && bound.symbol.followed) followed ^= hash;
    }
    this.essentialsOf = { fingerprint: this.fingerprint, value, followed };
    return this.essentialsOf;
  }

  /** Joins another state into this one: where they differ the value is one of both, and settled objects are forgotten. */
  join(other: State): void {
    this.joinMemory(other);
    if (this.sameGhosts(other)) return;
    this.ownGhosts();
    for (const [key, mine] of this.ghosts) {
      const theirs = other.ghosts.get(key);
      if (theirs?.key === mine.key || mine.lasting) continue;
      const lost = mine.lost ?? theirs?.lost;
      if (lost) this.ghosts.set(key, lost());
      else this.ghosts.delete(key);
    }
    for (const [key, theirs] of other.ghosts) {
      if (theirs.lasting) this.ghosts.set(key, theirs);
      else if (theirs.lost && !this.ghosts.has(key)) this.ghosts.set(key, theirs.lost());
    }
  }

  private joinMemory(other: State): void {
    if (this.store !== other.store) {
      const merged = new Map<string, Constraint>();
      const changed: [Region, Value][] = [];
      for (const [region, theirs] of other.store) {
        const mine = this.store.get(region) ?? this.unbound(region, theirs.origin, merged);
        if (!sameValue(mine, theirs)) changed.push([region, joinValues(mine, theirs, region)]);
      }
      for (const [region, mine] of this.store) {
        if (mine.k !== 'unknown' && !other.store.has(region))
          changed.push([region, joinValues(mine, other.unbound(region, mine.origin, merged), region)]);
      }
      for (const key of merged.keys()) this.constraintOf(other, key, merged);
      this.joinConstraints(other);
      this.ownConstraints();
      for (const [key, constraint] of merged) this.constraints.set(key, constraint);
      for (const [region, value] of changed) this.bind(region, value);
    } else this.joinConstraints(other);
    if (this.fallbacks !== other.fallbacks) this.joinFallbacks(other);
  }

  /** A number that was merged before keeps what both states knew of it. */
  private constraintOf(other: State, key: string, merged: Map<string, Constraint>): void {
    for (const state of [this, other]) {
      const [so, before] = [merged.get(key), state.constraints.get(key)];
      if (so && before) merged.set(key, hull(so, before));
    }
  }

  /**
   * What a region holds that nothing is bound to. In a member of which this path has written nothing a number keeps what the
   * path's tests have told of it, under a name of its own, since the paths that wrote the member know other things of what was
   * there before.
   */
  private unbound(region: Region, origin: Origin, merged: Map<string, Constraint>): Value {
    const fallback = this.fallback(region);
    if (fallback?.d === 'zero') return { k: 'int', value: 0, origin: { ...fallback.origin, kind: 'zeroed' } };
    if (fallback?.d === 'undefined' || rootOf(region).r !== 'pointee') return { k: 'unknown', origin };
    const { type } = region;
    if (fallback)
      return {
        k: 'symbol',
        symbol: { key: havocKey(fallback.id, region), type, tag: 'havoc', leftIn: region },
        origin,
      };
    const initial = initialKey(region);
    if (type?.t !== 'scalar')
      return { k: 'symbol', symbol: { key: initial, type, tag: 'initial', initialOf: region }, origin };
    const key = `${MERGED}${region.key}`;
    const known = this.constraint(initial);
    const so = merged.get(key);
    merged.set(key, so ? hull(so, known) : known);
    return { k: 'symbol', symbol: { key, type, tag: 'merged' }, origin };
  }

  private joinFallbacks(other: State): void {
    const changed: [Region, Fallback][] = [];
    for (const [region, theirs] of other.fallbacks) {
      if (!sameFallback(theirs, this.fallbacks.get(region))) changed.push([region, joinFallbacks(region, theirs)]);
    }
    for (const [region, mine] of this.fallbacks)
      if (!other.fallbacks.has(region)) changed.push([region, joinFallbacks(region, mine)]);
    for (const [region, fallback] of changed) this.fallBack(region, fallback);
  }
}

const MERGED = 'merged:';

/** The name of a number that was merged: a state that has no word on it does not have the number either. */
function isMerged(key: string): boolean {
  return key.startsWith(MERGED);
}

function isFree({ low, high, not }: Constraint): boolean {
  return low === -Infinity && high === Infinity && not.length === 0;
}

/** All that `a` knows of objects that are not settled `b` knows too. */
function covers(a: ReadonlyMap<string, Ghost>, b: ReadonlyMap<string, Ghost>): boolean {
  if (a === b) return true;
  for (const [key, ghost] of a) if (!ghost.settled && b.get(key)?.key !== ghost.key) return false;
  return true;
}

function missing(a: ReadonlyMap<string, Ghost>, b: ReadonlyMap<string, Ghost>, price: number): number {
  let count = 0;
  for (const [key, ghost] of a)
    if (b.get(key)?.key !== ghost.key) count += ghost.underWay ? price : ghost.settled ? 0.25 : 1;
  return count;
}

/** Where a difference matters for what comes next: local variables, whether a pointer is there, and objects whose life is followed. */
function isEssential(region: Region, value: Value): boolean {
  const root = rootOf(region);
  const isOwn = root.r === 'local' || root.r === 'object';
  if (!isOwn && !region.isTelling) return value.k === 'symbol' && value.symbol.followed === true;
  switch (value.k) {
    case 'pointer':
    case 'function':
      return true;
    case 'any':
      return isOwn || value.values.some((one) => isEssential(region, one));
    case 'symbol':
      if (value.symbol.followed) return true;
      break;
    case 'int':
      if (value.value === 0 || value.value === 1) return region.type?.t !== 'scalar' || value.value === 1;
      break;
    case 'size':
    case 'bits':
    case 'aggregate':
    case 'undefined':
    case 'unknown':
      break;
  }
  return isOwn || (root === region && root.r === 'pointee' && root.symbol.key.startsWith('param:'));
}

/** An element whose index is not known, of an array of which some elements are: it may be any of them. */
export function isAmongOthers(region: Region, state: State): boolean {
  for (let r: Region | undefined = region; r; r = baseOf(r)) {
    if (r.r === 'element' && typeof r.index === 'string' && state.within(r.base).length > 0) return true;
  }
  return false;
}

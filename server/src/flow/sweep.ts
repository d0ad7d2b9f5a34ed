/**
 * What nothing on a path can ask about any more is forgotten: what was learnt of values that no variable, member or object holds, and
 * memory that only such values led to. States become small, and those that differed only there become one.
 *
 * Only values that the analysed code cannot come by a second time are judged: blocks of memory, results of calls that were not followed,
 * and what such calls left in memory.
 */
import { rootOf, type Region } from './regions';
import type { State } from './state';
import type { Value } from './values';

/** So many more facts than after the last time make it worth the work. */
const CLUTTER = 40;

/** How the keys begin of what a path comes by once. */
const EPHEMERAL = ['result:', 'pool:'];

/** What stands around the value on which a key rests. */
const AROUND = ['init(', '*(', 'merged:', 'container(', 'one(', '(', '&'];

export class Sweeper {
  private readonly grounds = new Grounds();

  /** `entered`: objects whose methods run, which may stand in no variable. */
  sweep(state: State, entered: () => readonly Region[]): void {
    if (state.facts < state.factsLeft + CLUTTER) return;
    const { grounds } = this;
    const reachable = new Reachable(state, grounds);
    for (const region of entered()) reachable.enter(region);
    state.dropRegions((region) => !reachable.has(grounds.ofRegion(region)));
    state.dropConstraints((key) => !reachable.has(grounds.of(key)));
    state.dropGhosts((key, ghost) => ghost.passive === true && !reachable.has(grounds.of(placeOf(key))));
    state.factsLeft = state.facts;
  }
}

/** The object of a fact of the semantic layer. */
function placeOf(ghost: string): string {
  return ghost.slice(ghost.indexOf(':') + 1);
}

/** On which value a key rests: the one that has to be there for anybody to come by the other. */
class Grounds {
  private readonly known = new Map<string, string | undefined>();

  of(key: string): string | undefined {
    const known = this.known.get(key);
    if (known !== undefined || this.known.has(key)) return known;
    const ground = groundOf(key);
    this.known.set(key, ground);
    return ground;
  }

  ofRegion(region: Region): string | undefined {
    const root = rootOf(region);
    return root.r === 'pointee' ? this.of(root.symbol.key) : undefined;
  }
}

/** Undefined: it rests on a variable, a parameter or an object, which is there for as long as the analysis goes on. */
function groundOf(key: string): string | undefined {
  let at = 0;
  for (let around = aroundAt(key, at); around; around = aroundAt(key, at)) at += around.length;
  if (key.startsWith('havoc(', at)) {
    const end = key.indexOf(',', at);
    return end < 0 ? undefined : key.slice(at + 'havoc('.length, end);
  }
  if (!EPHEMERAL.some((one) => key.startsWith(one, at))) return undefined;
  let end = at;
  while (end < key.length && !' ,.)[]!|'.includes(key.charAt(end))) end++;
  return key.slice(at, end);
}

function aroundAt(key: string, at: number): string | undefined {
  return AROUND.find((one) => key.startsWith(one, at));
}

/** From the variables on, what leads to what. */
class Reachable {
  private readonly alive = new Set<string>();
  /** What stands in memory that is of interest as soon as what it rests on is found. */
  private readonly waiting = new Map<string, (Value | string)[]>();
  private readonly found: string[] = [];

  constructor(
    state: State,
    private readonly grounds: Grounds,
  ) {
    const over = new Set<string>();
    for (const [key, ghost] of state.allGhosts()) {
      if (ghost.passive) over.add(placeOf(key));
      else this.find(grounds.of(placeOf(key)));
      for (const value of ghost.holds ?? []) this.visit(value);
    }
    for (const [region, value] of state.entries()) {
      // Somebody else may have what was written: a block of memory stands in a list, unless it is known to be gone.
      if (!over.has(rootOf(region).key)) this.find(grounds.ofRegion(region));
      this.place(region, value);
    }
    for (const [region, fallback] of state.fallbackEntries())
      if (fallback.d === 'havoc') this.place(region, fallback.id);
    this.follow();
  }

  /** An object that is there, whether or not a variable leads to it. */
  enter(region: Region): void {
    this.find(this.grounds.ofRegion(region));
    this.follow();
  }

  has(ground: string | undefined): boolean {
    return ground === undefined || this.alive.has(ground);
  }

  private place(region: Region, held: Value | string): void {
    const ground = this.grounds.ofRegion(region);
    if (this.has(ground)) return this.hold(held);
    if (ground === undefined) return;
    const list = this.waiting.get(ground);
    if (list) list.push(held);
    else this.waiting.set(ground, [held]);
  }

  private hold(held: Value | string): void {
    if (typeof held === 'string') this.find(held);
    else this.visit(held);
  }

  private visit(value: Value): void {
    switch (value.k) {
      case 'symbol': {
        const { key, derived } = value.symbol;
        this.find(this.grounds.of(key));
        if (!derived) return;
        this.visit(derived.left);
        if (derived.right) this.visit(derived.right);
        return;
      }
      case 'pointer':
        return this.find(this.grounds.ofRegion(value.region));
      case 'any':
        return value.values.forEach((one) => this.visit(one));
      case 'bits':
        return value.rest.forEach((one) => this.visit(one));
      case 'function':
        if (value.table) this.visit(value.table.value);
        return;
      case 'aggregate':
        return value.bindings.forEach((one) => this.visit(one.value));
      case 'int':
      case 'size':
      case 'undefined':
      case 'unknown':
        return;
    }
  }

  private find(ground: string | undefined): void {
    if (ground === undefined || this.alive.has(ground)) return;
    this.alive.add(ground);
    this.found.push(ground);
  }

  private follow(): void {
    for (let ground = this.found.pop(); ground !== undefined; ground = this.found.pop()) {
      const held = this.waiting.get(ground);
      this.waiting.delete(ground);
      for (const one of held ?? []) this.hold(one);
    }
  }
}

/**
 * Abstract values. Unknown is a value: nothing may be concluded from it.
 *
 * A value remembers where it came from (its {@link Origin}), so that a finding stands where the wrong thing was written and
 * not where it was noticed.
 */
import type { Expr, Span } from '../syntax/ast';
import type { Frame } from './frames';
import { isSameRegion, type Region } from './regions';
import type { FunctionEntity } from './program';
import type { Type } from './types';

/** A place in the source: a span of a file, seen in a function activation. */
export interface Site extends Span {
  readonly file: string;
  readonly frame: Frame | undefined;
}

/** The place of a piece of syntax. It has no offsets of its own: when text before the syntax changes, it moves along. */
export class SyntaxSite implements Site {
  constructor(
    private readonly syntax: Span,
    readonly file: string,
    readonly frame: Frame | undefined,
  ) {}

  get start(): number {
    return this.syntax.start;
  }

  get end(): number {
    return this.syntax.end;
  }
}

/** How a value was written down. */
export interface Origin {
  readonly site: Site;
  readonly kind: 'literal' | 'name' | 'operator' | 'logical' | 'comma' | 'sizeof' | 'zeroed' | 'computed' | 'missing';
  /** The constant's, macro's or enumerator's name for `name`; the operator's text for `operator` and `logical`. */
  readonly name?: string;
  /** The operands, or what a named constant stands for. */
  readonly parts: readonly Origin[];
  /** Value of this part when it is a constant. */
  readonly value?: number;
  readonly expr?: Expr;
}

export interface Int {
  readonly k: 'int';
  readonly value: number;
  readonly origin: Origin;
  /** sizeof of a type or expression: what was measured. */
  readonly measured?: Type;
}
/** sizeof something whose size is not known. */
export interface Size {
  readonly k: 'size';
  readonly measured: Type;
  readonly origin: Origin;
}
export interface Pointer {
  readonly k: 'pointer';
  readonly region: Region;
  readonly origin: Origin;
  /** What a function returned that returns a reference: the value is what stands there. */
  readonly isReference?: boolean;
}
export interface FunctionValue {
  readonly k: 'function';
  /** A function of the workspace, or the name of one that is not. */
  readonly entity: FunctionEntity | undefined;
  readonly name: string;
  readonly origin: Origin;
  /** A lambda's: where it was made, which has the locals that it captures. */
  readonly closure?: Frame;
  /** The dispatch table that it was read from. */
  readonly table?: FunctionTable;
}
/** The expression left of the member, for a function read from a table. */
export interface FunctionTable {
  readonly expr: Expr;
  readonly value: Value;
  readonly type: Type | undefined;
}
/** A value that is fixed but not known; two equal symbols are the same value. */
export interface SymbolValue {
  readonly k: 'symbol';
  readonly symbol: Sym;
  readonly origin: Origin;
}
/** Integer made of known bits (`bits`) or-ed with values that are not known. */
export interface PartialBits {
  readonly k: 'bits';
  readonly bits: number;
  readonly rest: readonly Value[];
  readonly origin: Origin;
}
/** One of several: the paths on which they differ were merged. */
export interface Alternatives {
  readonly k: 'any';
  readonly values: readonly Value[];
  /** Where the alternatives stand: a test narrows them there. */
  readonly region: Region;
  readonly origin: Origin;
}
/** What an unbound part of a region holds. */
export type Fallback =
  | { readonly d: 'zero'; readonly origin: Origin }
  | { readonly d: 'undefined'; readonly origin: Origin }
  /** Written by code that is not known: a new unknown value, the same one at each read. */
  | { readonly d: 'havoc'; readonly id: string };

/** A braced initialiser or a structure read as a whole. */
export interface Aggregate {
  readonly k: 'aggregate';
  readonly region: Region;
  readonly bindings: readonly { readonly path: readonly (string | number)[]; readonly value: Value }[];
  readonly fallback: 'zero' | 'unknown' | 'undefined';
  /** Parts of which something else is known than of the whole. */
  readonly parts: readonly { readonly path: readonly (string | number)[]; readonly fallback: Fallback }[];
  readonly origin: Origin;
}
export interface Undefined {
  readonly k: 'undefined';
  readonly origin: Origin;
}
export interface Unknown {
  readonly k: 'unknown';
  readonly origin: Origin;
}

export type Value =
  Int | Size | Pointer | FunctionValue | SymbolValue | PartialBits | Alternatives | Aggregate | Undefined | Unknown;

/** A symbol's identity is its key; `tag` tells the semantic layer what it is (a call's status, a callback's parameter …). */
export interface Sym {
  readonly key: string;
  readonly type: Type | undefined;
  /** What the symbol stands for, in the words of whoever made it: `param:0`, `status:…`. */
  readonly tag: string;
  /** For a derived symbol: operator and operands. */
  readonly derived?: { readonly op: string; readonly left: Value; readonly right: Value | undefined };
  /** For the value that a region held before the analysed code ran. */
  readonly initialOf?: Region;
  /** For the value that a region holds after code ran that is not known. */
  readonly leftIn?: Region;
  /** The semantic layer follows the life of what it points to: where it was stored keeps paths apart. */
  readonly followed?: boolean;
}

/** The key of the value that a region held before the analysed code ran. */
export function initialKey(region: Region): string {
  return `init(${region.key})`;
}

/** The key of what a region holds after unknown code ran. */
export function havocKey(id: string, region: Region): string {
  return `havoc(${id},${region.key})`;
}

export function valueKey(value: Value): string {
  switch (value.k) {
    case 'int':
      return `#${value.value}`;
    case 'size':
      return `size(${value.measured.name})`;
    case 'pointer':
      return `&${value.region.key}`;
    case 'function':
      return `fn:${value.entity?.id ?? value.name}`;
    case 'symbol':
      return value.symbol.key;
    case 'bits':
      return `bits(${value.bits}|${value.rest.map(valueKey).join('|')})`;
    case 'any':
      return `any(${value.values.map(valueKey).join(',')})`;
    case 'aggregate':
      return `agg(${value.region.key})`;
    case 'undefined':
      return 'undefined';
    case 'unknown':
      return '?';
  }
}

/** Two values that are certainly the same. Unknown is equal to nothing, not even itself, unless identical. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  switch (a.k) {
    case 'unknown':
    case 'undefined':
      return b.k === a.k;
    case 'int':
      return b.k === 'int' && a.value === b.value;
    case 'pointer':
      return b.k === 'pointer' && isSameRegion(a.region, b.region);
    case 'symbol':
      return b.k === 'symbol' && a.symbol.key === b.symbol.key;
    case 'function':
      return (
        b.k === 'function' && a.entity === b.entity && a.name === b.name && a.table?.type?.name === b.table?.type?.name
      );
    case 'size':
    case 'bits':
    case 'any':
    case 'aggregate':
      return a.k === b.k && valueKey(a) === valueKey(b);
  }
}

/** Same value that was also written at the same place: merging them loses nothing. */
export function indistinguishable(a: Value, b: Value): boolean {
  return (
    a === b ||
    (sameValue(a, b) && a.origin.site.start === b.origin.site.start && a.origin.site.file === b.origin.site.file)
  );
}

export function isNull(value: Value): boolean {
  return value.k === 'int' && value.value === 0;
}

/** The values that this one may be, flattened. */
export function alternatives(value: Value): readonly Value[] {
  return value.k === 'any' ? value.values : [value];
}

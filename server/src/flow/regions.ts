/** Memory regions: what an access path denotes. Interned by the factory: within one run of the interpreter identity is equality. */
import type { LocalVariable } from './graph';
import type { Frame } from './frames';
import type { VariableEntity } from './program';
import type { Type } from './types';
import type { Sym } from './values';

interface RegionBase {
  readonly key: string;
  /** Position among all regions of the analysis. */
  readonly id: number;
  /** Learnt when the region is first seen through an expression whose type is known. */
  type: Type | undefined;
  /** Members and elements seen so far. */
  readonly parts: Region[];
  /** Code that matters may depend on what is in it. */
  readonly isTelling: boolean;
}
export interface LocalRegion extends RegionBase {
  readonly r: 'local';
  readonly local: LocalVariable;
  readonly frame: Frame;
}
export interface GlobalRegion extends RegionBase {
  readonly r: 'global';
  readonly name: string;
  readonly variable: VariableEntity | undefined;
}
/** What an unknown pointer points to. */
export interface PointeeRegion extends RegionBase {
  readonly r: 'pointee';
  readonly symbol: Sym;
}
/** Something that the semantic layer made: an IRP, a socket, a pool block, an MDL. */
export interface ObjectRegion extends RegionBase {
  readonly r: 'object';
  readonly kind: string;
}
export interface FieldRegion extends RegionBase {
  readonly r: 'field';
  readonly base: Region;
  readonly name: string;
}
export interface ElementRegion extends RegionBase {
  readonly r: 'element';
  readonly base: Region;
  /** The index, or the key of the symbol that is the index. */
  readonly index: number | string;
}
/** CONTAINING_RECORD: the structure whose member `field` is `of`. */
export interface ContainerRegion extends RegionBase {
  readonly r: 'container';
  readonly of: Region;
  readonly field: string;
}

export type Region =
  LocalRegion | GlobalRegion | PointeeRegion | ObjectRegion | FieldRegion | ElementRegion | ContainerRegion;

/** Parts that are faster looked through than asked for by key. */
const FEW = 24;
const NONE: readonly Region[] = [];

function few(parts: readonly Region[]): readonly Region[] {
  return parts.length <= FEW ? parts : NONE;
}

/** A region's type is learnt from whoever knows it first. */
function learn(region: Region, type: Type | undefined): Region {
  if (type && (!region.type || region.type.t === 'opaque')) region.type = type;
  return region;
}

export class Regions {
  private readonly interned = new Map<string, Region>();
  constructor(private readonly isTelling: (name: string) => boolean) {}

  /** Those that are asked for most: to make a key for each question costs more than the answer. */
  private readonly locals = new Map<Frame, (Region | undefined)[]>();

  private intern(region: Region): Region {
    const known = this.interned.get(region.key);
    if (known) return learn(known, region.type);
    this.interned.set(region.key, region);
    if (region.r === 'field' || region.r === 'element') region.base.parts.push(region);
    return region;
  }

  local(frame: Frame, local: LocalVariable): Region {
    const known = this.locals.get(frame);
    const found = known?.[local.index];
    if (found?.r === 'local' && found.local === local) return found;
    const region = this.intern({
      r: 'local',
      parts: [],
      isTelling: true,
      id: this.interned.size,
      key: `l${frame.id}.${local.index}`,
      local,
      frame,
      type: local.type,
    });
    if (known) known[local.index] = region;
    else {
      const list: (Region | undefined)[] = [];
      list[local.index] = region;
      this.locals.set(frame, list);
    }
    return region;
  }

  global(name: string, variable: VariableEntity | undefined, type: Type | undefined): Region {
    return this.intern({
      r: 'global',
      parts: [],
      isTelling: this.isTelling(name),
      id: this.interned.size,
      key: `g:${variable?.id ?? name}`,
      name,
      variable,
      type,
    });
  }

  pointee(symbol: Sym, type: Type | undefined): Region {
    return this.intern({
      r: 'pointee',
      parts: [],
      isTelling: true,
      id: this.interned.size,
      key: `*(${symbol.key})`,
      symbol,
      type,
    });
  }

  object(kind: string, id: string, type: Type | undefined): Region {
    return this.intern({
      r: 'object',
      parts: [],
      isTelling: true,
      id: this.interned.size,
      key: `o:${kind}:${id}`,
      kind,
      type,
    });
  }

  field(base: Region, name: string, type: Type | undefined): Region {
    if (base.r === 'container' && base.field === name) return base.of;
    for (const part of few(base.parts)) if (part.r === 'field' && part.name === name) return learn(part, type);
    return this.intern({
      r: 'field',
      parts: [],
      isTelling: this.isTelling(name),
      id: this.interned.size,
      key: `${base.key}.${name}`,
      base,
      name,
      type,
    });
  }

  element(base: Region, index: number | string, type: Type | undefined): Region {
    for (const part of few(base.parts)) if (part.r === 'element' && part.index === index) return learn(part, type);
    return this.intern({
      r: 'element',
      parts: [],
      isTelling: base.isTelling,
      id: this.interned.size,
      key: `${base.key}[${index}]`,
      base,
      index,
      type,
    });
  }

  /** Pointer arithmetic: the region `count` elements after the one that a pointer denotes. */
  offset(region: Region, count: number | string, type: Type | undefined): Region {
    if (region.r === 'element') {
      if (count === 0) return region;
      const index =
        typeof count === 'number' && typeof region.index === 'number'
          ? region.index + count
          : `${region.index}+${count}`;
      return this.element(region.base, region.index === 0 ? count : index, type);
    }
    return count === 0 ? region : this.element(region, count, type);
  }

  container(of: Region, field: string, type: Type | undefined): Region {
    if (of.r === 'field' && of.name === field) return of.base;
    return this.intern({
      r: 'container',
      parts: [],
      isTelling: true,
      id: this.interned.size,
      key: `container(${of.key},${field})`,
      of,
      field,
      type,
    });
  }
}

export function baseOf(region: Region): Region | undefined {
  return region.r === 'field' || region.r === 'element' ? region.base : undefined;
}

/** The outermost region: the variable, object or pointee that a member or element is part of. */
export function rootOf(region: Region): Region {
  for (let r = region; ;) {
    const base = r.r === 'container' ? r.of : baseOf(r);
    if (!base) return r;
    r = base;
  }
}

/** The same memory, also where each was met in a run of its own. */
export function isSameRegion(a: Region, b: Region): boolean {
  return a === b || a.key === b.key;
}

/** `inner` is `outer` or a part of it. */
export function isWithin(inner: Region, outer: Region): boolean {
  for (let r: Region | undefined = inner; r; r = baseOf(r)) if (r === outer) return true;
  return false;
}

/** The region's member path below `ancestor`, or undefined when it is not part of it. */
export function pathBelow(region: Region, ancestor: Region): (string | number)[] | undefined {
  const path: (string | number)[] = [];
  for (let r: Region = region; r !== ancestor;) {
    if (r.r === 'field') path.unshift(r.name);
    else if (r.r === 'element') path.unshift(r.index);
    else return undefined;
    r = r.base;
  }
  return path;
}

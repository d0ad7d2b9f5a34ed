/** Memory as a map from regions to values: read, written, copied, and forgotten where unknown code ran. */
import type { Span } from '../../syntax/ast';
import { pathBelow, rootOf, type Region } from '../regions';
import { isAmongOthers, type State } from '../state';
import { memberType, overwrittenBy, pointee, type RecordType, type Type } from '../types';
import { havocKey, initialKey, type Aggregate, type Origin, type Site, type Sym, type Value } from '../values';
import type { Context } from './evaluation';
import type { Globals } from './globals';
import type { InterpreterRun } from './run';

export class Memory {
  constructor(
    private readonly run: InterpreterRun,
    private readonly globals: Globals,
  ) {}

  /** Reads a region: what is bound, the enclosing fallback, or the value that it had before. */
  load(region: Region, state: State, site: Site): Value {
    const bound = state.bound(region);
    if (bound) return bound;
    const fallback = state.fallback(region);
    if (fallback) {
      if (fallback.d !== 'havoc' && isAmongOthers(region, state))
        return this.run.symbol(`one(${region.key})`, 'havoc', site, region.type);
      switch (fallback.d) {
        case 'zero':
          return { k: 'int', value: 0, origin: { ...fallback.origin, kind: 'zeroed' } };
        case 'undefined':
          return { k: 'undefined', origin: fallback.origin };
        case 'havoc': {
          const symbol: Sym = { key: havocKey(fallback.id, region), type: region.type, tag: 'havoc', leftIn: region };
          return { k: 'symbol', symbol, origin: { site, kind: 'computed', parts: [] } };
        }
      }
    }
    const known = this.run.semantics.initial(region) ?? this.globals.initialOfGlobal(region, site);
    if (known) return known;
    const symbol: Sym = { key: initialKey(region), type: region.type, tag: 'initial', initialOf: region };
    return { k: 'symbol', symbol, origin: { site, kind: 'computed', parts: [] } };
  }

  /** Writes a value or a whole aggregate. */
  write(region: Region, value: Value, site: Site, state: State): void {
    this.store(region, value, state);
    this.run.semantics.wrote(region, value, site, state);
  }

  store(region: Region, value: Value, state: State): void {
    this.overwrite(region, value.origin.site, state);
    if (value.k !== 'aggregate') {
      state.reset(region, undefined);
      // A test narrows the alternatives where they stand now.
      state.bind(region, value.k === 'any' && value.region !== region ? { ...value, region } : value);
      return;
    }
    const fallback =
      value.fallback === 'zero'
        ? { d: 'zero' as const, origin: value.origin }
        : value.fallback === 'undefined'
          ? { d: 'undefined' as const, origin: value.origin }
          : { d: 'havoc' as const, id: `copy(${value.region.id})@${value.origin.site.start}` };
    state.reset(region, fallback);
    for (const { path, fallback: part } of value.parts) {
      const target = this.partAt(region, path);
      // Unknown parts of two copies are not the same unknown value.
      state.reset(target, part.d === 'havoc' ? { d: 'havoc', id: `${part.id}:${target.id}` } : part);
    }
    for (const { path, value: part } of value.bindings) state.bind(this.partAt(region, path), part);
  }

  private partAt(region: Region, path: readonly (string | number)[]): Region {
    let target = region;
    for (const step of path) {
      target =
        typeof step === 'string' && !/^\d/.test(step) && this.isMember(target, step)
          ? this.run.regions.field(target, step, memberType(target.type, step))
          : this.run.regions.element(target, step, pointee(target.type));
    }
    return target;
  }

  /** What shares the memory of a union with this region now holds something else. */
  private overwrite(region: Region, site: Site, state: State): void {
    for (let part = region; part.r === 'field' || part.r === 'element'; part = part.base) {
      if (part.r !== 'field') continue;
      for (const name of overwrittenBy(part.base.type, part.name)) {
        const other = this.run.regions.field(part.base, name, memberType(part.base.type, name));
        state.reset(other, { d: 'havoc', id: `union:${region.id}@${site.frame?.id}:${site.start}` });
      }
    }
  }

  private isMember(region: Region, name: string): boolean {
    return region.type?.t !== 'array' || memberType(region.type, name) !== undefined;
  }

  /** A structure read as a whole. */
  private snapshot(region: Region, state: State, origin: Origin, type: RecordType): Aggregate {
    const bindings: { path: (string | number)[]; value: Value }[] = [];
    for (const [part, value] of state.within(region)) {
      const path = pathBelow(part, region);
      if (path && path.length > 0) bindings.push({ path, value });
    }
    const parts = state.fallbacksBelow(region).flatMap(([part, own]) => {
      const path = pathBelow(part, region);
      return path ? [{ path, fallback: own }] : [];
    });
    const fallback = state.fallback(region);
    if (!fallback) {
      const seen = new Set(bindings.map((b) => String(b.path[0])));
      for (const field of type.fields) {
        if (field.name === '' || seen.has(field.name)) continue;
        const fieldType = field.type();
        if (fieldType.t === 'record' || fieldType.t === 'array') continue;
        bindings.push({
          path: [field.name],
          value: this.load(this.run.regions.field(region, field.name, fieldType), state, origin.site),
        });
      }
    }
    return {
      k: 'aggregate',
      region,
      bindings,
      parts,
      origin,
      fallback: fallback?.d === 'zero' ? 'zero' : fallback?.d === 'undefined' ? 'undefined' : 'unknown',
    };
  }

  read(region: Region, type: Type | undefined, state: State, span: Span, cx: Context): Value {
    const site = this.run.site(span, cx);
    const known = region.type ?? type;
    if (known?.t === 'array') return this.run.pointer(this.run.regions.element(region, 0, known.element), site);
    if (known?.t === 'record') return this.snapshot(region, state, { site, kind: 'computed', parts: [] }, known);
    const value = this.load(region, state, site);
    this.run.semantics.read(region, value, site, state);
    return this.retype(value, type);
  }

  /** A symbol learns its type from the expression through which it is seen. */
  retype(value: Value, type: Type | undefined): Value {
    if (value.k !== 'symbol' || !type || type.t === 'opaque' || type === value.symbol.type) return value;
    const old = value.symbol.type;
    if (old && old.t === 'pointer' && type.t === 'pointer' && type.to().t === 'opaque') return value;
    if (old && old.t === 'pointer' && type.t !== 'pointer') return value;
    return { ...value, symbol: { ...value.symbol, type } };
  }

  /** Copies memory of unknown size: all that is known of one region is known of the other. */
  copy(from: Region, to: Region, state: State, site: Site): void {
    const type = from.type ?? to.type;
    if (type?.t === 'record')
      this.write(to, this.snapshot(from, state, { site, kind: 'computed', parts: [] }, type), site, state);
    else state.reset(to, { d: 'havoc', id: `copy:${site.start}:${from.id}` });
  }

  /** After unknown code ran: what the pointer reaches may have changed. */
  havoc(value: Value, state: State, id: string): void {
    if (value.k === 'pointer') {
      // The text of a string literal is written by nobody.
      const root = rootOf(value.region);
      if (root.r === 'object' && root.kind === 'string') return;
      const region = value.region.r === 'element' && value.region.index === 0 ? value.region.base : value.region;
      state.reset(region, { d: 'havoc', id: `${id}:${region.id}` });
    } else if (value.k === 'symbol' && value.symbol.type?.t === 'pointer') {
      const region = this.run.regions.pointee(value.symbol, pointee(value.symbol.type));
      state.reset(region, { d: 'havoc', id: `${id}:${region.id}` });
    } else if (value.k === 'any') {
      for (const one of value.values) this.havoc(one, state, id);
    }
  }
}

/**
 * What the workspace ever stores in a structure's member or a global: so that a function that finds a socket in its context
 * knows the category of what another function put there.
 */
import type { Region } from '../flow/regions';
import { sameValue, type Value } from '../flow/values';
import type { SocketCategory } from '../model';
import type { CallFact } from './facts';

export interface FieldFact {
  readonly category: SocketCategory | undefined;
  readonly accepted: boolean;
  readonly creations: readonly CallFact[];
  /** Undefined when the sockets stored there do not agree. */
  readonly dispatch: Value | undefined;
  readonly ownIrp: boolean;
}

/** `CONTEXT.Socket`, or a global's name; undefined for memory that cannot be named. */
export function fieldKey(region: Region): string | undefined {
  if (region.r === 'global') return `g:${region.variable?.id ?? region.name}`;
  if (region.r === 'element') return fieldKey(region.base);
  if (region.r !== 'field') return undefined;
  const type = region.base.type;
  if (type?.t === 'record' && type.name !== '') return `${type.name}.${region.name}`;
  const outer = fieldKey(region.base);
  return outer && `${outer}.${region.name}`;
}

export class FieldFacts {
  private readonly facts = new Map<string, FieldFact | 'mixed'>();

  socket(region: Region, fact: Omit<FieldFact, 'ownIrp'>): void {
    const key = fieldKey(region);
    if (key === undefined) return;
    const known = this.facts.get(key);
    if (known === 'mixed') return;
    if (!known) {
      this.facts.set(key, { ...fact, ownIrp: false });
      return;
    }
    if (known.category !== fact.category) {
      this.facts.set(key, 'mixed');
      return;
    }
    const creations = fact.creations.filter(
      (one) =>
        !known.creations.some((other) => other.site.start === one.site.start && other.site.file === one.site.file),
    );
    const agree = known.dispatch && fact.dispatch && sameValue(known.dispatch, fact.dispatch);
    this.facts.set(key, {
      ...known,
      accepted: known.accepted && fact.accepted,
      creations: [...known.creations, ...creations],
      dispatch: agree ? known.dispatch : undefined,
    });
  }

  /** Something whose nature is not known is stored there too. */
  unknown(region: Region): void {
    const key = fieldKey(region);
    if (key !== undefined) this.facts.set(key, 'mixed');
  }

  ownIrp(region: Region): void {
    const key = fieldKey(region);
    if (key === undefined || this.facts.has(key)) return;
    this.facts.set(key, { category: undefined, accepted: false, creations: [], dispatch: undefined, ownIrp: true });
  }

  lookup(region: Region): FieldFact | undefined {
    const key = fieldKey(region);
    const fact = key === undefined ? undefined : this.facts.get(key);
    return fact === 'mixed' ? undefined : fact;
  }
}

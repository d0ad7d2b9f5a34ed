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
  /** Of the sockets stored there: where one of them was made. */
  readonly creation: CallFact | undefined;
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

/** `mixed`: what is stored there is not one thing. */
export type FieldKnowledge = FieldFact | 'mixed';

/** What all the others have stored in a member. */
export interface FieldReader {
  /** The socket that is there, where it is always one of a kind. */
  storedSocket(key: string): FieldFact | undefined;
  /** An IRP of the driver's own is there, and nothing else. */
  holdsOwnIrp(key: string): boolean;
}

/** What one run stores, and what is known of all the others. */
export class FieldFacts {
  /** What this run stores. */
  readonly stored = new Map<string, FieldKnowledge>();

  constructor(private readonly others: FieldReader) {}

  socket(region: Region, fact: Omit<FieldFact, 'ownIrp'>): void {
    this.store(region, { ...fact, ownIrp: false });
  }

  /** Something whose nature is not known is stored there too. */
  unknown(region: Region): void {
    this.store(region, 'mixed');
  }

  ownIrp(region: Region): void {
    this.store(region, {
      category: undefined,
      accepted: false,
      creation: undefined,
      dispatch: undefined,
      ownIrp: true,
    });
  }

  storedSocket(region: Region): FieldFact | undefined {
    const key = fieldKey(region);
    return key === undefined ? undefined : this.others.storedSocket(key);
  }

  holdsOwnIrp(region: Region): boolean {
    const key = fieldKey(region);
    return key !== undefined && this.others.holdsOwnIrp(key);
  }

  private store(region: Region, fact: FieldKnowledge): void {
    const key = fieldKey(region);
    if (key === undefined) return;
    const known = this.stored.get(key);
    this.stored.set(key, known ? combine(known, fact) : fact);
  }
}

/** Both are stored in the same member. */
export function combine(a: FieldKnowledge, b: FieldKnowledge): FieldKnowledge {
  if (a === 'mixed' || b === 'mixed') return 'mixed';
  // A socket's member does not hold IRPs: one that seems to is told from the other by its type.
  if (a.ownIrp !== b.ownIrp) return a.ownIrp ? b : a;
  if (a.category !== b.category) return 'mixed';
  const agree = a.dispatch && b.dispatch && sameValue(a.dispatch, b.dispatch);
  return {
    ...a,
    accepted: a.accepted && b.accepted,
    creation: a.creation ?? b.creation,
    dispatch: agree ? a.dispatch : undefined,
  };
}

/** Nothing that a run could see is different. */
export function sameSocket(a: FieldFact | undefined, b: FieldFact | undefined): boolean {
  if (a === b) return true;
  return (
    a !== undefined &&
    b !== undefined &&
    a.category === b.category &&
    a.accepted === b.accepted &&
    a.dispatch === b.dispatch &&
    a.creation === b.creation
  );
}

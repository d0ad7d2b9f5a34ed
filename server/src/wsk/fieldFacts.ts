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

/**
 * The names of the memory, from the innermost structure's outwards: `SOCK.Socket`, `SERVER.Listener.Socket`. A function that only
 * gets a `SOCK *` may mean the one in any structure; one that sees the whole way means this one.
 */
export function fieldKeys(region: Region): readonly string[] {
  const keys: string[] = [];
  let part = region;
  let path = '';
  while (part.r === 'field' || part.r === 'element') {
    if (part.r === 'field') {
      path = `.${part.name}${path}`;
      const { type } = part.base;
      if (type?.t === 'record' && type.name !== '') keys.push(`${type.name}${path}`);
    }
    part = part.base;
  }
  if (part.r === 'global') keys.push(`g:${part.variable?.id ?? part.name}${path}`);
  return keys;
}

/** `mixed`: what is stored there is not one thing. */
export type FieldKnowledge = FieldFact | 'mixed';

/** What all the others have stored in a member. */
export interface FieldReader {
  /** The socket that is there, where it is always one of a kind. */
  storedSocket(keys: readonly string[]): FieldFact | undefined;
  /** An IRP of the driver's own is there, and nothing else. */
  holdsOwnIrp(keys: readonly string[]): boolean;
}

/** What was stored under this name, and seen no further out. */
function only(key: string): string {
  return `=${key}`;
}

export function isOnly(key: string): boolean {
  return key.startsWith('=');
}

/** What is known of the memory: what was stored in it under its full name, and what may have been under a shorter one. */
export function knowledgeOf(
  keys: readonly string[],
  stored: ReadonlyMap<string, FieldKnowledge>,
): FieldKnowledge | undefined {
  const full = keys.at(-1);
  if (full === undefined) return undefined;
  return [full, ...keys.slice(0, -1).map(only)].reduce<FieldKnowledge | undefined>((known, key) => {
    const fact = stored.get(key);
    return known && fact ? combine(known, fact) : (known ?? fact);
  }, undefined);
}

/** Nothing but that it is a socket, or not even that. */
export function tellsNothing(fact: FieldKnowledge): boolean {
  return fact === 'mixed' || (fact.category === undefined && !fact.ownIrp);
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
    return this.others.storedSocket(fieldKeys(region));
  }

  holdsOwnIrp(region: Region): boolean {
    return this.others.holdsOwnIrp(fieldKeys(region));
  }

  private store(region: Region, fact: FieldKnowledge): void {
    const keys = fieldKeys(region);
    const full = keys.at(-1);
    if (full === undefined) return;
    for (const key of [...keys, only(full)]) {
      const known = this.stored.get(key);
      this.stored.set(key, known ? combine(known, fact) : fact);
    }
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

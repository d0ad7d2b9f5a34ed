/** Event masks as rules see them. */
import { model, type EventFlag } from '../model';
import { constantOf } from '../flow/arithmetic';
import { alternatives, type Value } from '../flow/values';
import type { State } from '../flow/state';
import type { CallFact, WskFacts } from '../wsk/facts';
import { leaves, placeOf, valuePlace, type Place } from '../wsk/place';

export const DISABLE = model.constants.get('WSK_EVENT_DISABLE') ?? 0x80000000;

const EVENTS: readonly EventFlag[] = [...model.eventFlags.values()].filter((flag) => !flag.modifier);

export interface Mask {
  readonly value: Value;
  /** All bits are known. */
  readonly exact: boolean;
  readonly bits: number;
  readonly disables: boolean;
  readonly events: readonly EventFlag[];
}

/** The mask on this path, one entry for each value that it may have; undefined when nothing is known of one of them. */
export function masksOf(value: Value, state: State): readonly Mask[] | undefined {
  const masks: Mask[] = [];
  for (const one of alternatives(value)) {
    const n = constantOf(state, one);
    const bits = n ?? (one.k === 'bits' ? one.bits : undefined);
    if (bits === undefined) return undefined;
    masks.push({
      value: one,
      exact: n !== undefined,
      bits: bits >>> 0,
      disables: (bits & DISABLE) !== 0,
      events: EVENTS.filter((flag) => (bits & flag.value) !== 0),
    });
  }
  return masks.length > 0 ? masks : undefined;
}

/** Calls that switch one socket's events, with the standard events' NPI identifier or an unknown one. */
export function eventCalls(facts: WskFacts): readonly CallFact[] {
  return facts.calls.filter(
    (fact) =>
      fact.control?.code?.name === 'SO_WSK_EVENT_CALLBACK' &&
      fact.name === 'WskControlSocket' &&
      isSet(fact) &&
      !isExtension(fact),
  );
}

export function staticCalls(facts: WskFacts): readonly CallFact[] {
  return facts.calls.filter(
    (fact) =>
      fact.control?.code?.name === 'WSK_SET_STATIC_EVENT_CALLBACKS' &&
      fact.name === 'WskControlClient' &&
      !isExtension(fact),
  );
}

function isSet(fact: CallFact): boolean {
  return fact.control?.request === undefined || fact.control.request === 'WskSetOption';
}

/** The event belongs to an extension interface: its flags are not WSK's. */
function isExtension(fact: CallFact): boolean {
  const npi = fact.control?.npiId;
  return (
    npi?.k === 'pointer' &&
    !(npi.region.r === 'global' && npi.region.name === 'NPI_WSK_INTERFACE_ID') &&
    npi.region.r === 'global'
  );
}

/** The flag itself where it is written out in the mask, else the mask. */
export function flagPlace(value: Value, flag: string): Place {
  const blamed = valuePlace(value);
  const leaf = leaves(value.origin).find((one) => one.name === flag);
  return leaf?.site.file === blamed.file && leaf.site.start >= blamed.start && leaf.site.end <= blamed.end
    ? placeOf(leaf.site)
    : blamed;
}

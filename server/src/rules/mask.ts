/** Event masks as rules see them. */
import { model, type EventFlag } from '../model';
import { constantOf } from '../flow/arithmetic';
import { isOnStack, type Frame } from '../flow/frames';
import { alternatives, SyntaxSite, type Origin, type Site, type Value } from '../flow/values';
import type { Expr } from '../syntax/ast';
import { walkExpression } from '../syntax/walk';
import type { State } from '../flow/state';
import type { CallFact, WskFacts } from '../wsk/facts';
import {
  blame,
  callWithin,
  isCaller,
  isOfInitialiser,
  leaves,
  passedBy,
  placeOf,
  valuePlace,
  writtenNames,
  type Place,
} from '../wsk/place';
import { query } from './query';

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

/**
 * The mask on this path, one entry for each value that it may have; undefined when nothing is known of one of them, or when bits
 * of it come from something that is no event flag: they tell nothing of events.
 */
export function masksOf(value: Value, state: State): readonly Mask[] | undefined {
  const masks: Mask[] = [];
  for (const one of alternatives(value)) {
    if (hasLogical(one.origin) || strangers(one.origin).some((part) => part.kind !== 'decodes')) return undefined;
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
export const eventCalls = query((facts): readonly CallFact[] => {
  return facts.calls.filter(
    (fact) =>
      fact.control?.code?.name === 'SO_WSK_EVENT_CALLBACK' &&
      fact.name === 'WskControlSocket' &&
      isSet(fact) &&
      !isExtension(fact),
  );
});

export const staticCalls = query((facts): readonly CallFact[] => {
  return facts.calls.filter(
    (fact) =>
      fact.control?.code?.name === 'WSK_SET_STATIC_EVENT_CALLBACKS' &&
      fact.name === 'WskControlClient' &&
      !isExtension(fact),
  );
});

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

/** The flag itself, else the named constant that it is in. */
export function operandWith({ origin }: Value, flag: string): Origin | undefined {
  const operands = leaves(origin);
  return operands.find(({ name }) => name === flag) ?? operands.find((one) => writtenNames(one).includes(flag));
}

/** The flag itself where it is written out in the mask or in the table that the mask comes from, else the mask. */
export function flagPlace(value: Value, flag: string): Place {
  const blamed = valuePlace(value);
  const leaf = operandWith(value, flag);
  if (!leaf) return blamed;
  const written = leaf.site.file === blamed.file && leaf.site.start >= blamed.start && leaf.site.end <= blamed.end;
  return written || isOfInitialiser(leaf) ? placeOf(leaf.site) : blamed;
}

/**
 * Where the mask was put together; the table's entry, where a helper adds nothing but WSK_EVENT_DISABLE to one; what a caller asked
 * for, where a helper made the mask of it.
 */
export function maskPlace(value: Value, call: CallFact): Place {
  const asked = askedFor(value.origin, call.frame);
  if (asked) return asked;
  const blamed = valuePlace(value);
  const events = leaves(value.origin).filter((leaf) => leaf.value !== DISABLE);
  const [first] = events;
  if (!first || value.origin.site.frame?.kind !== 'call' || !events.every(isOfInitialiser)) return blamed;
  return placeOf(first.site);
}

/** A helper made the mask of what it was given. */
export function isAnswered({ origin }: Value, call: CallFact): boolean {
  return askedFor(origin, call.frame) !== undefined;
}

/** The use of a mask that a helper put together piece by piece of what it was given, and answered with or stored for its caller. */
function askedFor(origin: Origin, reader: Frame): Place | undefined {
  let made = origin.site.frame;
  // What a caller wrote of the mask itself is told there.
  if (!made || isCaller(blame(origin).frame, reader) || !isPiecewise(origin)) return undefined;
  let use: Site = origin.site;
  while (made?.kind === 'call' && made.call && made.call.args.length > 0 && made.callSite && !isCaller(made, reader)) {
    const { returnType } = made.fn.decl;
    const stores = returnType.pointers > 0 || /^(?:VOID|void|NTSTATUS|BOOLEAN|bool)$/.test(returnType.base);
    // What it stores through its only parameter nobody has asked for.
    if (stores && (origin.kind === 'literal' || made.call.args.length < 2)) return undefined;
    use = made.callSite;
    const given: Expr | undefined = made.call.args.find((arg) => passedOn(arg, made?.parent) !== undefined);
    made = made.parent;
    for (let arg = given; arg && made?.parent; made = made.parent) {
      const outer = passedOn(arg, made);
      if (!outer) break;
      use = new SyntaxSite(outer, made.parent.fn.file, made.parent);
      arg = outer;
    }
  }
  return made && isCaller(made, reader) ? placeOf(use) : undefined;
}

function passedOn(arg: Expr, frame: Frame | undefined): Expr | undefined {
  return frame?.kind === 'call' ? passedBy(arg, frame) : undefined;
}

/** Of several statements or choices; a mask that stands there as a whole is wrong there. */
export function isPiecewise(origin: Origin): boolean {
  if (origin.kind === 'literal') return origin.value === 0;
  if (origin.kind !== 'operator') return false;
  const { start, end } = origin.site;
  if (leaves(origin).some(({ site }) => site.start < start || site.end > end)) return true;
  let chooses = false;
  if (origin.expr) walkExpression(origin.expr, (part) => (chooses ||= part.kind === 'conditional'));
  return chooses;
}

/**
 * The place, or the call of the helper that has the mask, where the helper serves sockets too for which the mask is right: there the
 * caller brings the wrong socket.
 */
export function placeForSocket(
  call: CallFact,
  value: Value,
  place: Place,
  facts: WskFacts,
  isRight: (other: CallFact) => boolean,
): Place {
  const right = eventCalls(facts).filter((other) => other.call === call.call && isRight(other));
  const servesOthers = ({ fn }: Frame): boolean => right.some(({ frame }) => isOnStack(frame, fn));
  let { frame } = blame(value.origin);
  if (!frame || frame.kind !== 'call' || !frame.parent || !servesOthers(frame)) return place;
  // Helpers of helpers: the first that does not serve the others too.
  do frame = frame.parent;
  while (frame.kind === 'call' && frame.parent && servesOthers(frame));
  return callWithin(call, frame);
}

/** A part of a mask that is no event flag. */
export interface Stranger {
  readonly origin: Origin;
  /** A constant of something else, a number that is no flags, or a number that stands for flags. */
  readonly kind: 'foreign' | 'number' | 'decodes';
}

const ALL = [...model.eventFlags.values()].reduce((bits, flag) => (bits | flag.value) >>> 0, 0);

/** What was put into the mask besides event flags. */
export function strangers(origin: Origin): readonly Stranger[] {
  return summands(origin).flatMap((part): Stranger[] => {
    const kind = judge(part);
    return kind === undefined ? [] : [{ origin: part, kind }];
  });
}

/** The operands that keep their bits in the result; what another operator makes is one part. */
function summands(origin: Origin): readonly Origin[] {
  const joins = origin.kind === 'operator' && (origin.name === '|' || origin.name === '+' || origin.name === '^');
  return joins && origin.parts.length > 0 ? origin.parts.flatMap(summands) : [origin];
}

function judge(part: Origin): Stranger['kind'] | undefined {
  if (part.value === undefined || part.value === 0) return undefined;
  if (part.kind === 'literal') return ofNumber(part.value);
  if (part.kind === 'operator') {
    // `bit <<= 1` in a loop: on which rounds the mask is used is not known.
    if (part.expr?.kind === 'assign') return undefined;
    return leaves(part).every((leaf) => leaf.kind === 'literal') ? ofNumber(part.value) : undefined;
  }
  if (part.kind !== 'name' || part.name === undefined || part.name.startsWith('WSK_EVENT_')) return undefined;
  if (part.parts.length === 0 || isForeign(part.name)) return 'foreign';
  // A name of the workspace: what stands behind it decides; flags under a name of one's own are no bare number.
  return part.parts
    .flatMap(summands)
    .map(judge)
    .find((kind) => kind === 'foreign' || kind === 'number');
}

function ofNumber(value: number): 'number' | 'decodes' {
  return (value & ~ALL) >>> 0 === 0 && value >= 0 ? 'decodes' : 'number';
}

function isForeign(name: string): boolean {
  const kind = model.lookup(name)?.kind;
  return kind === 'flag' || kind === 'controlCode' || kind === 'enumValue' || kind === 'status' || kind === 'constant';
}

/** A logical operator made the number: event-mask-operator speaks of it. */
export function hasLogical(origin: Origin): boolean {
  return origin.kind === 'logical' || origin.kind === 'comma' || origin.parts.some(hasLogical);
}

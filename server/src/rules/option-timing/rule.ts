import type { SocketCategory, Timing } from '../../model';
import { placeInOrder, siteKey } from '../activation';
import { controlCalls, isWellAddressed, operationOf, type ControlCall } from '../control';
import { socketBefore } from '../clientSockets';
import { placeAfter } from '../order';
import { callPlace } from '../../wsk/place';
import type { SocketGhost, SocketPhase } from '../../wsk/objects';
import { isUntimely, openPhase } from '../../wsk/timing';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { moveCall } from '../moveCall';
import type { FixReport, Rule, RuleContext } from '../rule';

interface Mistake {
  readonly call: ControlCall;
  readonly timing: Timing;
  readonly category: SocketCategory;
  /** What makes the time known: the call that came before, or the one that comes after. */
  readonly other: CallFact | undefined;
}

/** Options have their time: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: {
    id: 'option-timing',
    section: 'control',
    severity: 'error',
    statements: ['A13', 'A14', 'C1', 'E4', 'E5', 'E6', 'F6'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const right = new Set<string>();
    const mistakes: Mistake[] = [];
    const timed = timedCalls(facts);
    for (const { call, timing, category } of timed) {
      const ghost = call.fact.socket?.ghost;
      const phase = openPhase(ghost);
      // Where one of the paths does not know, it may be the only one that can be taken.
      if (phase === undefined || !isUntimely(timing, phase)) {
        right.add(siteKey(call.fact));
        continue;
      }
      mistakes.push({ call, timing, category, other: ghost && mover(ghost, phase) });
    }
    mistakes.push(...provenLater(facts, timed));
    for (const { call, creation } of afterFirstSocket(facts)) {
      report({
        place: placeAfter(call.fact.site, creation.site),
        message: { id: 'before-first-socket', args: { code: call.code.name } },
        related: [{ place: callPlace(creation), message: { id: 'other', args: { function: creation.name } } }],
      });
    }
    for (const { call, timing, category, other } of mistakes) {
      if (right.has(siteKey(call.fact))) continue;
      report({
        place: placeInOrder(call.fact, other),
        message: { id: timing, args: { code: call.code.name, category: { sockets: [category] } } },
        related: [
          ...(other ? [{ place: callPlace(other), message: { id: 'other', args: { function: other.name } } }] : []),
          { place: callPlace(call.fact), message: { id: 'call', args: { code: call.code.name } } },
        ],
        fixes: () => movedCall(call.fact, timing, other, facts, files),
      });
    }
  },
};

/** Client codes that come before the client's first socket; the static events have a rule of their own. */
function afterFirstSocket(facts: WskFacts): { readonly call: ControlCall; readonly creation: CallFact }[] {
  return controlCalls(facts).flatMap((call) => {
    const timings = Object.values(operationOf(call)?.timing ?? {});
    if (call.control.function !== 'WskControlClient' || call.code.name === 'WSK_SET_STATIC_EVENT_CALLBACKS') return [];
    const creation = timings.includes('before-first-socket') ? socketBefore(call.fact) : undefined;
    return creation ? [{ call, creation }] : [];
  });
}

/** The call on the right side of bind or connect, where both are statements of one block. */
function movedCall(
  call: CallFact,
  timing: Timing,
  other: CallFact | undefined,
  facts: WskFacts,
  files: RuleContext['files'],
): FixReport[] {
  const late = timing === 'after-bind' || timing === 'after-connect';
  const name = timing === 'after-connect' || timing === 'before-connect' ? 'WskConnect' : 'WskBind';
  const pivot = late
    ? facts.calls.find(
        (later) =>
          later.name === name && later.root === call.root && later.socket?.ghost?.operations.includes(call) === true,
      )
    : other;
  const edits = pivot?.name === name ? moveCall(call, pivot, late ? 'after' : 'before', files) : undefined;
  return edits ? [{ title: { id: 'move', args: { function: name } }, safe: false, edits }] : [];
}

interface TimedCall {
  readonly call: ControlCall;
  readonly timing: Timing;
  readonly category: SocketCategory;
}

/** `after-accept`: the pages do not say that a call on another connected socket fails. */
const silent: ReadonlySet<Timing> = new Set<Timing>(['any', 'unspecified', 'after-accept']);

/** Calls that set an option which has a time for the socket's category. */
function timedCalls(facts: WskFacts): TimedCall[] {
  return controlCalls(facts).flatMap((call) => {
    const category = call.fact.socket?.category ?? call.fact.socket?.tableCategory;
    const timing = isWellAddressed(call) && category !== undefined ? operationOf(call)?.timing[category] : undefined;
    return timing === undefined || category === undefined || category === 'stream' || silent.has(timing)
      ? []
      : [{ call, timing, category }];
  });
}

/** The call that brought the socket into its phase. */
function mover(ghost: SocketGhost, phase: SocketPhase): CallFact | undefined {
  const names =
    phase === 'connected' ? ['WskConnect', 'WskConnectEx'] : phase === 'bound' ? ['WskBind', 'WskListen'] : [];
  return ghost.operations.find((one) => names.includes(one.name)) ?? ghost.creation;
}

/** A bind or connect proves that what was done to the socket before came before it. */
function provenLater(facts: WskFacts, timed: readonly TimedCall[]): Mistake[] {
  const byId = new Map(timed.map((one) => [one.call.fact, one]));
  const found: Mistake[] = [];
  for (const later of facts.calls) {
    const connects = later.name === 'WskConnect' || later.name === 'WskConnectEx';
    if (!connects && later.name !== 'WskBind') continue;
    for (const earlier of later.socket?.ghost?.operations ?? []) {
      const one = byId.get(earlier);
      if (!one || openPhase(earlier.socket?.ghost) !== undefined) continue;
      if (one.timing === 'after-connect' || (one.timing === 'after-bind' && !connects))
        found.push({ ...one, other: later });
    }
  }
  return found;
}

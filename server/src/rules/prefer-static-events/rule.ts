import type { SocketCategory } from '../../model';
import { calledFunctions, siteKey } from '../activation';
import { createdCategory } from '../dispatch';
import { eventCalls, masksOf, staticCalls } from '../mask';
import { callPlace, callWithin, isCaller, type Place } from '../../wsk/place';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { enableOnce, isEnabledOnSomePathsOnly } from '../staticEvents';
import type { FixReport, Rule, RuleContext } from '../rule';

/** One static call is faster: https://learn.microsoft.com/windows-hardware/drivers/network/enabling-and-disabling-event-callback-functions */
export const rule: Rule = {
  meta: { id: 'prefer-static-events', section: 'static', severity: 'hint', statements: ['B12'], fixable: true },
  check({ facts, files, report }) {
    const enables = enablesByCreation(facts);
    if (!enables || staticCalls(facts).length > 0 || isEnabledOnSomePathsOnly(facts)) return;
    for (const [category, creations] of creationsByCategory(facts)) {
      const count = creations.reduce((sum, one) => sum + (one === ACCEPT ? 2 : 1), 0);
      const calls = creations.map((one) => enables.get(one) ?? []);
      const first = calls[0]?.[0];
      if (
        count < 2 ||
        !first ||
        !calls.every((list) => list.length > 0 && list.every((one) => one.events === first.events))
      )
        continue;
      const places = calls.flat().map((one) => enablePlace(one.call));
      const others = places.filter(
        (place, i) =>
          place.start !== places[0]?.start &&
          places.findIndex((other) => other.file === place.file && other.start === place.start) === i,
      );
      report({
        place: enablePlace(first.call),
        message: { id: 'same', args: { category: { sockets: [category] }, events: first.events } },
        related: others.map((place) => ({ place, message: { id: 'other' } })),
        fixes: () => replacedByOne(first.call, facts, files),
      });
    }
  },
};

/** The call that tells the events: a helper that is given them enables whatever it is told. */
function enablePlace(call: CallFact): Place {
  const told = call.control?.eventMask?.origin.site.frame;
  return told && isCaller(told, call.frame) ? callWithin(call, told) : callPlace(call);
}

/** The calls go, and one behind the capture of the NPI comes. */
function replacedByOne(call: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const made = enableOnce({ facts, files });
  if (!made?.calls.has(`${call.frame.fn.file}:${call.call.start}`)) return [];
  return [{ title: { id: 'once', args: { events: made.events } }, safe: false, edits: made.edits }];
}

/** Sockets that WskAcceptEvent receives: as many as there are connections. */
const ACCEPT = 'accept';

interface Enable {
  readonly call: CallFact;
  readonly events: string;
}

function creationsByCategory(facts: WskFacts): Map<SocketCategory, string[]> {
  const found = new Map<SocketCategory, string[]>();
  const add = (category: SocketCategory, key: string): void => {
    const list = found.get(category);
    if (!list) found.set(category, [key]);
    else if (!list.includes(key)) list.push(key);
  };
  const called = calledFunctions(facts);
  for (const call of facts.calls) {
    if (!call.fn?.creates || called.has(call.root.fn)) continue;
    const category = createdCategory(call);
    if (category !== undefined) add(category, siteKey(call));
  }
  if (facts.roots.some((root) => root.callback === 'WskAcceptEvent')) add('connection', ACCEPT);
  return found;
}

/** What is enabled on the sockets of each creation; undefined where something is disabled, not known, or on unknown sockets. */
function enablesByCreation(facts: WskFacts): Map<string, Enable[]> | undefined {
  const found = new Map<string, Enable[]>();
  const called = calledFunctions(facts);
  for (const call of eventCalls(facts)) {
    if (called.has(call.root.fn)) continue;
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    const only = masks?.length === 1 ? masks[0] : undefined;
    const ghost = call.socket?.ghost;
    const key = ghost?.creation ? siteKey(ghost.creation) : ghost?.accepted === true ? ACCEPT : undefined;
    if (!only?.exact || only.disables || only.events.length === 0 || key === undefined) return undefined;
    const enable = { call, events: only.events.map((flag) => flag.name).join(' | ') };
    const list = found.get(key);
    if (list) list.push(enable);
    else found.set(key, [enable]);
  }
  return found;
}

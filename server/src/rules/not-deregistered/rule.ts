import { constantOf, normalise } from '../../flow/arithmetic';
import type { Frame } from '../../flow/frames';
import { model } from '../../model';
import { callPlace, placeOf } from '../../wsk/place';
import { mentions } from '../mentions';
import { argumentOf } from '../dispatch';
import { decisionsSince, guards, isStatusTest, leavesLoop } from '../guards';
import { registrationOf, registrations, succeeded } from '../registration';
import { diesWith } from '../stack';
import { zeroes } from '../../wsk/names';
import { isGhost, type RegistrationGhost } from '../../wsk/objects';
import type { Place } from '../../wsk/place';
import type { CallFact, ReturnFact, WskFacts } from '../../wsk/facts';
import type { Rule, RuleContext } from '../rule';

/** Of WDF_OBJECT_ATTRIBUTES. */
const CLEANUP_CALLBACKS = ['EvtCleanupCallback', 'EvtDestroyCallback'];

const STATUS_SUCCESS = 0;

/** What is registered is deregistered: https://learn.microsoft.com/windows-hardware/drivers/network/unregistering-a-winsock-kernel-application */
export const rule: Rule = {
  meta: {
    id: 'not-deregistered',
    section: 'registration',
    severity: 'warning',
    statements: ['G2', 'G4', 'G5', 'G18', 'G19', 'G20'],
    fixable: false,
  },
  check({ facts, files, report }) {
    if (!mentions(files, 'WskDeregister')) {
      for (const fact of facts.calls) {
        if (fact.fn && fact.name === 'WskRegister') report({ place: callPlace(fact), message: { id: 'never' } });
      }
      return;
    }
    for (const lost of [...onTheStack(facts), ...overwritten(facts)]) {
      report({
        place: lost.place,
        message: { id: lost.how },
        related: lost.registered ? [{ place: callPlace(lost.registered), message: { id: 'registered' } }] : [],
      });
    }
    for (const fact of facts.returns) {
      if (
        fact.frame.kind !== 'root' ||
        fact.root.fn.name !== 'DriverEntry' ||
        fact.incomplete ||
        fact.root.defers ||
        !fails(fact) ||
        isUndoneByFramework(files)
      )
        continue;
      for (const ghost of registrations(fact.state)) {
        const { registered } = ghost;
        if (!registered || ghost.deregistered || !succeeded(registered, fact.state)) continue;
        if (isLeftToCount(fact, registered)) continue;
        report({
          place: placeOf(fact.site),
          message: { id: 'entry' },
          related: [{ place: callPlace(registered), message: { id: 'registered' } }],
        });
      }
    }
  },
};

interface Lost {
  readonly how: 'local' | 'again' | 'zeroed';
  readonly place: Place;
  readonly registered: CallFact | undefined;
}

/** Registration objects that die with the function that registered them. */
function onTheStack(facts: WskFacts): Lost[] {
  return facts.exits.flatMap((exit) => {
    if (exit.stage !== 'completed' || exit.root.incomplete || exit.root.defers) return [];
    return registrations(exit.state).flatMap(({ registered, deregistered }): Lost[] => {
      const object = registered && argumentOf(registered, 'registration')?.value;
      if (!registered || deregistered || !succeeded(registered, exit.state) || !diesWith(object, exit.frame)) return [];
      return [{ how: 'local', place: callPlace(registered), registered: undefined }];
    });
  });
}

/** Registration objects that are registered or cleared once more before WskDeregister. */
function overwritten(facts: WskFacts): Lost[] {
  return facts.calls.flatMap((fact): Lost[] => {
    const again = fact.fn !== undefined && fact.name === 'WskRegister';
    if (!again && !zeroes.has(fact.name)) return [];
    const ghost = again ? registrationOf(fact) : registrationIn(fact);
    if (!ghost?.registered || ghost.deregistered || !succeeded(ghost.registered, fact.before)) return [];
    return [{ how: again ? 'again' : 'zeroed', place: callPlace(fact), registered: ghost.registered }];
  });
}

/** The registration that the cleared memory is. */
function registrationIn(fact: CallFact): RegistrationGhost | undefined {
  const value = fact.args[0]?.value;
  if (value?.k !== 'pointer') return undefined;
  const ghost = fact.before.ghost(`registration:${value.region.key}`);
  return ghost && isGhost(ghost, 'registration') ? ghost : undefined;
}

function fails({ value, state }: ReturnFact): boolean {
  if (!value) return false;
  const n = constantOf(state, value);
  if (n !== undefined) return normalise(n) < 0;
  if (value.k !== 'symbol') return false;
  const { low, high, not } = state.constraint(value.symbol.key);
  // Where the code tells STATUS_SUCCESS from all others, the others are failures to it.
  return high < 0 || (low < 0 && (not.includes(STATUS_SUCCESS) || isFallible(value.symbol.tag)));
}

/** The result of a routine that is known to fail at times, returned as it came: nothing was undone in that case. */
function isFallible(tag: string): boolean {
  const [kind, name] = tag.split(':');
  if (name === undefined) return false;
  return kind === 'status' || (kind === 'call' && model.kernelRoutines.has(name));
}

/** The framework deletes the driver object when DriverEntry fails: what its cleanup callback undoes is undone then. */
function isUndoneByFramework(files: RuleContext['files']): boolean {
  return mentions(files, 'WdfDriverCreate') && CLEANUP_CALLBACKS.some((name) => mentions(files, name));
}

/** How often a loop that deregisters went round is not known, or whether the helper that undoes it is the last to do so. */
function isLeftToCount({ state, frame }: ReturnFact, registered: CallFact): boolean {
  return decisionsSince(state, registered).some(
    (decision) =>
      leavesLoop(decision, 'WskDeregister') ||
      (decision.site.frame !== frame &&
        !isIn(registered.frame, decision.site.frame) &&
        guards(decision, 'WskDeregister') &&
        !isStatusTest(decision)),
  );
}

/** The function was called, over however many others, by the one of the other frame, or is that one. */
function isIn(frame: Frame, other: Frame | undefined): boolean {
  for (let at: Frame | undefined = frame; at; at = at.parent) if (at === other) return true;
  return false;
}

import { constantOf, normalise } from '../../flow/arithmetic';
import { model } from '../../model';
import { callPlace, placeOf } from '../../wsk/place';
import { mentions } from '../mentions';
import { registrations, succeeded } from '../registration';
import type { ReturnFact, WskFacts } from '../../wsk/facts';
import type { Rule } from '../rule';

/** What is registered is deregistered: https://learn.microsoft.com/windows-hardware/drivers/network/unregistering-a-winsock-kernel-application */
export const rule: Rule = {
  meta: {
    id: 'not-deregistered',
    section: 'registration',
    severity: 'warning',
    statements: ['G2', 'G4', 'G5'],
    fixable: false,
  },
  check({ facts, files, report }) {
    if (!mentions(files, 'WskDeregister')) {
      for (const fact of facts.calls) {
        if (fact.fn && fact.name === 'WskRegister') report({ place: callPlace(fact), message: { id: 'never' } });
      }
      return;
    }
    for (const fact of facts.returns) {
      if (
        fact.frame.kind !== 'root' ||
        fact.root.fn.name !== 'DriverEntry' ||
        fact.root.incomplete ||
        !fails(fact) ||
        hasFramework(fact, facts)
      )
        continue;
      for (const ghost of registrations(fact.state)) {
        if (!ghost.registered || ghost.deregistered || !succeeded(ghost.registered, fact.state)) continue;
        report({
          place: placeOf(fact.site),
          message: { id: 'entry' },
          related: [{ place: callPlace(ghost.registered), message: { id: 'registered' } }],
        });
      }
    }
  },
};

function fails({ value, state }: ReturnFact): boolean {
  if (!value) return false;
  const n = constantOf(state, value);
  if (n !== undefined) return normalise(n) < 0;
  if (value.k !== 'symbol') return false;
  const { low, high } = state.constraint(value.symbol.key);
  return high < 0 || (low < 0 && isFallible(value.symbol.tag));
}

/** The result of a routine that is known to fail at times, returned as it came: nothing was undone in that case. */
function isFallible(tag: string): boolean {
  const [kind, name] = tag.split(':');
  if (name === undefined) return false;
  return kind === 'status' || (kind === 'call' && model.kernelRoutines.has(name));
}

/** A framework driver has other callbacks that undo what DriverEntry did. */
function hasFramework(fact: ReturnFact, facts: WskFacts): boolean {
  return facts.calls.some((call) => call.root === fact.root && call.name.startsWith('Wdf'));
}

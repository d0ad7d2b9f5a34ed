import type { Frame } from '../../flow/frames';
import { withoutCasts } from '../../syntax/walk';
import { callPlace } from '../../wsk/place';
import { asksStatus, decisionsSince, guards, isIndependent } from '../guards';
import { placeAfter } from '../order';
import { failed, registrationOf } from '../registration';
import type { CallFact } from '../../wsk/facts';
import { statementAt } from '../statements';
import type { Rule, RuleContext } from '../rule';

/** WskRegister and WskCaptureProviderNPI may fail: https://learn.microsoft.com/windows-hardware/drivers/network/registering-a-winsock-kernel-application */
export const rule: Rule = {
  meta: {
    id: 'registration-result',
    section: 'registration',
    severity: 'warning',
    statements: ['G1', 'G3', 'G10'],
    fixable: false,
  },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      if (!fact.fn) continue;
      if ((fact.name === 'WskRegister' || fact.name === 'WskCaptureProviderNPI') && isDropped(fact, files)) {
        report({ place: callPlace(fact), message: { id: 'dropped', args: { function: fact.name } } });
      }
      const undone =
        fact.name === 'WskReleaseProviderNPI' ? 'captured' : fact.name === 'WskDeregister' ? 'registered' : undefined;
      const done = undone && registrationOf(fact)?.[undone];
      if (!done || !failed(done, fact.before) || isGuarded(fact, done)) continue;
      report({
        place: placeAfter(fact.site, done.site),
        message: { id: 'undone', args: { function: fact.name, before: done.name } },
        related: [{ place: callPlace(done), message: { id: 'failed' } }],
      });
    }
  },
};

/** Nothing takes the result; a cast to void does not make the NPI or the registration any more valid. */
function isDropped(fact: CallFact, files: RuleContext['files']): boolean {
  if (fact.discarded) return true;
  const stmt = statementAt(fact.frame.fn, callPlace(fact), files)?.stmt;
  return stmt?.kind === 'expr' && withoutCasts(stmt.expr) === fact.call;
}

/** Beyond the test of the status itself, something else decides whether there is anything to undo. */
function isGuarded(fact: CallFact, done: CallFact): boolean {
  const decisions = decisionsSince(fact.before, done);
  return (
    decisions.slice(0, -1).some((decision) => guards(decision, fact.name) && !isIndependent(decision)) ||
    decisions.some((decision) => isAboveCall(decision.site.frame, done) && !asksStatus(decision))
  );
}

/** A caller of the function that failed asks what it made of the status: an error number, a count, a BOOLEAN that is not known. */
function isAboveCall(frame: Frame | undefined, { frame: failed }: CallFact): boolean {
  for (let at = failed.parent; at; at = at.parent) if (at === frame) return true;
  return false;
}

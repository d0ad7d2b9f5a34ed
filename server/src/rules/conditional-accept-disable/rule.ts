import { constantOf } from '../../flow/arithmetic';
import { controlCalls, isWellAddressed } from '../control';
import { callPlace, valuePlace } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import { withoutCallAt } from '../droppedCall';
import type { Rule } from '../rule';

/** Conditional accept stays on: https://learn.microsoft.com/windows-hardware/drivers/network/enabling-and-disabling-event-callback-functions */
export const rule: Rule = {
  meta: {
    id: 'conditional-accept-disable',
    section: 'conditional-accept',
    severity: 'warning',
    statements: ['C6'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const call of controlCalls(facts)) {
      if (!isConditional(call.fact) || !isWellAddressed(call) || modeOf(call.fact) !== 0) continue;
      const earlier = call.fact.socket?.ghost?.operations.find((one) => isConditional(one) && (modeOf(one) ?? 0) !== 0);
      if (!earlier) continue;
      const value = call.control.variable;
      const zeroed = value === undefined || value.origin.kind === 'zeroed';
      const place = zeroed ? callPlace(call.fact) : choose(value, call.fact);
      report({
        place,
        message: { id: 'off' },
        related: [{ place: callPlace(earlier), message: { id: 'on' } }],
        fixes: () => {
          const edits = withoutCallAt(call.fact, place, files);
          return edits ? [{ title: { id: 'fix' }, safe: false, edits }] : [];
        },
      });
    }
  },
};

function choose(value: Parameters<typeof valuePlace>[0], fact: CallFact): ReturnType<typeof callPlace> {
  const frame = value.origin.site.frame;
  return frame !== undefined && frame !== fact.frame && frame.depth < fact.frame.depth
    ? valuePlace(value)
    : callPlace(fact);
}

function isConditional(fact: CallFact): boolean {
  return fact.control?.code?.name === 'SO_CONDITIONAL_ACCEPT' && fact.control.request !== 'WskGetOption';
}

function modeOf(fact: CallFact): number | undefined {
  return fact.control?.variable && constantOf(fact.before, fact.control.variable);
}

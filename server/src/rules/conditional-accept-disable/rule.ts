import { constantOf } from '../../flow/arithmetic';
import type { Region } from '../../flow/regions';
import type { Value } from '../../flow/values';
import { controlCalls, isWellAddressed } from '../control';
import { callPlace, valuePlace } from '../../wsk/place';
import { isGhost } from '../../wsk/objects';
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
      const earlier = operationsOn(call.fact).find((one) => isConditional(one) && (modeOf(one) ?? 0) !== 0);
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

/** What was done before with the socket, and with the one that stood in the same member before code ran that is not seen. */
function operationsOn({ socket, before }: CallFact): readonly CallFact[] {
  const member = socket?.value.k === 'symbol' ? socket.value.symbol.leftIn : undefined;
  if (!member) return socket?.ghost?.operations ?? [];
  return [...before.allGhosts()].flatMap(([, ghost]) =>
    isGhost(ghost, 'socket') ? ghost.operations.filter((one) => isFrom(one.socket?.value, member)) : [],
  );
}

function isFrom(value: Value | undefined, member: Region): boolean {
  if (value?.k !== 'symbol') return false;
  return value.symbol.initialOf === member || value.symbol.leftIn === member;
}

function isConditional(fact: CallFact): boolean {
  return fact.control?.code?.name === 'SO_CONDITIONAL_ACCEPT' && fact.control.request !== 'WskGetOption';
}

function modeOf(fact: CallFact): number | undefined {
  return fact.control?.variable && constantOf(fact.before, fact.control.variable);
}

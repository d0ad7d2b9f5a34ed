import { argumentPlace } from '../../wsk/place';
import type { ExitFact, WskFacts } from '../../wsk/facts';
import { rootOf } from '../../flow/regions';
import type { Value } from '../../flow/values';
import { acceptOutputs } from '../acceptOutputs';
import { argumentOf } from '../dispatch';
import { irpGhosts, isOutstanding } from '../irp';
import { isOnPath } from '../outside';
import { diesWith, openSockets } from '../stack';
import type { Rule } from '../rule';

/** Contexts last as long as the socket or the request: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_socket */
export const rule: Rule = {
  meta: {
    id: 'context-lifetime',
    section: 'callbacks',
    severity: 'warning',
    statements: ['D34', 'K24'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const exit of facts.exits) {
      if (!exit.frame.parent) {
        for (const { creation } of openSockets(exit)) {
          const context = creation && argumentOf(creation, 'context');
          if (creation && context && diesWith(context.value, exit.frame))
            report({
              place: argumentPlace(creation, context),
              message: { id: 'socket', args: { function: creation.name } },
            });
        }
      }
      if (exit.stage !== 'returned' || hasTimedWait(exit, facts)) continue;
      for (const ghost of irpGhosts(exit.state)) {
        const { routine, call } = ghost;
        const context = isOutstanding(ghost) ? routine?.args[2] : undefined;
        if (routine && call && context && diesWith(context.value, exit.frame) && !waitsFor(context.value, exit, facts))
          report({
            place: argumentPlace(routine, context),
            message: { id: 'completion', args: { function: call.name } },
          });
      }
    }
    for (const { value, place, fact } of acceptOutputs('AcceptSocketContext', facts)) {
      if (diesWith(value, fact.frame)) report({ place, message: { id: 'accepted' } });
    }
  },
};

/** The path waits for something in the context, whatever else became of the request. */
function waitsFor(context: Value, { root, state }: ExitFact, facts: WskFacts): boolean {
  if (context.k !== 'pointer') return false;
  const memory = rootOf(context.region);
  return facts.waits.some(
    ({ call, region, timeout }) =>
      call.root === root &&
      timeout === 'none' &&
      region !== undefined &&
      rootOf(region) === memory &&
      isOnPath(call.before, state),
  );
}

/** A wait that may run out is the matter of another rule. */
function hasTimedWait(exit: ExitFact, facts: WskFacts): boolean {
  return facts.waits.some((wait) => wait.call.root === exit.root && wait.timeout !== 'none');
}

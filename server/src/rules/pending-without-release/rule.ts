import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import { placeOf } from '../../wsk/place';
import type { CallFact, ReturnFact, WskFacts } from '../../wsk/facts';
import { openMentions } from '../mentions';
import { isUndeclared, outsideCalls, receives } from '../outside';
import { isWithoutObject, parameterKey } from '../outputs';
import type { Rule } from '../rule';

const PENDING = model.constants.get('STATUS_PENDING') ?? 0x103;

/** What is retained is released: https://learn.microsoft.com/windows-hardware/drivers/network/receiving-data-over-a-connection-oriented-socket */
export const rule: Rule = {
  meta: {
    id: 'pending-without-release',
    section: 'callbacks',
    severity: 'warning',
    statements: ['D18'],
    fixable: false,
  },
  check({ facts, files, report }) {
    for (const callback of model.callbacks.values()) {
      const list = callback.params.find((param) => param.role === 'indication');
      if (!list) continue;
      const returns = facts.returns.filter(
        (fact) =>
          fact.root.callback === callback.name &&
          !fact.frame.parent &&
          retains(fact) &&
          !isWithoutObject(fact) &&
          !handsOn(fact, callback, facts),
      );
      if (returns.length === 0) continue;
      const ofOtherKind = (call: CallFact): boolean => isOtherKind(call, callback);
      if (openMentions(files, 'WskRelease', facts, ofOtherKind).length > 0) continue;
      for (const fact of returns)
        report({
          place: placeOf(fact.site),
          message: { id: 'never', args: { callback: callback.name, list: list.type.replace(/^P(?=WSK_)/, '') } },
        });
    }
  },
};

function retains(fact: ReturnFact): boolean {
  return fact.value !== undefined && alternatives(fact.value).some((one) => constantOf(fact.state, one) === PENDING);
}

/** The list, or the context in which it may be kept, goes to code outside of the workspace, which may release it. */
function handsOn(fact: ReturnFact, callback: WskCallback, facts: WskFacts): boolean {
  const key = parameterKey(fact.root, callback.name, callback.nullIndication ?? '');
  if (key !== undefined && outsideCalls(fact, facts).some((call) => receives(call, key))) return true;
  const context = parameterKey(fact.root, callback.name, 'SocketContext');
  return (
    context !== undefined &&
    facts.handovers.some((call) => call.root === fact.root && isUndeclared(call, facts) && receives(call, context))
  );
}

/** The release goes through a table, or on a socket, that cannot have this callback. */
function isOtherKind({ socket }: CallFact, callback: WskCallback): boolean {
  const known = [socket?.category, socket?.tableCategory].filter((category) => category !== undefined);
  return known.length > 0 && !known.some((category) => callback.categories.includes(category));
}

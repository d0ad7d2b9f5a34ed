import { argument, controlCalls, eventDirection, isWellAddressed, operationOf } from '../control';
import { argumentOf } from '../dispatch';
import { alternatives, type Value } from '../../flow/values';
import { argumentPlace, callPlace } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** Which calls need an IRP: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: {
    id: 'irp-required',
    section: 'control',
    severity: 'error',
    statements: ['C3', 'C14', 'E1', 'E2', 'F1', 'J1', 'K21'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const call of controlCalls(facts)) {
      const operation = isWellAddressed(call) ? operationOf(call) : undefined;
      const irp = argument(call, 'irp');
      if (
        !operation ||
        !irp ||
        !missing(irp.value, call.fact) ||
        eventDirection(call) !== undefined ||
        operation.irp !== 'required'
      )
        continue;
      report({
        place: argumentPlace(call.fact, irp),
        message: { id: 'control', args: { code: call.code.name } },
        related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
      });
    }
    for (const fact of facts.calls) {
      if (fact.control || fact.fn?.irp.requirement !== 'required') continue;
      const irp = argumentOf(fact, 'irp');
      if (!irp || !missing(irp.value, fact)) continue;
      report({ place: argumentPlace(fact, irp), message: { id: 'function', args: { function: fact.name } } });
    }
  },
};

/** NULL as written; the NULL of an allocation that failed is another matter. */
function missing(value: Value, fact: CallFact): boolean {
  return isNullHere(value, fact.before) && alternatives(value).every((one) => one.k === 'int');
}

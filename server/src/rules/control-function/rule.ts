import { argument, controlCalls } from '../control';
import { argumentPlace, callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** Socket options and client codes have a function each: https://learn.microsoft.com/windows-hardware/drivers/network/performing-control-operations-on-a-client-object */
export const rule: Rule = {
  meta: { id: 'control-function', section: 'control', severity: 'error', statements: ['B10', 'F10'], fixable: false },
  check({ facts, report }) {
    for (const call of controlCalls(facts)) {
      const code = argument(call, 'code');
      if (!code || call.code.function === call.control.function) continue;
      report({
        place: argumentPlace(call.fact, code),
        message: {
          id: 'wrong',
          args: { code: call.code.name, function: call.control.function, right: call.code.function },
        },
        related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
      });
    }
  },
};

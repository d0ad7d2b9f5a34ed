import { eventCalls, masksOf, staticCalls } from '../mask';
import { callPlace } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { Rule } from '../rule';

/** The call can fail: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: { id: 'enable-result-unchecked', section: 'events', severity: 'information', statements: ['A38', 'B15', 'C21'], fixable: false },
  check({ facts, report }) {
    const conditional = facts.calls.filter((fact) => fact.control?.code?.name === 'SO_CONDITIONAL_ACCEPT');
    for (const call of [...eventCalls(facts), ...staticCalls(facts), ...conditional]) {
      const value = call.control?.eventMask;
      const irp = call.control && call.args[call.control.index.irp];
      const masks = value && masksOf(value, call.before);
      if (masks?.some((mask) => mask.disables) || !call.discarded || !irp || !isNullHere(irp.value, call.before)) continue;
      report({ place: callPlace(call), message: { id: 'dropped', args: { option: call.control?.code?.name ?? '' } } });
    }
  },
};

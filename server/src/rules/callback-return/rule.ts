import { alternatives } from '../../flow/values';
import { model } from '../../model';
import { placeOf } from '../../wsk/place';
import { mayBe } from '../../wsk/values';
import type { Rule } from '../rule';
import { isOtherResult } from '../signature';

/** Each callback's page lists what it returns: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'callback-return',
    section: 'callbacks',
    severity: 'error',
    statements: ['D2', 'D3', 'D4', 'D5', 'C15'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const fact of facts.returns) {
      const callback = fact.root.callback === undefined ? undefined : model.callbacks.get(fact.root.callback);
      if (!callback || callback.returnType !== 'NTSTATUS' || fact.frame.parent || !fact.value) continue;
      if (isOtherResult(fact.root.fn, callback, facts.program)) continue;
      const isClient = callback.name === 'WskClientEvent';
      const names = isClient ? ['STATUS_NOT_IMPLEMENTED'] : callback.returns.map((one) => one.name);
      const known = alternatives(fact.value).every((one) => one.k === 'int' || one.k === 'symbol');
      const codes = names.map((name) => facts.program.platform.constant(name));
      if (!known || codes.some((code) => code === undefined || (fact.value && mayBe(fact.value, code, fact.state))))
        continue;
      const succeeds = mayBe(fact.value, 0, fact.state);
      report({
        place: placeOf(fact.site),
        message: { id: 'outside', args: { callback: callback.name, allowed: names.join(', ') } },
        ...(isClient ? { severity: succeeds ? ('hint' as const) : ('warning' as const) } : {}),
      });
    }
  },
};

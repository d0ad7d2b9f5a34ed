import { alternatives } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import type { ReturnFact } from '../../wsk/facts';
import { placeOf } from '../../wsk/place';
import { mayBe } from '../../wsk/values';
import type { Rule } from '../rule';
import { isOtherResult } from '../signature';
import { contractFixes } from './fix';

/** Each callback's page lists what it returns: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'callback-return',
    section: 'callbacks',
    severity: 'error',
    statements: ['D2', 'D3', 'D4', 'D5', 'C15'],
    fixable: true,
  },
  check(context) {
    const { facts, report } = context;
    const found = new Map<string, { readonly callback: WskCallback; readonly facts: ReturnFact[] }>();
    for (const fact of facts.returns) {
      const callback = fact.root.callback === undefined ? undefined : model.callbacks.get(fact.root.callback);
      if (!callback || callback.returnType !== 'NTSTATUS' || fact.frame.parent || !fact.value) continue;
      if (isOtherResult(fact.root.fn, callback, facts.program)) continue;
      const isKnown = alternatives(fact.value).every((one) => one.k === 'int' || one.k === 'symbol');
      const codes = allowed(callback).map((name) => facts.program.platform.constant(name));
      if (!isKnown || codes.some((code) => code === undefined || (fact.value && mayBe(fact.value, code, fact.state))))
        continue;
      const key = `${fact.site.file}:${fact.site.start}`;
      const known = found.get(key);
      if (known) known.facts.push(fact);
      else found.set(key, { callback, facts: [fact] });
    }
    for (const { callback, facts: wrong } of found.values()) {
      const [fact] = wrong;
      if (!fact) continue;
      const isClient = callback.name === 'WskClientEvent';
      const succeeds = fact.value !== undefined && mayBe(fact.value, 0, fact.state);
      report({
        place: placeOf(fact.site),
        message: { id: 'outside', args: { callback: callback.name, allowed: allowed(callback).join(', ') } },
        ...(isClient ? { severity: succeeds ? ('hint' as const) : ('warning' as const) } : {}),
        fixes: () => contractFixes(wrong, callback, context),
      });
    }
  },
};

function allowed(callback: WskCallback): readonly string[] {
  return callback.name === 'WskClientEvent' ? ['STATUS_NOT_IMPLEMENTED'] : callback.returns.map((one) => one.name);
}

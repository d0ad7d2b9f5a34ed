import { eventCalls, masksOf } from '../mask';
import { argumentPlace } from '../../wsk/place';
import { isNonNullHere } from '../../wsk/values';
import type { Rule } from '../rule';

/** Enabling needs no IRP: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'enable-with-irp', section: 'events', severity: 'hint', statements: ['A15'], fixable: true },
  check({ facts, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const irp = call.control && call.args[call.control.index.irp];
      const masks = value && masksOf(value, call.before);
      if (!irp || !masks?.every((mask) => mask.exact && !mask.disables && mask.events.length > 0)) continue;
      const allocated = irp.value.k === 'symbol' && irp.value.symbol.tag === 'irp-allocation';
      if (!allocated && !isNonNullHere(irp.value, call.before)) continue;
      const place = argumentPlace(call, irp);
      report({
        place, message: { id: 'irp' },
        fixes: place.start === irp.expr.start ? [{ title: { id: 'fix' }, safe: false, edits: [{ place, newText: 'NULL' }] }] : [],
      });
    }
  },
};

import { siteKey } from '../activation';
import { withoutOwnIrp } from '../irpRemoval';
import { eventCalls, masksOf } from '../mask';
import { argumentPlace } from '../../wsk/place';
import { isNonNullHere, isNullHere } from '../../wsk/values';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** Enabling needs no IRP: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'enable-with-irp', section: 'events', severity: 'hint', statements: ['A15'], fixable: true },
  check({ facts, files, report }) {
    const calls = eventCalls(facts);
    // One call on several paths: when it disables on one of them, the IRP belongs to that.
    const disables = new Set(calls.filter((call) => !onlyEnables(call)).map((call) => siteKey(call)));
    for (const call of calls) {
      if (disables.has(siteKey(call))) continue;
      const value = call.control?.eventMask;
      const irp = call.control && call.args[call.control.index.irp];
      const masks = value && masksOf(value, call.before);
      if (!irp || !masks?.every((mask) => mask.exact && !mask.disables && mask.events.length > 0)) continue;
      const allocated = irp.value.k === 'symbol' && irp.value.symbol.tag === 'irp-allocation';
      const kept =
        irp.value.k === 'symbol' && irp.value.symbol.initialOf?.r === 'field' && !isNullHere(irp.value, call.before);
      if (!allocated && !kept && !isNonNullHere(irp.value, call.before)) continue;
      const place = argumentPlace(call, irp);
      report({
        place,
        message: { id: 'irp' },
        fixes: () => {
          if (!allocated) return [{ title: { id: 'fix' }, safe: false, edits: [{ place, newText: 'NULL' }] }];
          const edits = withoutOwnIrp(call, irp.expr, { facts, files });
          return edits ? [{ title: { id: 'without' }, safe: false, edits }] : [];
        },
      });
    }
  },
};

function onlyEnables(call: CallFact): boolean {
  const mask = call.control?.eventMask;
  return mask !== undefined && masksOf(mask, call.before)?.every((one) => one.exact && !one.disables) === true;
}

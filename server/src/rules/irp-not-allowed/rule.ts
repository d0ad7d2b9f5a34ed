import { argument, controlCalls, isWellAddressed, operationOf } from '../control';
import { argumentPlace, callPlace } from '../../wsk/place';
import { isNonNullHere } from '../../wsk/values';
import type { Rule } from '../rule';

/** Client codes without an IRP: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'irp-not-allowed', section: 'control', severity: 'error', statements: ['B3', 'C19', 'E3', 'F1'], fixable: true },
  check({ facts, report }) {
    for (const call of controlCalls(facts)) {
      const operation = isWellAddressed(call) ? operationOf(call) : undefined;
      const irp = argument(call, 'irp');
      if (operation?.irp !== 'forbidden' || !irp) continue;
      const allocated = irp.value.k === 'symbol' && irp.value.symbol.tag === 'irp-allocation';
      if (!allocated && !isNonNullHere(irp.value, call.fact.before)) continue;
      const place = argumentPlace(call.fact, irp);
      report({
        place, message: { id: 'irp', args: { code: call.code.name } }, related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
        fixes: place.start === irp.expr.start && place.file === call.fact.frame.fn.file ? [{ title: { id: 'fix' }, safe: false, edits: [{ place, newText: 'NULL' }] }] : [],
      });
    }
  },
};

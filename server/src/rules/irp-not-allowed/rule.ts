import { argument, controlCalls, isWellAddressed, operationOf, type ControlCall } from '../control';
import { withoutOwnIrp } from '../irpRemoval';
import { argumentPlace, callPlace, passedBy, type Place } from '../../wsk/place';
import { isNonNullHere } from '../../wsk/values';
import { textOf } from '../text';
import type { Argument, CallFact } from '../../wsk/facts';
import type { Rule, RuleContext } from '../rule';

/** Client codes without an IRP: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: {
    id: 'irp-not-allowed',
    section: 'control',
    severity: 'error',
    statements: ['B3', 'C19', 'E3', 'F1'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const call of controlCalls(facts)) {
      const operation = isWellAddressed(call) ? operationOf(call) : undefined;
      const irp = argument(call, 'irp');
      if (operation?.irp !== 'forbidden' || !irp) continue;
      const allocated = irp.value.k === 'symbol' && irp.value.symbol.tag === 'irp-allocation';
      if (!allocated && !isNonNullHere(irp.value, call.fact.before)) continue;
      const asked = askedFor(call, irp);
      const place = asked ?? argumentPlace(call.fact, irp);
      report({
        place,
        message: { id: 'irp', args: { code: call.code.name } },
        related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
        fixes: () => {
          if (asked) return [];
          const whole = allocated ? withoutOwnIrp(call.fact, irp.expr, { facts, files }) : undefined;
          if (whole) return [{ title: { id: 'without' }, safe: false, edits: whole }];
          return !allocated || freesHere(call.fact, files)
            ? [{ title: { id: 'fix' }, safe: false, edits: [{ place, newText: 'NULL' }] }]
            : [];
        },
      });
    }
  },
};

/** A helper that serves several codes brings the IRP: wrong is to ask it for this one. */
function askedFor({ fact, control }: ControlCall, irp: Argument): Place | undefined {
  const code = fact.args[control.index.code];
  const isPassed = (argument: Argument): boolean => passedBy(argument.expr, fact.frame) !== undefined;
  return code && isPassed(code) && !isPassed(irp) ? argumentPlace(fact, code) : undefined;
}

/** An IRP that only its completion routine frees would leak once the call no longer gets it. */
function freesHere(call: CallFact, files: RuleContext['files']): boolean {
  return /\bIoFreeIrp\b/.test(textOf(files.get(call.frame.fn.file), call.frame.fn.decl));
}

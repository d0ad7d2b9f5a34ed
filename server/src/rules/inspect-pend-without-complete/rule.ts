import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { model } from '../../model';
import { walkStatement } from '../../syntax/walk';
import { placeOf } from '../../wsk/place';
import type { Rule } from '../rule';

/** A pending inspection has to be completed: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_inspect_complete */
export const rule: Rule = {
  meta: {
    id: 'inspect-pend-without-complete',
    section: 'conditional-accept',
    severity: 'warning',
    statements: ['C10'],
    fixable: false,
  },
  check({ facts, files, report }) {
    const pend = model.constants.get('WskInspectPend');
    const returns = facts.returns.filter(
      (fact) =>
        fact.root.callback === 'WskInspectEvent' &&
        !fact.frame.parent &&
        fact.value &&
        alternatives(fact.value).some((one) => constantOf(fact.state, one) === pend),
    );
    if (returns.length === 0) return;
    let completes = false;
    for (const { syntax } of files.values()) {
      for (const fn of syntax.functions) {
        if (fn.body)
          walkStatement(
            fn.body,
            (expr) =>
              (completes ||= (expr.kind === 'member' || expr.kind === 'ident') && expr.name === 'WskInspectComplete'),
          );
      }
      completes ||= syntax.macros.some((macro) => macro.text.includes('WskInspectComplete'));
    }
    if (completes) return;
    for (const fact of returns) report({ place: placeOf(fact.site), message: { id: 'never' } });
  },
};

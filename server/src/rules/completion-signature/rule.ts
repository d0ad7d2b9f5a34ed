import { alternatives } from '../../flow/values';
import { setsRoutine } from '../../wsk/names';
import { argumentPlace } from '../../wsk/place';
import { mistakeOf } from '../completionRoutine';
import type { Rule } from '../rule';

/** What a completion routine looks like: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nc-wdm-io_completion_routine */
export const rule: Rule = {
  meta: { id: 'completion-signature', section: 'irps', severity: 'error', statements: ['K30'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.calls) {
      const routine = setsRoutine.has(fact.name) ? fact.args[1] : undefined;
      if (!routine) continue;
      for (const one of alternatives(routine.value)) {
        const mistake = one.k === 'function' && one.entity ? mistakeOf(one.entity, facts.program) : undefined;
        if (!mistake || one.k !== 'function' || !one.entity) continue;
        const { decl, file, name } = one.entity;
        report({
          place: argumentPlace(fact, routine),
          message: { id: mistake, args: { routine: name } },
          related: [
            { place: { file, start: decl.nameSpan.start, end: decl.nameSpan.end }, message: { id: 'declared' } },
          ],
        });
      }
    }
  },
};

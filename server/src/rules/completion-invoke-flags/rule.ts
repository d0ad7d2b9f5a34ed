import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { argumentPlace } from '../../wsk/place';
import { textOf } from '../text';
import { otherArgument } from '../argumentEdits';
import type { Rule } from '../rule';

const OUTCOMES = ['InvokeOnSuccess', 'InvokeOnError', 'InvokeOnCancel'] as const;

/** The routine has to run however the request ends: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'completion-invoke-flags', section: 'irps', severity: 'error', statements: ['K4'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      if (!/^IoSetCompletionRoutine(?:Ex)?$/.test(fact.name) || fact.irp?.ghost.own !== true) continue;
      OUTCOMES.forEach((outcome, i) => {
        const flag = fact.args[3 + i];
        if (!flag || !alternatives(flag.value).every((one) => constantOf(fact.before, one) === 0)) return;
        const place = argumentPlace(fact, flag);
        const written = /^(?:FALSE|false|0)$/.test(textOf(files.get(place.file), place));
        report({
          place,
          message: { id: 'false', args: { outcome } },
          fixes: () => {
            const edits =
              otherArgument(fact, flag, 'TRUE', files) ?? (written ? [{ place, newText: 'TRUE' }] : undefined);
            return edits ? [{ title: { id: 'true' }, safe: written, edits }] : [];
          },
        });
      });
    }
  },
};

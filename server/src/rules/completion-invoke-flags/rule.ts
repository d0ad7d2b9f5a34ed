import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { setsRoutine } from '../../wsk/names';
import { argumentPlace, type Place } from '../../wsk/place';
import { textOf } from '../text';
import { otherArgument } from '../argumentEdits';
import { inDefinition, wrongMacro } from '../definitions';
import type { EditReport, Rule, RuleContext } from '../rule';

const OUTCOMES = ['InvokeOnSuccess', 'InvokeOnError', 'InvokeOnCancel'] as const;

/** The routine has to run however the request ends: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'completion-invoke-flags', section: 'irps', severity: 'error', statements: ['K4'], fixable: true },
  check({ facts, files, report }) {
    const wrong: Place[] = [];
    for (const fact of facts.calls) {
      if (!setsRoutine.has(fact.name) || fact.irp?.ghost.own !== true) continue;
      OUTCOMES.forEach((outcome, i) => {
        const flag = fact.args[3 + i];
        if (!flag || !alternatives(flag.value).every((one) => constantOf(fact.before, one) === 0)) return;
        const place = argumentPlace(fact, flag);
        const written = /^(?:FALSE|false|0)$/.test(textOf(files.get(place.file), place));
        wrong.push(place);
        report({
          place,
          message: { id: 'false', args: { outcome } },
          fixes: () => {
            const edits =
              otherArgument(fact, flag, 'TRUE', files) ??
              (written ? [{ place, newText: 'TRUE' }] : inMacro(place, wrong, { facts, files }));
            return edits ? [{ title: { id: 'true' }, safe: written, edits }] : [];
          },
        });
      });
    }
  },
};

/** The macro that makes the call asks for every outcome. */
function inMacro(
  use: Place,
  wrong: readonly Place[],
  context: Pick<RuleContext, 'facts' | 'files'>,
): EditReport[] | undefined {
  const macro = wrongMacro(use, wrong, context);
  const calls = macro ? inDefinition(macro, ({ kind }) => kind === 'call') : [];
  const edits = calls.flatMap((call) =>
    macro && call.kind === 'call' && call.callee.kind === 'ident' && call.callee.name === 'IoSetCompletionRoutine'
      ? call.args
          .slice(3)
          .filter((arg) => /^(?:FALSE|false|0)$/.test(textOf(macro.source, arg)))
          .map(({ start, end }) => ({ place: { file: macro.file, start, end }, newText: 'TRUE' }))
      : [],
  );
  return edits.length > 0 ? edits : undefined;
}

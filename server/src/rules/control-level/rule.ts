import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { model } from '../../model';
import { argument, isWellAddressed } from '../control';
import { controlCodeOf } from '../../wsk/control';
import { argumentPlace, callPlace, type Place } from '../../wsk/place';
import type { Argument, CallFact } from '../../wsk/facts';
import { otherArgument } from '../argumentEdits';
import type { Rule } from '../rule';

/** Options live at a level: https://learn.microsoft.com/windows-hardware/drivers/network/performing-control-operations-on-a-socket */
export const rule: Rule = {
  meta: { id: 'control-level', section: 'control', severity: 'error', statements: ['A23', 'A24', 'E9'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      const control = fact.control;
      if (control?.function !== 'WskControlSocket' || control.request === 'WskIoctl' || control.request === undefined)
        continue;
      const codeArg = fact.args[control.index.code];
      const levelArg = fact.args[control.index.level];
      if (!codeArg || !levelArg) continue;
      const atCode = constantOf(fact.before, codeArg.value);
      const swapped =
        control.code === undefined && atCode !== undefined && LEVELS.has(atCode)
          ? controlCodeOf(levelArg.value, fact.before, 'WskControlSocket', control.request)
          : undefined;
      if (swapped && (swapped.family === 'socket-option' || levelArg.value.origin.name === swapped.name)) {
        const place = argumentPlace(fact, codeArg);
        const other = argumentPlace(fact, levelArg);
        const source = files.get(place.file);
        const direct =
          source &&
          place.start === codeArg.expr.start &&
          other.start === levelArg.expr.start &&
          place.file === other.file;
        report({
          place,
          message: { id: 'swapped', args: { code: swapped.name } },
          related: [{ place: callPlace(fact), message: { id: 'call' } }],
          fixes: direct
            ? [
                {
                  title: { id: 'swap' },
                  safe: true,
                  edits: [
                    { place, newText: source.text.slice(other.start, other.end) },
                    { place: other, newText: source.text.slice(place.start, place.end) },
                  ],
                },
              ]
            : [],
        });
        continue;
      }
      const call = control.code && { fact, control, code: control.code };
      const right = call?.code.level;
      if (
        !call ||
        !right ||
        !(isWellAddressed(call) || call.code.family === 'transport-option') ||
        !argument(call, 'level')
      )
        continue;
      const values = alternatives(levelArg.value).map((one) => constantOf(fact.before, one));
      if (values.length === 0 || !values.every((n) => n !== undefined && n !== right.value)) continue;
      const place = argumentPlace(fact, levelArg);
      report({
        place,
        message: { id: 'wrong', args: { code: call.code.name, level: right.name } },
        related: [{ place: callPlace(fact), message: { id: 'call' } }],
        fixes: () => {
          const edits = otherArgument(fact, levelArg, right.name, files);
          const safe = isWrittenHere(place, levelArg, fact);
          return edits ? [{ title: { id: 'fix', args: { level: right.name } }, safe, edits }] : [];
        },
      });
    }
  },
};

function isWrittenHere(place: Place, { expr }: Argument, { frame }: CallFact): boolean {
  return place.start === expr.start && place.file === frame.fn.file;
}

const LEVELS: ReadonlySet<number> = new Set(
  [...model.controlCodes.values()].flatMap((code) => (code.level ? [code.level.value] : [])),
);

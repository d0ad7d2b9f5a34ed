import { alternatives } from '../../flow/values';
import type { FunctionEntity, Program } from '../../flow/program';
import type { Type } from '../../flow/types';
import { setsRoutine } from '../../wsk/names';
import { argumentPlace } from '../../wsk/place';
import type { Rule } from '../rule';
import { fromMacro } from '../signature';

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

type Mistake = 'count' | 'result' | 'device' | 'irp' | 'context';

/** What differs for certain; types that are not known are taken to fit. */
function mistakeOf(fn: FunctionEntity, program: Program): Mistake | undefined {
  const { params, returnType, variadic, isTemplate, isMethod } = fn.decl;
  if (!params || variadic || isTemplate || isMethod || fromMacro(fn, program)) return undefined;
  if (params.length !== 3) return 'count';
  const [device, irp, context] = params.map((param) => program.type(param.type, fn.file));
  if (device && (pointsTo(device, 'IRP') || isSmall(device))) return 'device';
  if (irp && (pointsTo(irp, 'DEVICE_OBJECT') || isSmall(irp))) return 'irp';
  if (context && isSmall(context)) return 'context';
  const isVoid = returnType.pointers === 0 && /^void$/i.test(returnType.base);
  const result = program.type(returnType, fn.file);
  return isVoid || result.t === 'pointer' || (result.t === 'scalar' && result.size !== 4) ? 'result' : undefined;
}

function pointsTo(type: Type, name: string): boolean {
  return type.t === 'pointer' && type.to().name === name;
}

function isSmall(type: Type): boolean {
  return type.t === 'scalar' && type.size < 8;
}

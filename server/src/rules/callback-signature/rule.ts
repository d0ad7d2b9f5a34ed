import { alternatives, type Value } from '../../flow/values';
import type { FunctionEntity, Program } from '../../flow/program';
import { pointerTo, type Type } from '../../flow/types';
import { model, type WskCallback } from '../../model';
import { placeOf } from '../../wsk/place';
import type { Rule } from '../rule';

/** Each callback's page gives its prototype: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_connection_dispatch */
export const rule: Rule = {
  meta: { id: 'callback-signature', section: 'callbacks', severity: 'error', statements: ['D1'], fixable: false },
  check({ facts, report }) {
    const entry = (callback: WskCallback | undefined, value: Value): void => {
      for (const one of callback ? alternatives(value) : []) {
        if (one.k !== 'function' || !callback) continue;
        const fn = one.entity ?? facts.program.resolvePrototype(one.name, one.origin.site.file);
        const mistake = fn && mistakeOf(fn, callback, facts.program);
        if (!fn || !mistake) continue;
        const { start, end } = fn.decl.nameSpan;
        report({
          place: placeOf(one.origin.site),
          message: { id: mistake.id, args: { function: fn.name, callback: callback.name, ...mistake.args } },
          related: [{ place: { file: fn.file, start, end }, message: { id: 'declared' } }],
        });
      }
    };
    for (const table of facts.tables) {
      for (const [member, value] of table.entries)
        entry(
          [...model.callbacks.values()].find((one) => one.table === table.type && one.member === member),
          value,
        );
    }
    for (const handler of facts.handlers) entry(model.callbacks.get(handler.callback), handler.value);
  },
};

interface Mistake {
  readonly id: 'count' | 'parameter' | 'result';
  readonly args: Readonly<Record<string, string | number>>;
}

/** What differs for certain; types that are not known are taken to fit. */
function mistakeOf(fn: FunctionEntity, callback: WskCallback, program: Program): Mistake | undefined {
  const { params, returnType, variadic, isTemplate, isMethod } = fn.decl;
  if (!params || variadic || isTemplate || isMethod || !callback.table) return undefined;
  if (params.length !== callback.params.length)
    return { id: 'count', args: { count: params.length, expected: callback.params.length } };
  for (const [i, param] of params.entries()) {
    const wanted = callback.params[i];
    if (wanted && !param.type.reference && differs(program.type(param.type, fn.file), written(wanted.type, program)))
      return { id: 'parameter', args: { number: i + 1, type: wanted.type } };
  }
  const plain = returnType.pointers === 0 && !returnType.functionPointer;
  const isVoid = plain && /^void$/i.test(returnType.base);
  const isOther =
    plain && returnType.base !== callback.returnType && /^(?:NTSTATUS|WSK_INSPECT_ACTION)$/.test(returnType.base);
  const result = program.type(returnType, fn.file);
  const wrong = isVoid || isOther || result.t === 'pointer' || (result.t === 'scalar' && result.size !== 4);
  return wrong ? { id: 'result', args: { type: callback.returnType } } : undefined;
}

function written(text: string, program: Program): Type {
  const stars = text.split('*').length - 1;
  let type = program.named(text.replace(/^const\s+/, '').replace(/[\s*]+$/, ''), '');
  for (let i = 0; i < stars; i++) type = pointerTo(type, `${type.name} *`);
  return type;
}

function differs(actual: Type, wanted: Type): boolean {
  if (actual.t === 'record') return wanted.t === 'scalar' || wanted.t === 'pointer';
  if (actual.t === 'scalar') return (wanted.t === 'scalar' || wanted.t === 'pointer') && actual.size !== wanted.size;
  if (actual.t !== 'pointer') return false;
  if (wanted.t === 'scalar') return true;
  return wanted.t === 'pointer' && pointsElsewhere(actual.to(), wanted.to());
}

/** Another WSK structure, or a number of another size. */
function pointsElsewhere(actual: Type, wanted: Type): boolean {
  if (actual.t === 'record' && wanted.t === 'record')
    return actual.name.startsWith('WSK_') && actual.name !== wanted.name;
  return actual.t === 'scalar' && wanted.t === 'scalar' && actual.size !== wanted.size;
}

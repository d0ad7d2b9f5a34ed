/** How a function differs from the prototype of the callback that it serves as. */
import type { FunctionEntity, Program } from '../flow/program';
import type { Type } from '../flow/types';
import type { WskCallback } from '../model';
import { prototypeType } from '../wsk/callbackShape';

export interface SignatureMistake {
  readonly id: 'count' | 'parameter' | 'result';
  readonly args: Readonly<Record<string, string | number>>;
}

/** What differs for certain; types that are not known are taken to fit. */
export function signatureMistake(
  fn: FunctionEntity,
  callback: WskCallback,
  program: Program,
): SignatureMistake | undefined {
  const { params, variadic, isTemplate, isMethod } = fn.decl;
  if (!params || variadic || isTemplate || isMethod || !callback.table || fromMacro(fn, program)) return undefined;
  if (params.length !== callback.params.length)
    return { id: 'count', args: { count: params.length, expected: callback.params.length } };
  const [first] = wrongParameters(fn, callback, program);
  const wanted = first === undefined ? undefined : callback.params[first];
  if (first !== undefined && wanted) return { id: 'parameter', args: { number: first + 1, type: wanted.type } };
  return isOtherResult(fn, callback, program) ? { id: 'result', args: { type: callback.returnType } } : undefined;
}

/** Positions of the parameters that are certainly of another type. */
export function wrongParameters(fn: FunctionEntity, callback: WskCallback, program: Program): readonly number[] {
  return (fn.decl.params ?? []).flatMap(({ type }, i) => {
    const wanted = callback.params[i];
    const isWrong =
      wanted && !type.reference && differs(program.type(type, fn.file), prototypeType(wanted.type, program));
    return isWrong ? [i] : [];
  });
}

/** The result is certainly not what WSK takes. */
export function isOtherResult(fn: FunctionEntity, callback: WskCallback, program: Program): boolean {
  const { returnType } = fn.decl;
  const plain = returnType.pointers === 0 && !returnType.functionPointer;
  const isVoid = plain && /^void$/i.test(returnType.base);
  const isOther =
    plain && returnType.base !== callback.returnType && /^(?:NTSTATUS|WSK_INSPECT_ACTION)$/.test(returnType.base);
  const result = program.type(returnType, fn.file);
  return isVoid || isOther || result.t === 'pointer' || (result.t === 'scalar' && result.size !== 4);
}

/** The parameter list is written as a macro: nobody knows what stands in it. */
export function fromMacro({ decl, file }: FunctionEntity, program: Program): boolean {
  return (
    decl.params?.some(({ name, type }) => name === '' && program.resolveMacro(type.base, file) !== undefined) ?? false
  );
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
  if (actual.t === 'pointer' && wanted.t === 'pointer') return pointsElsewhere(actual.to(), wanted.to());
  return actual.t === 'scalar' && wanted.t === 'scalar' && actual.size !== wanted.size;
}

/** Callbacks told by their parameters alone: for functions that stand in no dispatch table of the workspace. */
import type { FunctionEntity, Program } from '../flow/program';
import { pointerTo, type Type } from '../flow/types';
import { model, type WskCallback } from '../model';

/** The callback that has exactly the function's parameters and result, where a structure of WSK is among them. */
export function callbackByShape(fn: FunctionEntity, program: Program): WskCallback | undefined {
  const { decl, file } = fn;
  const { params, returnType, isTemplate, isMethod } = decl;
  if (!params || isTemplate || isMethod || program.isDeclaredElsewhere(fn)) return undefined;
  for (const callback of model.callbacks.values()) {
    if (callback.table === null || callback.params.length !== params.length) continue;
    const isTelling = callback.params.some(({ type }) => type.includes('WSK_'));
    const isResult = returnType.base === callback.returnType && returnType.pointers === 0;
    if (!isTelling || !isResult) continue;
    const isSame = callback.params.every(({ type }, i) => {
      const param = params[i];
      return param !== undefined && isSameType(program.type(param.type, file), prototypeType(type, program));
    });
    if (isSame) return callback;
  }
  return undefined;
}

/** A type as the model writes it in a prototype. */
export function prototypeType(text: string, program: Program): Type {
  const stars = text.split('*').length - 1;
  let type = program.named(text.replace(/^const\s+/, '').replace(/[\s*]+$/, ''), '');
  for (let i = 0; i < stars; i++) type = pointerTo(type, `${type.name} *`);
  return type;
}

function isSameType(a: Type, b: Type): boolean {
  if (a.t === 'pointer' && b.t === 'pointer') return isSameType(a.to(), b.to());
  if (a.t === 'scalar' && b.t === 'scalar') return a.size === b.size;
  return a.t === b.t && a.name === b.name;
}

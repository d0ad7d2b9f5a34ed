/** Which of several functions of one name takes these arguments. */
import type { Expr, Param } from '../../syntax/ast';
import type { FunctionEntity } from '../program';
import type { Type } from '../types';

/** One argument, and the parameter that would get it. */
export interface Argument {
  readonly param: Param | undefined;
  readonly type: Type | undefined;
  readonly arg: Expr;
  readonly actual: Type | undefined;
  /** Nothing else has the object: `T &&` takes it. */
  readonly isTemporary: boolean;
}

/** Undefined where more than one takes them. */
export function bestOverload(
  among: readonly FunctionEntity[],
  argumentsOf: (fn: FunctionEntity) => readonly Argument[],
): FunctionEntity | undefined {
  const possible = among.filter((fn) => argumentsOf(fn).every(fits));
  if (possible.length <= 1) return possible[0];
  const exact = possible.filter((fn) => argumentsOf(fn).every(isExact));
  return exact.length === 1 ? exact[0] : undefined;
}

/** Unknown types fit everywhere. */
function fits({ type, actual, arg }: Argument): boolean {
  if (!type || !actual) return !(type?.t === 'record' && isNullLiteral(arg));
  if (type.t === 'record' || actual.t === 'record')
    return type.t === 'opaque' || (type.t === actual.t && type.name === actual.name);
  if (type.t === 'pointer') return actual.t !== 'scalar' || isNullLiteral(arg);
  return type.t !== 'scalar' || actual.t !== 'pointer';
}

/** `T &&` takes what is only there for the moment, `T &` and `const T &` what has a name. */
function isExact({ param, type, actual, isTemporary }: Argument): boolean {
  if (!actual || type?.t === 'opaque') return false;
  if (type?.t !== actual.t) return false;
  if (type.t === 'pointer' && actual.t === 'pointer' && type.to().name !== actual.to().name) return false;
  if (!param?.type.reference || type.t !== 'record') return true;
  return isTemporary === (param.type.rvalue === true);
}

function isNullLiteral(arg: Expr): boolean {
  return (
    (arg.kind === 'number' && arg.value === 0) ||
    (arg.kind === 'ident' && arg.name === 'NULL') ||
    (arg.kind === 'keyword' && arg.name === 'nullptr')
  );
}

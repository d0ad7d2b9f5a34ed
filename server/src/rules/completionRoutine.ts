/** How the declaration of a completion routine differs from IO_COMPLETION_ROUTINE. */
import type { FunctionEntity, Program } from '../flow/program';
import type { Type } from '../flow/types';
import { fromMacro } from './signature';

type Mistake = 'count' | 'result' | 'device' | 'irp' | 'context';

/** What differs for certain; types that are not known are taken to fit. */
export function mistakeOf(fn: FunctionEntity, program: Program): Mistake | undefined {
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

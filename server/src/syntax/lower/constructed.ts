/** C++ objects whose declaration the grammar takes for a prototype. */
import type { Call, Declarator, Expr, Ident, InitItem, Param, TypeName } from '../ast';
import type { NodeIndex } from '../cst';
import type { TypeKnowledge } from '../typeNames';
import type { LoweringSession } from './session';
import { declared, type BaseType } from './types';

/** `Guard guard(lock);` in a function: the grammar finds parameters that have types only. */
export function constructedObject(session: LoweringSession, base: BaseType, node: NodeIndex): Declarator | undefined {
  const { cst, file } = session;
  if (file.language !== 'cpp' || cst.type(node) !== 'function_declarator') return undefined;
  const { name, nameSpan, type, fn } = declared(session, base, node);
  if (!fn || fn.variadic || fn.params.length === 0 || type.pointers > 0 || file.types.isKernelType(type.base))
    return undefined;
  const items = argumentsOf(fn.params, file.types);
  if (!items) return undefined;
  const span = cst.span(cst.childInField(node, 'parameters'));
  const list = items.map((value): InitItem => ({ designators: [], value, span: value }));
  return { ...cst.span(node), name, nameSpan, type, init: { kind: 'initList', ...span, items: list } };
}

function argumentsOf(params: readonly Param[], types: TypeKnowledge): readonly Expr[] | undefined {
  const items = params.map((param) => argumentOf(param, types));
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** What looks like a parameter without a name may be the name of a variable, a call, or the size of something. */
function argumentOf({ name, type, start, end }: Param, types: TypeKnowledge): Expr | undefined {
  if (name !== '') return undefined;
  if (!type.functionPointer) return isWord(type, types) ? wordOf(type) : undefined;
  const { params, returnType } = type.functionPointer;
  if (!isWord(returnType, types)) return undefined;
  const callee = wordOf(returnType);
  if (callee.name === 'sizeof') return sizeOf(params, start, end, types);
  const args = argumentsOf(params, types);
  const argsSpan = { start: callee.end + 1, end: end - 1 };
  return args && ({ kind: 'call', start, end, callee, args, argsSpan } satisfies Call);
}

function sizeOf(params: readonly Param[], start: number, end: number, types: TypeKnowledge): Expr | undefined {
  const [only] = params;
  if (!only || params.length > 1) return undefined;
  const operand = argumentOf(only, types);
  if (operand) return { kind: 'sizeofExpr', start, end, operand };
  return only.name === '' ? { kind: 'sizeofType', start, end, type: only.type } : undefined;
}

function isWord(type: TypeName, types: TypeKnowledge): boolean {
  const { base, pointers, arrays, isConst } = type;
  const isPlain = pointers === 0 && arrays.length === 0 && !isConst && !type.functionPointer && !type.tag;
  return isPlain && !type.reference && /^[A-Za-z_]\w*$/.test(base) && !types.isLikely(base);
}

function wordOf({ base, start, end }: TypeName): Ident {
  return { kind: 'ident', start, end, name: base };
}

/** `typedef`: names for records and enums go to those, everything else is a TypedefDecl. */
import type { TypedefDecl } from '../ast';
import type { NodeIndex } from '../cst';
import type { LoweringSession } from './session';
import { baseType, declared, describedType, unqualified } from './types';

export function lowerTypedef(session: LoweringSession, node: NodeIndex): void {
  const { cst, out } = session;
  const base = baseType(session, node);
  for (const declarator of cst.childrenInField(node, 'declarator')) {
    const { name, type, fn } = declared(session, base, declarator);
    if (name === '') continue;
    session.file.types.addEvidence(name);
    const isPlain = !fn && !type.functionPointer && type.arrays.length === 0;
    if (base.record !== undefined && isPlain && type.pointers <= 1)
      nameRecord(session, base.record, name, type.pointers);
    else if (base.enumeration !== undefined && isPlain && type.pointers === 0)
      nameEnum(session, base.enumeration, name);
    else out.typedefs.push(typedefDecl(session, node, name, type, fn?.params));
  }
}

function typedefDecl(
  session: LoweringSession,
  node: NodeIndex,
  name: string,
  type: TypedefDecl['type'],
  params: NonNullable<TypedefDecl['functionType']>['params'] | undefined,
): TypedefDecl {
  return { ...session.cst.span(node), name, type, ...(params ? { functionType: { params, returnType: type } } : {}) };
}

function nameRecord(session: LoweringSession, index: number, name: string, pointers: number): void {
  const record = session.out.records[index];
  if (!record) return;
  session.out.records[index] =
    pointers === 0
      ? { ...record, typedefs: [...record.typedefs, name] }
      : { ...record, pointerTypedefs: [...record.pointerTypedefs, name] };
}

function nameEnum(session: LoweringSession, index: number, name: string): void {
  const enumeration = session.out.enums[index];
  if (enumeration) session.out.enums[index] = { ...enumeration, typedefs: [...enumeration.typedefs, name] };
}

/** C++ `using X = T;`. */
export function lowerAlias(session: LoweringSession, node: NodeIndex): void {
  const { cst } = session;
  const name = unqualified(session, cst.childInField(node, 'name'));
  const type = describedType(session, cst.childInField(node, 'type'));
  session.file.types.addEvidence(name);
  session.out.typedefs.push({ ...cst.span(node), name, type });
}

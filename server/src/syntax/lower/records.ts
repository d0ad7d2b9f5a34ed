/** struct, union, class and enum definitions. */
import type { EnumDecl, FieldDecl, FunctionDecl, RecordDecl, TemplateParam, VariableDecl } from '../ast';
import type { NodeIndex } from '../cst';
import { functionDefinition, functionPrototype, templateParameters } from './functions';
import { unreadable, type DefinedAt, type LoweringSession } from './session';
import { isTypedefPrototype, typedefPrototype } from './typedefPrototypes';
import { baseType, declared, templateArguments, unqualified, type BaseType } from './types';
import { specialisedName } from '../templates';

/** Lowers the specifier's body if it has one. */
export function lowerRecordOrEnum(
  session: LoweringSession,
  node: NodeIndex,
  scope: readonly string[] = [],
  typeParams?: readonly TemplateParam[],
): DefinedAt {
  const { cst } = session;
  const body = cst.childInField(node, 'body');
  if (body === 0) return {};
  const nameNode = cst.childInField(node, 'name');
  const name = nameNode === 0 ? '' : recordName(session, nameNode);
  if (cst.type(node) === 'enum_specifier') {
    session.out.enums.push(enumeration(session, node, name, body));
    return { enumeration: session.out.enums.length - 1 };
  }
  // The slot is taken first: nested records come after their owner.
  const index = session.out.records.length;
  const kind = recordKind(cst.type(node));
  session.out.records.push({ ...cst.span(node), kind, name, typedefs: [], pointerTypedefs: [], fields: [], bases: [] });
  const fields = behind(index, members(session, body, [...scope, name]));
  const bases = baseClasses(session, node);
  const template = typeParams && typeParams.length > 0 ? { typeParams } : {};
  session.out.records[index] = { ...cst.span(node), kind, name, typedefs: [], pointerTypedefs: [], fields, bases, ...template }; // prettier-ignore
  return { record: index };
}

/** `Traits<A>` where the template is specialised: it is another class than `Traits`. */
function recordName(session: LoweringSession, node: NodeIndex): string {
  const args = templateArguments(session, node);
  const name = unqualified(session, node);
  return args ? specialisedName(name, args) : name;
}

/** Counts the records of the members from their owner. */
export function behind(owner: number, fields: readonly FieldDecl[]): FieldDecl[] {
  return fields.map((field) => (field.record === undefined ? field : { ...field, record: field.record - owner }));
}

function recordKind(type: string): RecordDecl['kind'] {
  return type === 'union_specifier' ? 'union' : type === 'class_specifier' ? 'class' : 'struct';
}

function baseClasses(session: LoweringSession, node: NodeIndex): string[] {
  const { cst } = session;
  const clause = cst.childOfType(node, 'base_class_clause');
  if (clause === 0) return [];
  return cst
    .namedChildren(clause)
    .filter((child) => /^(?:type_identifier|qualified_identifier|template_type)$/.test(cst.type(child)))
    .map((child) => unqualified(session, child));
}

function enumeration(session: LoweringSession, node: NodeIndex, name: string, body: NodeIndex): EnumDecl {
  const { cst } = session;
  const members: {
    name: string;
    nameSpan: { start: number; end: number };
    value?: ReturnType<LoweringSession['expression']>;
  }[] = [];
  for (const child of cst.namedChildren(body)) {
    if (cst.type(child) !== 'enumerator') {
      if (cst.isError(child)) unreadable(session, cst.span(child));
      continue;
    }
    const nameNode = cst.childInField(child, 'name');
    const value = cst.childInField(child, 'value');
    members.push({
      name: cst.textOf(nameNode),
      nameSpan: cst.span(nameNode),
      ...(value === 0 ? {} : { value: session.expression(value) }),
    });
  }
  return { ...cst.span(node), name, typedefs: [], members };
}

function members(session: LoweringSession, body: NodeIndex, scope: readonly string[]): FieldDecl[] {
  const { cst } = session;
  const fields: FieldDecl[] = [];
  for (const child of cst.namedChildren(body)) member(session, child, scope, fields, undefined);
  return fields;
}

function member(
  session: LoweringSession,
  node: NodeIndex,
  scope: readonly string[],
  fields: FieldDecl[],
  typeParams: readonly TemplateParam[] | undefined,
): void {
  const { cst } = session;
  const around = { scope, isTemplate: typeParams !== undefined, typeParams, inClass: true };
  switch (cst.type(node)) {
    case 'field_declaration':
      fields.push(...fieldDeclaration(session, node, scope));
      break;
    case 'function_definition':
    case 'inline_method_definition':
    case 'constructor_or_destructor_definition':
      push(session.out.functions, functionDefinition(session, node, around));
      break;
    case 'declaration':
    case 'constructor_or_destructor_declaration':
      for (const declarator of cst.childrenInField(node, 'declarator')) {
        push(session.out.functions, functionPrototype(session, node, declarator, around));
      }
      break;
    case 'template_declaration':
      for (const child of cst.namedChildren(node))
        member(session, child, scope, fields, templateParameters(session, node));
      break;
    case 'ERROR':
      unreadable(session, cst.span(node));
      break;
  }
}

function push(list: FunctionDecl[], fn: FunctionDecl | undefined): void {
  if (fn) list.push(fn);
}

function fieldDeclaration(session: LoweringSession, node: NodeIndex, scope: readonly string[]): FieldDecl[] {
  const { cst } = session;
  const base = baseType(session, node);
  const isStatic = cst
    .children(node)
    .some((child) => cst.type(child) === 'storage_class_specifier' && cst.textOf(child) === 'static');
  const declarators = cst.childrenInField(node, 'declarator');
  for (const damage of cst.children(node)) if (cst.isError(damage)) unreadable(session, cst.span(damage));
  if (declarators.length === 0) return anonymousMember(session, node, base);
  const result: FieldDecl[] = [];
  const bits = cst.childOfType(node, 'bitfield_clause');
  for (const declarator of declarators) {
    const { name, nameSpan, type, fn } = declared(session, base, declarator);
    const around = { scope, isTemplate: false, inClass: true };
    if (!fn && isStatic && name !== '' && isTypedefPrototype(session, { name, nameSpan, type })) {
      session.out.functions.push(typedefPrototype(session, node, { name, nameSpan, type }, around));
      continue;
    }
    if (!fn && isStatic && name !== '')
      session.out.variables.push(staticMember(session, node, declarator, { name, nameSpan, type }, scope));
    if (fn) {
      push(session.out.functions, functionPrototype(session, node, declarator, around));
      continue;
    }
    const width = bits === 0 ? undefined : cst.namedChildren(bits)[0];
    result.push({
      ...cst.span(node), name, nameSpan, type, isStatic,
      ...(base.record === undefined ? {} : { record: base.record }),
      ...(width === undefined ? {} : { bits: session.expression(width) }),
      ...memberValue(session, node, declarator),
    }); // prettier-ignore
  }
  return result;
}

/** A variable of the program; where it has no value here, its definition stands outside of the class. */
function staticMember(
  session: LoweringSession,
  node: NodeIndex,
  declarator: NodeIndex,
  named: Pick<VariableDecl, 'name' | 'nameSpan' | 'type'>,
  scope: readonly string[],
): VariableDecl {
  const span = session.cst.span(declarator);
  const value = memberValue(session, node, declarator);
  if (!value.init) return { ...span, ...named, storage: 'extern', scope };
  return { ...span, ...named, ...value, storage: 'static', scope };
}

/** `= 1` or `{1}` behind this one of the declarators. */
function memberValue(session: LoweringSession, node: NodeIndex, declarator: NodeIndex): Pick<FieldDecl, 'init'> {
  const { cst } = session;
  const after = cst.children(node);
  const from = after.indexOf(declarator) + 1;
  const to = after.findIndex((child, i) => i >= from && cst.type(child) === ',');
  const own = after.slice(from, to < 0 ? after.length : to);
  const value = cst.childrenInField(node, 'default_value').find((child) => own.includes(child));
  return value === undefined ? {} : { init: session.expression(value) };
}

/** `union { … };` as a member: its fields are fields of the record around it. */
function anonymousMember(session: LoweringSession, node: NodeIndex, base: BaseType): FieldDecl[] {
  if (base.record === undefined && base.base === '') return [];
  // `struct Inner { … };` in a class declares a type, no member.
  if (base.record !== undefined && base.base !== '') return [];
  const span = session.cst.span(node);
  const { start, end, tag } = base;
  return [
    {
      ...span, name: '', nameSpan: { start: span.end, end: span.end }, isStatic: false,
      type: { start, end, base: base.base, pointers: 0, arrays: [], isConst: base.isConst, ...(tag ? { tag } : {}) },
      ...(base.record === undefined ? {} : { record: base.record }),
    },
  ]; // prettier-ignore
}

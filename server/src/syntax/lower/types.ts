/** Declaration specifiers and declarators to written types. */
import type { Expr, Param, Span, TemplateArgument, TypeName } from '../ast';
import type { NodeIndex } from '../cst';
import { unreadable, type LoweringSession } from './session';

/** The part of a type that all declarators of a declaration share. */
export interface BaseType extends Span {
  readonly base: string;
  readonly tag?: 'struct' | 'union' | 'enum' | 'class';
  readonly isConst: boolean;
  readonly opaque?: boolean;
  readonly args?: readonly TemplateArgument[];
  /** Index in `records` when the specifier defines the record, and likewise for an enum. */
  readonly record?: number;
  readonly enumeration?: number;
}

/** What one declarator declares. */
export interface Declared {
  readonly name: string;
  readonly nameSpan: Span;
  /** `A::B` before the name. */
  readonly qualifiers: readonly string[];
  readonly type: TypeName;
  /** Present when the declarator declares a function (not a pointer to one). */
  readonly fn?: { readonly params: readonly Param[]; readonly variadic: boolean; readonly isConst: boolean };
  readonly bindings?: readonly NodeIndex[];
}

const TAG_SPECIFIERS: Readonly<Record<string, 'struct' | 'union' | 'enum' | 'class'>> = {
  struct_specifier: 'struct',
  union_specifier: 'union',
  enum_specifier: 'enum',
  class_specifier: 'class',
};

/** Of a declaration, parameter, field, type descriptor or function definition. */
export function baseType(session: LoweringSession, node: NodeIndex): BaseType {
  const known = session.specifiers.get(node);
  if (known) return known;
  const base = readBaseType(session, node);
  session.specifiers.set(node, base);
  return base;
}

function readBaseType(session: LoweringSession, node: NodeIndex): BaseType {
  const { cst } = session;
  const typeNode = cst.childInField(node, 'type');
  const isConst = cst
    .children(node)
    .some((child) => cst.type(child) === 'type_qualifier' && cst.textOf(child).startsWith('const'));
  if (typeNode === 0) return { ...cst.span(node), end: cst.start(node), base: '', isConst, opaque: true };
  return { ...specifier(session, typeNode), isConst };
}

function specifier(session: LoweringSession, node: NodeIndex): Omit<BaseType, 'isConst'> {
  const { cst } = session;
  const span = cst.span(node);
  const type = cst.type(node);
  const tag = TAG_SPECIFIERS[type];
  if (tag !== undefined) {
    const defined = session.recordOrEnum(node);
    const nameNode = cst.childInField(node, 'name');
    return { ...span, base: nameNode === 0 ? '' : unqualified(session, nameNode), tag, ...defined };
  }
  switch (type) {
    case 'type_identifier':
    case 'primitive_type':
    case 'identifier':
      return { ...span, base: cst.textOf(node) };
    case 'sized_type_specifier':
      return { ...span, base: cst.textOf(node).replace(/\s+/g, ' ') };
    case 'qualified_identifier':
    case 'template_type': {
      const list = templateArguments(session, node);
      // What a member of a template is depends on the template's arguments.
      const opaque = !list && cst.textOf(node).includes('<');
      return { ...span, base: unqualified(session, node), ...(opaque ? { opaque } : {}), ...(list && { args: list }) };
    }
    case 'placeholder_type_specifier':
      return { ...span, base: 'auto', opaque: true };
    case 'macro_type_specifier':
      return { ...span, base: unqualified(session, node), opaque: true };
    default:
      return { ...span, base: '', opaque: true };
  }
}

/** Of the last component of a qualified name. */
export function templateArguments(session: LoweringSession, node: NodeIndex): readonly TemplateArgument[] | undefined {
  const { cst } = session;
  let at = node;
  for (let i = 0; i < 50 && cst.type(at) === 'qualified_identifier'; i++) at = cst.childInField(at, 'name');
  if (!/^template_(?:type|function|method)$/.test(cst.type(at))) return undefined;
  return cst.namedChildren(cst.childInField(at, 'arguments')).map((arg) => templateArgument(session, arg));
}

export function templateArgument(session: LoweringSession, node: NodeIndex): TemplateArgument {
  const { cst } = session;
  if (cst.type(node) !== 'type_descriptor') {
    const type: TypeName = { ...namedType('', cst.span(node)), opaque: true };
    return { type, value: session.expression(node) };
  }
  const type = describedType(session, node);
  const name = cst.childInField(node, 'type');
  const mayBeValue =
    cst.childInField(node, 'declarator') === 0 && /^(?:type_identifier|qualified_identifier)$/.test(cst.type(name));
  return mayBeValue ? { type, value: session.expression(name) } : { type };
}

/** Last component of a qualified or template name. */
export function unqualified(session: LoweringSession, node: NodeIndex): string {
  const { cst } = session;
  let at = node;
  for (let i = 0; i < 50; i++) {
    const name = cst.childInField(at, 'name');
    if (name === 0) break;
    at = name;
  }
  return cst.textOf(at);
}

interface Shape {
  pointers: number;
  arrays: (Expr | undefined)[];
  reference: boolean;
  /** The reference is `&&`. */
  rvalue?: boolean;
  fn: { params: Param[]; variadic: boolean; isConst: boolean; returnType: TypeName } | undefined;
  /** What stands before the name in a conversion operator's. */
  prefix?: string;
}

export function declared(session: LoweringSession, base: BaseType, declarator: NodeIndex): Declared {
  const { cst } = session;
  const shape: Shape = { pointers: 0, arrays: [], reference: false, fn: undefined };
  const qualifiers: string[] = [];
  let at = declarator;
  for (let i = 0; at !== 0 && i < 200; i++) {
    const next = peel(session, base, at, shape, qualifiers);
    if (next === at) break;
    at = next;
  }
  const name = at === 0 ? '' : (shape.prefix ?? '') + cst.textOf(at);
  const anchor =
    declarator === 0
      ? { start: base.end, end: base.end }
      : { start: cst.start(declarator), end: cst.start(declarator) };
  const nameSpan = at === 0 ? anchor : cst.span(at);
  const bindings = cst.type(at) === 'structured_binding_declarator' ? cst.namedChildren(at) : undefined;
  return {
    name: bindings ? '' : name,
    nameSpan,
    qualifiers,
    type: shapedType(base, shape),
    ...(shape.fn && shape.pointers === 0 && shape.arrays.length === 0 ? { fn: shape.fn } : {}),
    ...(bindings ? { bindings } : {}),
  };
}

/** Takes one layer off a declarator, from the outside in; returns the node itself when it is the name. */
function peel(
  session: LoweringSession,
  base: BaseType,
  node: NodeIndex,
  shape: Shape,
  qualifiers: string[],
): NodeIndex {
  const { cst } = session;
  const inner = cst.childInField(node, 'declarator');
  switch (cst.type(node)) {
    case 'pointer_declarator':
    case 'abstract_pointer_declarator':
    case 'pointer_type_declarator':
      shape.pointers++;
      return inner;
    case 'reference_declarator':
    case 'abstract_reference_declarator':
      shape.reference = true;
      shape.rvalue = cst.children(node).some((child) => cst.type(child) === '&&');
      return cst.namedChildren(node).find((child) => /declarator|identifier/.test(cst.type(child))) ?? 0;
    case 'array_declarator':
    case 'abstract_array_declarator': {
      const size = cst.childInField(node, 'size');
      shape.arrays.unshift(size === 0 ? undefined : session.expression(size));
      return inner;
    }
    case 'function_declarator':
    case 'abstract_function_declarator':
      functionLayer(session, base, node, shape);
      return inner;
    case 'init_declarator':
      return inner;
    case 'parenthesized_declarator':
    case 'abstract_parenthesized_declarator':
    case 'attributed_declarator':
    case 'variadic_declarator':
      return cst.namedChildren(node).find((child) => /declarator|identifier/.test(cst.type(child))) ?? 0;
    case 'qualified_identifier': {
      const scope = cst.childInField(node, 'scope');
      if (scope !== 0) qualifiers.push(unqualified(session, scope));
      return cst.childInField(node, 'name');
    }
    case 'template_function':
    case 'template_method':
      return cst.childInField(node, 'name');
    case 'operator_cast':
      return conversionOperator(session, base, node, shape);
    default:
      return node;
  }
}

/** `operator bool() const`: the type that it converts to is its name. */
function conversionOperator(session: LoweringSession, base: BaseType, node: NodeIndex, shape: Shape): NodeIndex {
  const { cst } = session;
  const layer = cst.childInField(node, 'declarator');
  let at = layer;
  while (at !== 0 && cst.type(at) !== 'abstract_function_declarator') at = cst.childInField(at, 'declarator');
  if (at !== 0) functionLayer(session, base, at, shape);
  shape.prefix = 'operator ';
  return cst.childInField(node, 'type');
}

function functionLayer(session: LoweringSession, base: BaseType, node: NodeIndex, shape: Shape): void {
  const { cst } = session;
  const list = parameters(session, cst.childInField(node, 'parameters'));
  const isConst = cst.children(node).some((child) => cst.type(child) === 'type_qualifier');
  shape.fn = { ...list, isConst, returnType: shapedType(base, { ...shape, fn: shape.fn }) };
  shape.pointers = 0;
  shape.arrays = [];
  shape.reference = false;
  shape.rvalue = false;
}

function shapedType(base: BaseType, shape: Shape): TypeName {
  const { start, end } = base;
  const reference = shape.reference ? { reference: true, ...(shape.rvalue === true ? { rvalue: true } : {}) } : {};
  if (shape.fn && (shape.pointers > 0 || shape.arrays.length > 0)) {
    const { params, returnType } = shape.fn;
    return { start, end, base: '', pointers: shape.pointers, arrays: shape.arrays, isConst: false, functionPointer: { params, returnType }, ...reference }; // prettier-ignore
  }
  // The type of a function declarator is its return type.
  if (shape.fn) return shape.fn.returnType;
  return {
    start, end, base: base.base, pointers: shape.pointers, arrays: shape.arrays, isConst: base.isConst,
    ...(base.tag ? { tag: base.tag } : {}), ...(base.opaque === true ? { opaque: true } : {}), ...(base.args ? { args: base.args } : {}), ...reference,
  }; // prettier-ignore
}

export function parameters(session: LoweringSession, list: NodeIndex): { params: Param[]; variadic: boolean } {
  const { cst } = session;
  const params: Param[] = [];
  let variadic = false;
  if (list === 0) return { params, variadic };
  for (const child of cst.children(list)) {
    switch (cst.type(child)) {
      case 'parameter_declaration':
      case 'optional_parameter_declaration':
        params.push(parameter(session, child));
        break;
      case 'variadic_parameter_declaration':
        params.push({ ...parameter(session, child), isPack: true });
        break;
      case 'variadic_parameter':
      case '...':
        variadic = true;
        break;
      case 'identifier':
        params.push(namelessParam(session, child));
        break;
      case 'ERROR':
        unreadable(session, cst.span(child));
        break;
    }
  }
  const only = params[0];
  const isVoid =
    params.length === 1 && only?.name === '' && /^(?:void|VOID)$/.test(only.type.base) && only.type.pointers === 0;
  return { params: isVoid ? [] : params, variadic };
}

function parameter(session: LoweringSession, node: NodeIndex): Param {
  const { cst } = session;
  const base = baseType(session, node);
  const { name, nameSpan, type, fn } = declared(session, base, cst.childInField(node, 'declarator'));
  // A parameter of function type is a pointer to that function.
  const adjusted: TypeName = fn
    ? { start: base.start, end: base.end, base: '', pointers: 1, arrays: [], isConst: false, functionPointer: { params: fn.params, returnType: type } } // prettier-ignore
    : type;
  const value = cst.childInField(node, 'default_value');
  const defaultValue = value === 0 ? {} : { defaultValue: session.expression(value) };
  return { ...cst.span(node), name, nameSpan, type: adjusted, ...defaultValue };
}

function namelessParam(session: LoweringSession, node: NodeIndex): Param {
  const span = session.cst.span(node);
  const type: TypeName = { ...span, base: session.cst.textOf(node), pointers: 0, arrays: [], isConst: false };
  return { ...span, name: '', nameSpan: { start: span.end, end: span.end }, type };
}

/** A `type_descriptor`: what stands in casts and sizeof. */
export function describedType(session: LoweringSession, node: NodeIndex): TypeName {
  const { cst } = session;
  if (cst.type(node) !== 'type_descriptor') {
    const base: BaseType = { ...specifier(session, node), isConst: false };
    return shapedType(base, { pointers: 0, arrays: [], reference: false, fn: undefined });
  }
  const base = baseType(session, node);
  const { type, fn } = declared(session, base, cst.childInField(node, 'declarator'));
  if (!fn) return type;
  return { ...type, base: '', pointers: 1, functionPointer: { params: fn.params, returnType: type } };
}

export function namedType(name: string, span: Span): TypeName {
  return { ...span, base: name, pointers: 0, arrays: [], isConst: false };
}

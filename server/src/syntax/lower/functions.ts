/** Function definitions and prototypes. */
import type { Block, FunctionDecl, Stmt, TemplateParam } from '../ast';
import type { NodeIndex } from '../cst';
import type { LoweringSession } from './session';
import { baseType, declared, templateArgument, unqualified, type BaseType } from './types';

export interface Surroundings {
  readonly scope: readonly string[];
  readonly isTemplate: boolean;
  readonly typeParams?: readonly TemplateParam[] | undefined;
  readonly inClass: boolean;
}

const BODY_TYPES = new Set(['compound_statement', 'try_statement']);

export function functionDefinition(
  session: LoweringSession,
  node: NodeIndex,
  around: Surroundings,
): FunctionDecl | undefined {
  const { cst } = session;
  const declarator = cst.childInField(node, 'declarator');
  const bodyNode =
    cst.childInField(node, 'body') || (cst.children(node).find((child) => BODY_TYPES.has(cst.type(child))) ?? 0);
  const body = bodyNode === 0 ? undefined : functionBody(session, bodyNode);
  const first = body ? memberInitializers(session, node) : [];
  return describe(session, node, declarator, around, body && { ...body, body: [...first, ...body.body] });
}

/** `: m_x(1), Base(y)`. */
function memberInitializers(session: LoweringSession, node: NodeIndex): Stmt[] {
  const { cst } = session;
  const list = cst.childOfType(node, 'field_initializer_list');
  if (list === 0) return [];
  return cst.namedChildren(list).flatMap((child): Stmt[] => {
    const [name, values] = cst.namedChildren(child);
    if (cst.type(child) !== 'field_initializer' || name === undefined || values === undefined) return [];
    const init = session.expression(values);
    if (init.kind !== 'initList') return [];
    return [
      { kind: 'memberInit', ...cst.span(child), name: unqualified(session, name), nameSpan: cst.span(name), init },
    ];
  });
}

function functionBody(session: LoweringSession, node: NodeIndex): Block {
  if (session.cst.type(node) === 'compound_statement') return session.block(node);
  const body: Block['body'][number][] = [];
  session.statements(node, body);
  return { kind: 'block', ...session.cst.span(node), body };
}

export function functionPrototype(
  session: LoweringSession,
  node: NodeIndex,
  declarator: NodeIndex,
  around: Surroundings,
): FunctionDecl | undefined {
  return describe(session, node, declarator, around, undefined);
}

function describe(
  session: LoweringSession,
  node: NodeIndex,
  declarator: NodeIndex,
  around: Surroundings,
  body: Block | undefined,
): FunctionDecl | undefined {
  const { cst, file } = session;
  if (declarator === 0) return undefined;
  const base: BaseType = baseType(session, node);
  const { name, nameSpan, qualifiers, type, fn } = declared(session, base, declarator);
  if (!fn || name === '') return undefined;
  const span = cst.span(node);
  const segment = file.segmentAt(span);
  const isStatic = hasStorage(session, node, 'static');
  const inClass = around.inClass || qualifiers.length > 0;
  return {
    ...span, name, nameSpan,
    scope: [...around.scope, ...qualifiers],
    returnType: type,
    params: fn.params,
    variadic: fn.variadic,
    isStatic,
    ...(body ? { body } : {}),
    isTemplate: around.isTemplate,
    ...(around.typeParams ? { typeParams: around.typeParams } : {}),
    isMethod: inClass && !isStatic,
    ...(isDefaulted(session, node) ? { isDefaulted: true } : {}),
    ...(segment === undefined ? {} : { segment }),
  }; // prettier-ignore
}

function isDefaulted({ cst }: LoweringSession, node: NodeIndex): boolean {
  return cst.children(node).some((child) => /^(?:default|delete)_method_clause$/.test(cst.type(child)));
}

/** The parameters of a `template_declaration`. */
export function templateParameters(session: LoweringSession, node: NodeIndex): readonly TemplateParam[] {
  const { cst } = session;
  return cst.namedChildren(cst.childInField(node, 'parameters')).map((param): TemplateParam => {
    const isValue = /^(?:optional_)?parameter_declaration$/.test(cst.type(param));
    const ofType = cst.childInField(param, 'default_type');
    const default_ = ofType === 0 ? cst.childInField(param, 'default_value') : ofType;
    const name = isValue
      ? declared(session, baseType(session, param), cst.childInField(param, 'declarator')).name
      : typeParameterName(session, param);
    return default_ === 0 ? { name } : { name, default: templateArgument(session, default_) };
  });
}

function typeParameterName({ cst }: LoweringSession, param: NodeIndex): string {
  const named = cst.childInField(param, 'name');
  const name = named === 0 ? cst.namedChildren(param).find((child) => cst.type(child) === 'type_identifier') : named;
  return name === undefined ? '' : cst.textOf(name);
}

export function hasStorage(session: LoweringSession, node: NodeIndex, storage: string): boolean {
  const { cst } = session;
  return cst
    .children(node)
    .some((child) => cst.type(child) === 'storage_class_specifier' && cst.textOf(child) === storage);
}

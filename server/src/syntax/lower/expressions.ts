/** Expression nodes to typed expressions. */
import type { AssignOperator, Call, Expr, Ident, InitItem, InitList, KeywordLit, Span, Update } from '../ast';
import type { NodeIndex } from '../cst';
import { charValue, numberValue } from './literals';
import { lowerBinary, unaryOperator } from './operators';
import { MAX_DEPTH, unreadable, type LoweringSession } from './session';
import { describedType, namedType, parameters, templateArguments, unqualified } from './types';

export function lowerExpression(session: LoweringSession, node: NodeIndex): Expr {
  if (session.depth >= MAX_DEPTH) {
    unreadable(session, session.cst.span(node));
    return { kind: 'unknown', ...session.cst.span(node), parts: [] };
  }
  session.depth++;
  const result = lower(session, node);
  session.depth--;
  return result;
}

function lower(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const span = cst.span(node);
  if (cst.hasError && (cst.isError(node) || cst.isMissing(node) || hasOwnDamage(session, node)))
    return damaged(session, node);
  switch (cst.type(node)) {
    case 'identifier':
    case 'field_identifier':
    case 'type_identifier':
    case 'namespace_identifier':
    case 'statement_identifier':
    case 'primitive_type':
    case 'null':
    case 'true':
    case 'false':
    case 'this':
      // TRUE, FALSE and NULL are macros: they stay identifiers.
      return nameOrKeyword(cst.textOf(node), span);
    case 'qualified_identifier':
      return { kind: 'ident', ...span, name: unqualified(session, node), ...qualifier(session, node) };
    case 'template_function':
    case 'template_method':
    case 'dependent_name':
    case 'destructor_name':
    case 'operator_name':
      return { kind: 'ident', ...span, name: unqualified(session, node) };
    case 'number_literal':
      return { kind: 'number', ...span, text: cst.textOf(node), value: numberValue(cst.textOf(node)) };
    case 'string_literal':
    case 'concatenated_string':
    case 'raw_string_literal':
    case 'system_lib_string':
      return { kind: 'string', ...span, text: cst.textOf(node) };
    case 'char_literal':
      return { kind: 'char', ...span, text: cst.textOf(node), value: charValue(cst.textOf(node)) };
    case 'parenthesized_expression':
      return parenthesized(session, node);
    case 'unary_expression':
    case 'pointer_expression':
      return unary(session, node);
    case 'parameter_pack_expansion':
      return { kind: 'unary', ...span, op: '...', operand: session.expression(cst.childInField(node, 'pattern')) };
    case 'update_expression':
      return update(session, node);
    case 'binary_expression':
      return lowerBinary(session, node);
    case 'assignment_expression':
      return assignment(session, node);
    case 'conditional_expression':
      return conditional(session, node);
    case 'comma_expression':
      return comma(session, node);
    case 'call_expression':
      return call(session, node);
    case 'field_expression':
      return member(session, node);
    case 'subscript_expression':
      return subscript(session, node);
    case 'cast_expression':
      return {
        kind: 'cast',
        ...span,
        type: describedType(session, cst.childInField(node, 'type')),
        operand: session.expression(cst.childInField(node, 'value')),
      };
    case 'sizeof_expression':
      return sizeOf(session, node);
    case 'offsetof_expression':
      return {
        kind: 'offsetof',
        ...span,
        type: describedType(session, cst.childInField(node, 'type')),
        member: cst.textOf(cst.childInField(node, 'member')),
      };
    case 'initializer_list':
      return initList(session, node);
    case 'argument_list':
      return argumentsAsList(session, node);
    case 'compound_literal_expression':
      return compoundLiteral(session, node);
    case 'lambda_expression':
      return lambda(session, node);
    case 'new_expression':
      return newExpression(session, node);
    case 'delete_expression':
      return { kind: 'delete', ...span, operand: session.expression(cst.namedChildren(node).at(-1) ?? 0) };
    case 'subscript_argument_list':
      return session.expression(cst.namedChildren(node)[0] ?? 0);
    default:
      return { kind: 'unknown', ...span, parts: expressionParts(session, node) };
  }
}

/** The class or namespace that the name is looked up in. */
function qualifier(session: LoweringSession, node: NodeIndex): Pick<Ident, 'scope' | 'scopeArgs'> {
  const { cst } = session;
  const scope: string[] = [];
  let scopeArgs: Ident['scopeArgs'];
  for (let at = node; cst.type(at) === 'qualified_identifier'; at = cst.childInField(at, 'name')) {
    const outer = cst.childInField(at, 'scope');
    if (outer === 0) continue;
    scope.push(unqualified(session, outer));
    scopeArgs = templateArguments(session, outer);
  }
  return scope.length > 0 ? { scope, ...(scopeArgs ? { scopeArgs } : {}) } : {};
}

function nameOrKeyword(name: string, span: Span): Ident | KeywordLit {
  if (name === 'nullptr' || name === 'true' || name === 'false' || name === 'this')
    return { kind: 'keyword', ...span, name };
  return { kind: 'ident', ...span, name };
}

/** Nodes whose children are separate slots: damage in one leaves the others as they are. */
const SLOTTED = new Set([
  'argument_list',
  'initializer_list',
  'call_expression',
  'lambda_expression',
  'compound_literal_expression',
]);

/** An ERROR or MISSING node directly below. */
function hasOwnDamage(session: LoweringSession, node: NodeIndex): boolean {
  const { cst } = session;
  if (SLOTTED.has(cst.type(node))) return false;
  return cst.children(node).some((child) => cst.isError(child) || cst.isMissing(child));
}

function damaged(session: LoweringSession, node: NodeIndex): Expr {
  const span = session.cst.span(node);
  unreadable(session, span);
  return { kind: 'unknown', ...span, parts: expressionParts(session, node) };
}

const EXPRESSION_TYPE = /(?:_expression|_expansion|_literal|identifier|string|initializer_list|true|false|null|this)$/;

/** What can be read of a node that as a whole cannot: outermost expressions below it. */
export function expressionParts(session: LoweringSession, node: NodeIndex): Expr[] {
  const { cst } = session;
  const parts: Expr[] = [];
  const end = cst.subtreeEnd(node);
  let at = node + 1;
  while (at < end) {
    if (EXPRESSION_TYPE.test(cst.type(at)) && cst.isNamed(at)) {
      parts.push(session.expression(at));
      at = cst.subtreeEnd(at);
    } else at++;
  }
  return parts;
}

function parenthesized(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const inner = cst.namedChildren(node);
  const only = inner[0];
  if (inner.length === 1 && only !== undefined && cst.type(only) !== 'compound_statement') {
    const expr = session.expression(only);
    // ((T)(x))->y: the parentheses end the cast.
    session.callCasts.delete(expr);
    return expr;
  }
  return { kind: 'unknown', ...cst.span(node), parts: expressionParts(session, node) };
}

function unary(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const span = cst.span(node);
  const op = unaryOperator(cst.textOf(cst.childInField(node, 'operator')));
  const operand = session.expression(cst.childInField(node, 'argument'));
  if (op === undefined) return { kind: 'unknown', ...span, parts: [operand] };
  return { kind: 'unary', ...span, op, operand };
}

function update(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const operator = cst.childInField(node, 'operator');
  const argument = cst.childInField(node, 'argument');
  const op = cst.textOf(operator) === '--' ? '--' : '++';
  const prefix = operator < argument;
  const operand = session.expression(argument);
  const make = (target: Expr): Update => ({ kind: 'update', start: Math.min(target.start, cst.start(node)), end: cst.end(node), op, prefix, operand: target }); // prettier-ignore
  return prefix ? make(operand) : hoist(session, operand, make);
}

/** Applies a postfix to the operand of a cast that was written `(T)(x)`. */
function hoist(session: LoweringSession, object: Expr, postfix: (object: Expr) => Expr): Expr {
  if (object.kind !== 'cast' || !session.callCasts.has(object)) return postfix(object);
  const operand = postfix(object.operand);
  const result: Expr = { ...object, end: operand.end, operand };
  session.callCasts.add(result);
  return result;
}

const ASSIGN_OPERATORS: ReadonlySet<string> = new Set([
  '=',
  '|=',
  '&=',
  '^=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '<<=',
  '>>=',
]);

function isAssignOperator(text: string): text is AssignOperator {
  return ASSIGN_OPERATORS.has(text);
}

function assignment(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const span = cst.span(node);
  const op = cst.textOf(cst.childInField(node, 'operator'));
  const target = session.expression(cst.childInField(node, 'left'));
  const value = session.expression(cst.childInField(node, 'right'));
  if (!isAssignOperator(op)) return { kind: 'unknown', ...span, parts: [target, value] };
  return { kind: 'assign', ...span, op, target, value };
}

function conditional(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const span = cst.span(node);
  const test = session.expression(cst.childInField(node, 'condition'));
  const thenNode = cst.childInField(node, 'consequence');
  const otherwise = session.expression(cst.childInField(node, 'alternative'));
  if (thenNode === 0) return { kind: 'unknown', ...span, parts: [test, otherwise] };
  return { kind: 'conditional', ...span, test, then: session.expression(thenNode), otherwise };
}

function comma(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const left = session.expression(cst.childInField(node, 'left'));
  const right = session.expression(cst.childInField(node, 'right'));
  return { kind: 'comma', ...cst.span(node), left, right };
}

const CPP_CASTS = new Set(['static_cast', 'reinterpret_cast', 'const_cast', 'dynamic_cast']);

function call(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const callee = cst.childInField(node, 'function');
  const list = cst.childInField(node, 'arguments');
  const cast = castCall(session, node, callee, list);
  if (cast) return cast;
  const args = argumentSlots(session, list);
  const argsSpan = { start: cst.start(list) + 1, end: Math.max(cst.start(list) + 1, cst.end(list) - 1) };
  const make = (target: Expr): Call => ({ kind: 'call', start: Math.min(target.start, cst.start(node)), end: cst.end(node), callee: target, args, argsSpan, ...typeArguments(session, callee) }); // prettier-ignore
  return hoist(session, session.expression(callee), make);
}

/** Of `f<T>(…)` and `object.f<T>(…)`. */
function typeArguments(session: LoweringSession, callee: NodeIndex): Pick<Call, 'typeArgs'> {
  const field = session.cst.childInField(callee, 'field');
  const typeArgs = templateArguments(session, field === 0 ? callee : field);
  return typeArgs ? { typeArgs } : {};
}

/** `static_cast<T>(x)`, `ULONG(x)`, and `(T)(x)` where T is a type. */
function castCall(session: LoweringSession, node: NodeIndex, callee: NodeIndex, list: NodeIndex): Expr | undefined {
  const { cst } = session;
  const span = cst.span(node);
  const type = cst.type(callee);
  if (type === 'template_function' && CPP_CASTS.has(unqualified(session, callee))) {
    const target = cst.namedChildren(cst.childInField(callee, 'arguments'))[0];
    const operand = cst.namedChildren(list)[0];
    if (target === undefined || operand === undefined) return undefined;
    return { kind: 'cast', ...span, type: describedType(session, target), operand: session.expression(operand) };
  }
  const moved = isStandardMove(session, callee) ? argumentSlots(session, list) : [];
  if (moved[0] && moved.length === 1) {
    const target = { ...namedType('', cst.span(callee)), reference: true, rvalue: true, opaque: true };
    return { kind: 'cast', ...span, type: target, operand: moved[0] };
  }
  if (type === 'primitive_type' || isFunctionalCast(session, callee, list)) {
    const operand = argumentSlots(session, list)[0];
    if (!operand) return undefined;
    return { kind: 'cast', ...span, type: namedType(cst.textOf(callee), cst.span(callee)), operand };
  }
  if (type !== 'parenthesized_expression') return undefined;
  const inner = cst.namedChildren(callee);
  const only = inner[0];
  if (inner.length !== 1 || only === undefined || cst.type(only) !== 'identifier') return undefined;
  const name = cst.textOf(only);
  const args = session.file.types.isPossible(name) ? argumentSlots(session, list) : [];
  const operand = args.length === 0 ? undefined : args.slice(1).reduce(joinComma, args[0]);
  if (!operand) return undefined;
  const result: Expr = { kind: 'cast', ...span, type: namedType(name, cst.span(only)), operand };
  session.callCasts.add(result);
  return result;
}

/** `std::move(x)` and `std::forward<T>(x)` are casts with names; kernel code has them from WIL. */
function isStandardMove(session: LoweringSession, callee: NodeIndex): boolean {
  const { cst } = session;
  if (cst.type(callee) !== 'qualified_identifier') return false;
  const scope = cst.childInField(callee, 'scope');
  return (
    /^(?:std|wistd)$/.test(scope === 0 ? '' : cst.textOf(scope)) &&
    /^(?:move|forward)$/.test(unqualified(session, callee))
  );
}

/** C++ `ULONG(x)`; in C it can only be a call. */
function isFunctionalCast(session: LoweringSession, callee: NodeIndex, list: NodeIndex): boolean {
  const { cst, file } = session;
  if (file.language !== 'cpp' || cst.type(callee) !== 'identifier') return false;
  return file.types.isKernelType(cst.textOf(callee)) && cst.namedChildren(list).length === 1;
}

function joinComma(left: Expr | undefined, right: Expr): Expr {
  return left ? { kind: 'comma', start: left.start, end: right.end, left, right } : right;
}

/** One expression for each slot between commas, however damaged a slot is, so that positions stay right. */
export function argumentSlots(session: LoweringSession, list: NodeIndex): Expr[] {
  const { cst } = session;
  const slots: NodeIndex[][] = [[]];
  for (const child of cst.children(list)) {
    const type = cst.type(child);
    if (type === ',') slots.push([]);
    else if (type === 'ERROR' && cst.hasToken(child, ',')) {
      // f(a,,b): the grammar throws a comma away together with the hole behind it.
      slots.at(-1)?.push(child);
      slots.push([]);
    } else if (type !== '(' && type !== ')' && type !== '{' && type !== '}') slots.at(-1)?.push(child);
    // A parenthesis or brace that the parser made up: the list ends where its text ends.
    else if (cst.isMissing(child)) unreadable(session, cst.span(child));
  }
  if (slots.length === 1 && slots[0]?.length === 0) return [];
  return slots.map((slot) => slotExpression(session, slot, list));
}

function slotExpression(session: LoweringSession, slot: readonly NodeIndex[], list: NodeIndex): Expr {
  const { cst } = session;
  const first = slot[0];
  const last = slot.at(-1);
  if (first === undefined || last === undefined) {
    const at = cst.start(list);
    return { kind: 'unknown', start: at, end: at, parts: [] };
  }
  if (slot.length === 1 && !cst.isError(first)) {
    if (cst.type(first) !== 'compound_statement') return session.expression(first);
    return { kind: 'unknown', ...cst.span(first), parts: expressionParts(session, first) };
  }
  const span = { start: cst.start(first), end: cst.end(last) };
  unreadable(session, span);
  const parts = slot.flatMap((node) =>
    cst.isError(node) ? expressionParts(session, node) : [session.expression(node)],
  );
  return { kind: 'unknown', ...span, parts };
}

function member(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const field = cst.childInField(node, 'field');
  const arrow = cst.hasToken(node, '->');
  const name = unqualified(session, field);
  const nameSpan = cst.span(field);
  return hoist(session, session.expression(cst.childInField(node, 'argument')), (object) => ({
    kind: 'member',
    start: Math.min(object.start, cst.start(node)),
    end: cst.end(node),
    object,
    name,
    nameSpan,
    arrow,
  }));
}

function subscript(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const indexNode = cst.childInField(node, 'index') || cst.childInField(node, 'indices');
  const index = session.expression(indexNode);
  return hoist(session, session.expression(cst.childInField(node, 'argument')), (object) => ({
    kind: 'index',
    start: Math.min(object.start, cst.start(node)),
    end: cst.end(node),
    object,
    index,
  }));
}

function sizeOf(session: LoweringSession, node: NodeIndex): Expr {
  const { cst, file } = session;
  const span = cst.span(node);
  const type = cst.childInField(node, 'type');
  if (type !== 0) return { kind: 'sizeofType', ...span, type: describedType(session, type) };
  const value = cst.childInField(node, 'value');
  if (value === 0) return { kind: 'unknown', ...span, parts: [] };
  const operand = session.expression(value);
  // A name in parentheses may be a type; where it is one for sure it is said, otherwise whoever knows the names decides.
  if (operand.kind === 'ident' && cst.type(value) === 'parenthesized_expression' && file.types.isKnown(operand.name)) {
    return { kind: 'sizeofType', ...span, type: namedType(operand.name, operand) };
  }
  return { kind: 'sizeofExpr', ...span, operand };
}

export function initList(session: LoweringSession, node: NodeIndex): InitList {
  const { cst } = session;
  const items: InitItem[] = [];
  let slot: NodeIndex[] = [];
  const flush = (): void => {
    const first = slot[0];
    if (first !== undefined) items.push(initItem(session, slot, first, node));
    slot = [];
  };
  for (const child of cst.children(node)) {
    const type = cst.type(child);
    if (type === ',') flush();
    else if (type !== '{' && type !== '}') slot.push(child);
    else if (cst.isMissing(child)) unreadable(session, cst.span(child));
  }
  flush();
  const hasLostComma = cst.hasError && cst.damage(node).some((damage) => cst.hasToken(damage, ','));
  return { kind: 'initList', ...cst.span(node), items: hasLostComma ? misplaced(items) : items };
}

/** The grammar threw a comma away: which value belongs to which member is not known, nor how many there are. */
function misplaced(items: readonly InitItem[]): readonly InitItem[] {
  const unknown = ({ span, value }: InitItem): InitItem => ({
    designators: [],
    value: { kind: 'unknown', ...span, parts: [value] },
    span,
  });
  const last = items.at(-1);
  return [...items, ...(last ? [last] : [])].map(unknown);
}

function initItem(session: LoweringSession, slot: readonly NodeIndex[], first: NodeIndex, list: NodeIndex): InitItem {
  const { cst } = session;
  if (
    slot.length > 1 ||
    cst.type(first) !== 'initializer_pair' ||
    cst.children(first).some((child) => cst.isError(child))
  ) {
    const value = slotExpression(session, slot, list);
    return { designators: [], value, span: { start: value.start, end: value.end } };
  }
  const designators: (string | Expr)[] = [];
  for (const designator of cst.childrenInField(first, 'designator')) {
    const inner = cst.namedChildren(designator)[0];
    if (cst.type(designator) === 'field_designator') designators.push(inner === undefined ? '' : cst.textOf(inner));
    else if (cst.type(designator) === 'field_identifier') designators.push(cst.textOf(designator));
    else if (inner !== undefined) designators.push(session.expression(inner));
  }
  return { designators, value: session.expression(cst.childInField(first, 'value')), span: cst.span(first) };
}

/** `T x(1, 2)`: constructor arguments stand as a list. */
function argumentsAsList(session: LoweringSession, node: NodeIndex): InitList {
  const items = argumentSlots(session, node).map((value): InitItem => ({
    designators: [],
    value,
    span: { start: value.start, end: value.end },
  }));
  return { kind: 'initList', ...session.cst.span(node), items };
}

function compoundLiteral(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const value = cst.childInField(node, 'value');
  return {
    kind: 'compoundLiteral',
    ...cst.span(node),
    type: describedType(session, cst.childInField(node, 'type')),
    init: initList(session, value),
  };
}

function lambda(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const captures = cst
    .children(cst.childInField(node, 'captures'))
    .filter((child) => !/^[[\],]$/.test(cst.type(child)))
    .map((child) => cst.textOf(child));
  const { params } = parameters(session, cst.childInField(cst.childInField(node, 'declarator'), 'parameters'));
  return { kind: 'lambda', ...cst.span(node), params, captures, body: session.block(cst.childInField(node, 'body')) };
}

function newExpression(session: LoweringSession, node: NodeIndex): Expr {
  const { cst } = session;
  const list = cst.childInField(node, 'arguments');
  const args =
    list === 0 ? [] : cst.type(list) === 'initializer_list' ? [initList(session, list)] : argumentSlots(session, list);
  return { kind: 'new', ...cst.span(node), type: describedType(session, cst.childInField(node, 'type')), args };
}

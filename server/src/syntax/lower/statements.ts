/** Statement nodes to typed statements. */
import type { Block, Declarator, Expr, Ident, Opaque, Param, Span, Stmt, Storage, Try, TypeName } from '../ast';
import type { NodeIndex } from '../cst';
import { constructedObject } from './constructed';
import { hasStorage } from './functions';
import { MAX_DEPTH, unreadable, type LoweringSession } from './session';
import { baseType, declared, namedType, type BaseType } from './types';
import { lowerTypedef } from './typedefs';

export function lowerBlock(session: LoweringSession, node: NodeIndex): Block {
  const body: Stmt[] = [];
  const span = session.cst.span(node);
  if (session.cst.type(node) !== 'compound_statement') session.statements(node, body);
  else for (const child of blockChildren(session, node)) session.statements(child, body);
  return { kind: 'block', ...span, body };
}

function blockChildren(session: LoweringSession, node: NodeIndex): NodeIndex[] {
  const { cst } = session;
  const children = cst.namedChildren(node);
  for (const brace of cst.children(node)) if (cst.isMissing(brace)) unreadable(session, cst.span(brace));
  return children;
}

export function lowerStatement(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const span = session.cst.span(node);
  if (session.depth >= MAX_DEPTH) {
    out.push(opaque(session, span));
    return;
  }
  session.depth++;
  lower(session, node, out);
  session.depth--;
}

/** Text that is nobody's: recorded as unreadable, with the names in it. */
export function opaque(session: LoweringSession, span: Span): Opaque {
  unreadable(session, span);
  const { cst } = session;
  return { kind: 'opaque', ...span, names: namesIn(cst.source.slice(span.start - cst.shift, span.end - cst.shift)) };
}

export function namesIn(text: string): string[] {
  return [...new Set(text.match(/(?<![\w.>])[A-Za-z_]\w*/g) ?? [])];
}

/** Statements that hold other statements: damage inside stays inside. */
const COMPOUND = new Set(
  `compound_statement if_statement else_clause while_statement do_statement for_statement for_range_loop switch_statement
  case_statement labeled_statement seh_try_statement try_statement attributed_statement`.split(/\s+/),
);

/** Every ERROR or MISSING node of the statement lies in an argument or initialiser slot, so the rest of it can be read. */
function isSlotDamage(session: LoweringSession, node: NodeIndex): boolean {
  const { cst } = session;
  return cst.damage(node).every((damage) => insideSlot(session, node, damage));
}

function insideSlot(session: LoweringSession, statement: NodeIndex, damage: NodeIndex): boolean {
  const { cst } = session;
  for (let at = damage - 1; at > statement; at--) {
    if (cst.subtreeEnd(at) <= damage) continue;
    const type = cst.type(at);
    if (type === 'argument_list' || type === 'initializer_list') return !cst.isMissing(damage);
  }
  return false;
}

function lower(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const span = cst.span(node);
  const type = cst.type(node);
  if (cst.hasError && damagedHere(session, node, type)) {
    out.push(opaque(session, span));
    return;
  }
  switch (type) {
    case 'compound_statement':
      out.push(lowerBlock(session, node));
      break;
    case 'expression_statement':
      expressionStatement(session, node, out);
      break;
    case 'declaration':
      declaration(session, node, out);
      break;
    case 'if_statement':
      ifStatement(session, node, out);
      break;
    case 'while_statement':
      loop(session, node, out, 'while');
      break;
    case 'do_statement':
      out.push({
        kind: 'doWhile',
        ...span,
        test: session.expression(cst.childInField(node, 'condition')),
        body: single(session, cst.childInField(node, 'body')),
      });
      break;
    case 'for_statement':
      forStatement(session, node, out);
      break;
    case 'for_range_loop':
      forRange(session, node, out);
      break;
    case 'switch_statement':
      loop(session, node, out, 'switch');
      break;
    case 'case_statement':
      caseStatement(session, node, out);
      break;
    case 'labeled_statement':
      labeled(session, node, out);
      break;
    case 'goto_statement':
      out.push({ kind: 'goto', ...span, label: cst.textOf(cst.childInField(node, 'label')) });
      break;
    case 'break_statement':
      out.push({ kind: 'break', ...span });
      break;
    case 'continue_statement':
      out.push({ kind: 'continue', ...span });
      break;
    case 'return_statement':
    case 'co_return_statement':
    case 'throw_statement':
      returnStatement(session, node, out);
      break;
    case 'seh_leave_statement':
      out.push({ kind: 'leave', ...span });
      break;
    case 'seh_try_statement':
    case 'try_statement':
      out.push(tryStatement(session, node));
      break;
    case 'attributed_statement':
    case 'else_clause':
      for (const child of cst.namedChildren(node))
        if (cst.type(child) !== 'attribute_declaration') session.statements(child, out);
      break;
    case 'type_definition':
      lowerTypedef(session, node);
      break;
    case 'struct_specifier':
    case 'union_specifier':
    case 'class_specifier':
    case 'enum_specifier':
      session.recordOrEnum(node);
      break;
    case 'ERROR':
    case 'gnu_asm_expression':
    case 'function_definition':
    case 'template_declaration':
    case 'linkage_specification':
      out.push(opaque(session, span));
      break;
    case 'static_assert_declaration':
    case 'using_declaration':
    case 'alias_declaration':
    case 'namespace_alias_definition':
    case 'comment':
      break;
    default:
      out.push({ kind: 'expr', ...span, expr: session.expression(node) });
  }
}

function damagedHere(session: LoweringSession, node: NodeIndex, type: string): boolean {
  const { cst } = session;
  if (!cst.isDamaged(node)) return false;
  if (!COMPOUND.has(type)) return !isSlotDamage(session, node);
  // In a block a stray token is a statement of its own; elsewhere it breaks the statement that holds it.
  if (type === 'compound_statement' || type === 'case_statement') return false;
  return cst.children(node).some((child) => cst.isError(child) || (cst.isMissing(child) && !cst.hasChildren(child)));
}

function expressionStatement(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst, file } = session;
  const span = cst.span(node);
  const inner = cst.namedChildren(node)[0];
  if (inner !== undefined) {
    const pointer = functionPointerVariable(session, inner);
    if (pointer) {
      out.push({ kind: 'decl', ...span, storage: 'none', isConst: false, declarators: [pointer] });
      return;
    }
    out.push({ kind: 'expr', ...span, expr: session.expression(inner) });
    return;
  }
  const placeholder = file.placeholders.get(span.start);
  if (!placeholder) out.push({ kind: 'empty', ...span });
  else {
    unreadable(session, placeholder);
    out.push({ kind: 'opaque', ...placeholder, names: [] });
  }
}

/** `NTSTATUS (*fn)(PVOID) = x;` reads as a call of a call, unless one knows that NTSTATUS is a type. */
function functionPointerVariable(session: LoweringSession, node: NodeIndex): Declarator | undefined {
  const { cst, file } = session;
  const isAssignment = cst.type(node) === 'assignment_expression';
  const outer = isAssignment ? cst.childInField(node, 'left') : node;
  const inner = cst.type(outer) === 'call_expression' ? cst.childInField(outer, 'function') : 0;
  if (inner === 0 || cst.type(inner) !== 'call_expression') return undefined;
  const returned = cst.childInField(inner, 'function');
  const pointers = cst.namedChildren(cst.childInField(inner, 'arguments'));
  const pointer = pointers[0];
  if (pointers.length !== 1 || pointer === undefined || cst.type(pointer) !== 'pointer_expression') return undefined;
  const name = cst.childInField(pointer, 'argument');
  if (
    cst.type(returned) !== 'identifier' ||
    cst.type(name) !== 'identifier' ||
    !file.types.isKnown(cst.textOf(returned))
  )
    return undefined;
  const params = cst
    .namedChildren(cst.childInField(outer, 'arguments'))
    .map((arg): Param => unnamedParam(session, arg));
  const returnType = namedType(cst.textOf(returned), cst.span(returned));
  const type: TypeName = { ...cst.span(returned), base: '', pointers: 1, arrays: [], isConst: false, functionPointer: { params, returnType } }; // prettier-ignore
  const value = isAssignment ? { init: session.expression(cst.childInField(node, 'right')) } : {};
  return { ...cst.span(node), name: cst.textOf(name), nameSpan: cst.span(name), type, ...value };
}

function unnamedParam(session: LoweringSession, node: NodeIndex): Param {
  const { cst } = session;
  const span = cst.span(node);
  const isName = cst.type(node) === 'identifier';
  const type: TypeName = isName ? namedType(cst.textOf(node), span) : { ...namedType('', span), opaque: true };
  return { ...span, name: '', nameSpan: { start: span.end, end: span.end }, type };
}

export function storageOf(session: LoweringSession, node: NodeIndex): Storage {
  if (hasStorage(session, node, 'static')) return 'static';
  return hasStorage(session, node, 'extern') ? 'extern' : 'none';
}

function declaration(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const base = baseType(session, node);
  const declarators: Declarator[] = [];
  for (const child of cst.childrenInField(node, 'declarator')) {
    const object = constructedObject(session, base, child);
    declarators.push(...(object ? [object] : lowerDeclarator(session, base, child, node)));
  }
  // `struct X { … };` and prototypes declare nothing that has a value here.
  if (declarators.length === 0) return;
  out.push({ kind: 'decl', ...cst.span(node), storage: storageOf(session, node), isConst: base.isConst, declarators });
}

/** `struct { … } table[] = …`: the structure gets a name that no source can have, by which its variable finds it. */
function namedBase(session: LoweringSession, base: BaseType): BaseType {
  const record = base.record === undefined ? undefined : session.out.records[base.record];
  if (base.record === undefined || base.base !== '' || !record) return base;
  const name = record.typedefs[0] ?? `${record.kind}@${record.start}`;
  if (record.typedefs.length === 0) session.out.records[base.record] = { ...record, typedefs: [name] };
  return { ...base, base: name };
}

/** None for a prototype; several for a structured binding. */
export function lowerDeclarator(
  session: LoweringSession,
  base: BaseType,
  node: NodeIndex,
  owner: NodeIndex,
): Declarator[] {
  const { cst } = session;
  const { name, nameSpan, qualifiers, type, fn, bindings } = declared(session, namedBase(session, base), node);
  const valueNode = initializerOf(session, node, owner);
  if (bindings) {
    return valueNode === 0 ? [] : structuredBinding(session, node, type, bindings, session.expression(valueNode));
  }
  if (name === '' || (fn && valueNode === 0)) return [];
  const init = valueNode === 0 ? {} : { init: session.expression(valueNode) };
  const scope = qualifiers.length === 0 ? {} : { scope: qualifiers };
  return [{ ...cst.span(node), name, nameSpan, type, ...scope, ...init }];
}

/** `auto [a, b] = x`: an object without a name that a program could write, and names for its members. */
function structuredBinding(
  session: LoweringSession,
  node: NodeIndex,
  type: TypeName,
  bindings: readonly NodeIndex[],
  init: Expr,
): Declarator[] {
  const { cst } = session;
  const name = `[${bindings.map((binding) => cst.textOf(binding)).join(',')}]`;
  const object: Declarator = { ...cst.span(node), name, nameSpan: cst.span(node), type, init };
  const names = bindings.map((binding, position): Declarator => {
    const span = cst.span(binding);
    const member: Expr = {
      kind: 'member', ...span, object: { kind: 'ident', ...span, name }, name: '', nameSpan: span, arrow: false, position,
    }; // prettier-ignore
    return { ...span, name: cst.textOf(binding), nameSpan: span, type: { ...type, base: 'auto', opaque: true, reference: true }, init: member }; // prettier-ignore
  });
  return [object, ...names];
}

/** Of an `init_declarator`, or in a C++ condition (`if (T x = f())`) of the declaration itself. */
function initializerOf(session: LoweringSession, node: NodeIndex, owner: NodeIndex): NodeIndex {
  const { cst } = session;
  const own = cst.childInField(node, 'value');
  if (own !== 0) return own;
  return cst.type(node) === 'init_declarator' ? 0 : cst.childInField(owner, 'value');
}

function single(session: LoweringSession, node: NodeIndex): Stmt {
  const out: Stmt[] = [];
  const span = session.cst.span(node);
  if (node === 0) return { kind: 'empty', start: span.end, end: span.end };
  session.statements(node, out);
  const only = out[0];
  if (out.length === 1 && only) return only;
  return out.length === 0 ? { kind: 'empty', ...span } : { kind: 'block', ...span, body: out };
}

/** A C++ condition may declare: the declarations go before the statement, in a block of their own. */
function condition(session: LoweringSession, node: NodeIndex, before: Stmt[]): Expr {
  const { cst } = session;
  const clause = cst.childInField(node, 'condition');
  if (cst.type(clause) !== 'condition_clause') return session.expression(clause);
  const initializer = cst.childInField(clause, 'initializer');
  for (const child of initializer === 0 ? [] : cst.namedChildren(initializer)) session.statements(child, before);
  const value = cst.childInField(clause, 'value');
  if (cst.type(value) !== 'declaration') return session.expression(value);
  declaration(session, value, before);
  const last = before.at(-1);
  const declarator = last?.kind === 'decl' ? last.declarators.at(-1) : undefined;
  if (!declarator) return { kind: 'unknown', ...cst.span(value), parts: [] };
  const ident: Ident = { kind: 'ident', ...declarator.nameSpan, name: declarator.name };
  return ident;
}

function withDeclarations(before: readonly Stmt[], statement: Stmt, out: Stmt[]): void {
  if (before.length === 0) out.push(statement);
  else out.push({ kind: 'block', start: statement.start, end: statement.end, body: [...before, statement] });
}

function ifStatement(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const before: Stmt[] = [];
  const test = condition(session, node, before);
  const then = single(session, cst.childInField(node, 'consequence'));
  const alternative = cst.childInField(node, 'alternative');
  const otherwise = alternative === 0 ? {} : { otherwise: single(session, alternative) };
  withDeclarations(before, { kind: 'if', ...cst.span(node), test, then, ...otherwise }, out);
}

function loop(session: LoweringSession, node: NodeIndex, out: Stmt[], kind: 'while' | 'switch'): void {
  const { cst } = session;
  const before: Stmt[] = [];
  const test = condition(session, node, before);
  withDeclarations(
    before,
    { kind, ...cst.span(node), test, body: single(session, cst.childInField(node, 'body')) },
    out,
  );
}

function forStatement(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const initializer = cst.childInField(node, 'initializer');
  const test = cst.childInField(node, 'condition');
  const update = cst.childInField(node, 'update');
  const before: Stmt[] = [];
  if (initializer !== 0) session.statements(initializer, before);
  const init = before[0];
  out.push({
    kind: 'for',
    ...cst.span(node),
    ...(init ? { init } : {}),
    ...(test === 0 ? {} : { test: session.expression(test) }),
    ...(update === 0 ? {} : { update: session.expression(update) }),
    body: single(session, cst.childInField(node, 'body')),
  });
}

function forRange(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const declarator = cst.childInField(node, 'declarator');
  const variable = declarator === 0 ? undefined : lowerDeclarator(session, baseType(session, node), declarator, 0)[0];
  out.push({
    kind: 'forRange',
    ...cst.span(node),
    ...(variable ? { variable } : {}),
    range: session.expression(cst.childInField(node, 'right')),
    body: single(session, cst.childInField(node, 'body')),
  });
}

function caseStatement(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const value = cst.childInField(node, 'value');
  const colon = cst.childOfType(node, ':');
  const span = { start: cst.start(node), end: colon === 0 ? cst.end(node) : cst.end(colon) };
  out.push({ kind: 'case', ...span, ...(value === 0 ? {} : { test: session.expression(value) }) });
  for (const child of cst.namedChildren(node)) if (child !== value) session.statements(child, out);
}

function labeled(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const { cst } = session;
  const label = cst.childInField(node, 'label');
  out.push({ kind: 'label', ...cst.span(label), name: cst.textOf(label) });
  for (const child of cst.namedChildren(node)) if (child !== label) session.statements(child, out);
}

function returnStatement(session: LoweringSession, node: NodeIndex, out: Stmt[]): void {
  const value = session.cst.namedChildren(node)[0];
  out.push({
    kind: 'return',
    ...session.cst.span(node),
    ...(value === undefined ? {} : { value: session.expression(value) }),
  });
}

function tryStatement(session: LoweringSession, node: NodeIndex): Try {
  const { cst } = session;
  const handlers: { filter?: Expr; body: Block }[] = [];
  let finalizer: Block | undefined;
  for (const child of cst.namedChildren(node)) {
    const body = cst.childInField(child, 'body');
    const type = cst.type(child);
    if (type === 'seh_finally_clause') finalizer = lowerBlock(session, body);
    else if (type === 'catch_clause') handlers.push({ body: lowerBlock(session, body) });
    else if (type === 'seh_except_clause') {
      handlers.push({ filter: session.expression(cst.childInField(child, 'filter')), body: lowerBlock(session, body) });
    }
  }
  const body = lowerBlock(session, cst.childInField(node, 'body'));
  return { kind: 'try', ...cst.span(node), body, handlers, ...(finalizer ? { finalizer } : {}) };
}

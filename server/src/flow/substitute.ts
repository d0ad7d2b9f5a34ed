/** By-name substitution of a macro's parameters in its parsed body. */
import {
  PASTE,
  type Block,
  type Call,
  type Declarator,
  type Expr,
  type InitItem,
  type MacroDecl,
  type Span,
  type Stmt,
  type TypeName,
} from '../syntax/ast';
import type { Copies } from './copies';

/** Where the macro is used, and what its parameters stand for. */
export interface Binding {
  readonly at: Span;
  readonly args: ReadonlyMap<string, Expr>;
  /** `__VA_ARGS__`. */
  readonly rest: readonly Expr[];
  /** Everything with a place that the substitution makes: it stands where the use stands, also when that moves. */
  readonly copies: Copies;
}

/** What a macro's parameters stand for in this use; undefined where it cannot be used so. */
export function bindArguments(macro: MacroDecl, use: Expr, copies: Copies): Binding | undefined {
  const params = macro.params;
  if (!params) return { at: use, args: new Map(), rest: [], copies };
  if (use.kind !== 'call') return undefined;
  const call: Call = use;
  if (call.args.length < params.length && !(params.length === 1 && call.args.length === 0)) return undefined;
  if (call.args.length > params.length && !macro.variadic) return undefined;
  const args = new Map<string, Expr>();
  params.forEach((param, i) => {
    const arg = call.args[i];
    if (arg) args.set(param, arg);
  });
  return { at: use, args, rest: call.args.slice(params.length), copies };
}

function at(b: Binding): Span {
  return copied({ start: b.at.start, end: b.at.end }, b);
}

function copied<T extends Span>(node: T, b: Binding): T {
  b.copies.add(node, b.at);
  return node;
}

/** A name in the body: the argument's name when the parameter is bound to a plain identifier. */
function name(text: string, b: Binding): string {
  if (text.includes(PASTE)) return pasted(text, b);
  const arg = b.args.get(text);
  return arg?.kind === 'ident' ? arg.name : text;
}

/** The name that `a##b` makes; as it is where an argument is no name and no number. */
function pasted(text: string, b: Binding): string {
  const parts = text.split(PASTE).map((part) => {
    const arg = b.args.get(part);
    if (!arg) return part;
    return arg.kind === 'ident' ? arg.name : arg.kind === 'number' ? arg.text : undefined;
  });
  return parts.includes(undefined) ? text : parts.join('');
}

function typeName(type: TypeName, b: Binding): TypeName {
  const base = name(type.base, b);
  const arrays = type.arrays.map((dimension) => dimension && substitute(dimension, b));
  return copied({ ...type, start: b.at.start, end: b.at.end, base, arrays }, b);
}

function list(exprs: readonly Expr[], b: Binding): Expr[] {
  return exprs.flatMap((expr) =>
    expr.kind === 'ident' && expr.name === '__VA_ARGS__' ? b.rest : [substitute(expr, b)],
  );
}

function item(i: InitItem, b: Binding): InitItem {
  return {
    designators: i.designators.map((d) => (typeof d === 'string' ? name(d, b) : substitute(d, b))),
    value: substitute(i.value, b),
    span: i.value.kind === 'ident' && b.args.has(i.value.name) ? (b.args.get(i.value.name) ?? b.at) : at(b),
  };
}

/** The expression with parameters replaced; every node that is not an argument's gets the span of the use. */
export function substitute(expr: Expr, b: Binding): Expr {
  const argument = expr.kind === 'ident' ? b.args.get(expr.name) : undefined;
  return argument ?? copied(copyOf(expr, b), b);
}

function copyOf(expr: Expr, b: Binding): Expr {
  const span = at(b);
  switch (expr.kind) {
    case 'ident':
      return { ...expr, ...span, name: name(expr.name, b) };
    case 'number':
    case 'string':
    case 'char':
    case 'keyword':
      return { ...expr, ...span };
    case 'unary':
    case 'update':
    case 'delete':
    case 'sizeofExpr':
      return { ...expr, ...span, operand: substitute(expr.operand, b) };
    case 'binary':
      return { ...expr, ...span, opSpan: span, left: substitute(expr.left, b), right: substitute(expr.right, b) };
    case 'comma':
      return { ...expr, ...span, left: substitute(expr.left, b), right: substitute(expr.right, b) };
    case 'assign':
      return { ...expr, ...span, target: substitute(expr.target, b), value: substitute(expr.value, b) };
    case 'conditional':
      return {
        ...expr,
        ...span,
        test: substitute(expr.test, b),
        then: substitute(expr.then, b),
        otherwise: substitute(expr.otherwise, b),
      };
    case 'call':
      return { ...expr, ...span, callee: substitute(expr.callee, b), args: list(expr.args, b), argsSpan: span };
    case 'member':
      return { ...expr, ...span, nameSpan: span, object: substitute(expr.object, b), name: name(expr.name, b) };
    case 'index':
      return { ...expr, ...span, object: substitute(expr.object, b), index: substitute(expr.index, b) };
    case 'cast':
      return { ...expr, ...span, type: typeName(expr.type, b), operand: substitute(expr.operand, b) };
    case 'sizeofType':
      return { ...expr, ...span, type: typeName(expr.type, b) };
    case 'offsetof':
      return { ...expr, ...span, type: typeName(expr.type, b), member: name(expr.member, b) };
    case 'initList':
      return { ...expr, ...span, items: expr.items.map((i) => item(i, b)) };
    case 'compoundLiteral':
      return {
        ...expr,
        ...span,
        type: typeName(expr.type, b),
        init: copied({ ...expr.init, ...span, items: expr.init.items.map((i) => item(i, b)) }, b),
      };
    case 'lambda':
      return { ...expr, ...span };
    case 'new':
      return { ...expr, ...span, type: typeName(expr.type, b), args: list(expr.args, b) };
    case 'unknown':
      return { ...expr, ...span, parts: list(expr.parts, b) };
  }
}

function block(body: Block, b: Binding): Block {
  return copied({ ...body, ...at(b), body: body.body.map((stmt) => substituteStmt(stmt, b)) }, b);
}

export function substituteDeclarator(d: Declarator, b: Binding): Declarator {
  const changed: Declarator = { ...d, ...at(b), nameSpan: at(b), name: name(d.name, b), type: typeName(d.type, b) };
  return copied(d.init ? { ...changed, init: substitute(d.init, b) } : changed, b);
}

const optional = (expr: Expr | undefined, b: Binding): { value?: Expr } => (expr ? { value: substitute(expr, b) } : {});

export function substituteStmt(stmt: Stmt, b: Binding): Stmt {
  return stmt.kind === 'block' ? block(stmt, b) : copied(copyOfStatement(stmt, b), b);
}

function copyOfStatement(stmt: Exclude<Stmt, Block>, b: Binding): Stmt {
  const span = at(b);
  switch (stmt.kind) {
    case 'expr':
      return { ...stmt, ...span, expr: substitute(stmt.expr, b) };
    case 'decl':
      return { ...stmt, ...span, declarators: stmt.declarators.map((d) => substituteDeclarator(d, b)) };
    case 'if': {
      const changed = { ...stmt, ...span, test: substitute(stmt.test, b), then: substituteStmt(stmt.then, b) };
      return stmt.otherwise ? { ...changed, otherwise: substituteStmt(stmt.otherwise, b) } : changed;
    }
    case 'while':
    case 'doWhile':
    case 'switch':
      return { ...stmt, ...span, test: substitute(stmt.test, b), body: substituteStmt(stmt.body, b) };
    case 'for':
      return {
        ...stmt,
        ...span,
        body: substituteStmt(stmt.body, b),
        ...(stmt.init ? { init: substituteStmt(stmt.init, b) } : {}),
        ...(stmt.test ? { test: substitute(stmt.test, b) } : {}),
        ...(stmt.update ? { update: substitute(stmt.update, b) } : {}),
      };
    case 'forRange':
      return { ...stmt, ...span, range: substitute(stmt.range, b), body: substituteStmt(stmt.body, b) };
    case 'case':
      return stmt.test ? { ...stmt, ...span, test: substitute(stmt.test, b) } : { ...stmt, ...span };
    case 'label':
      return { ...stmt, ...span, name: name(stmt.name, b) };
    case 'goto':
      return { ...stmt, ...span, label: name(stmt.label, b) };
    case 'return':
      return { ...stmt, ...span, ...optional(stmt.value, b) };
    case 'try':
      return {
        ...stmt,
        ...span,
        body: block(stmt.body, b),
        handlers: stmt.handlers.map((h) => ({
          body: block(h.body, b),
          ...(h.filter ? { filter: substitute(h.filter, b) } : {}),
        })),
        ...(stmt.finalizer ? { finalizer: block(stmt.finalizer, b) } : {}),
      };
    case 'memberInit':
    case 'break':
    case 'continue':
    case 'leave':
    case 'empty':
    case 'opaque':
      return { ...stmt, ...span };
  }
}

/** A table that is never changed can outlive its function: `static const`. */
import { parts, walkExpression, walkStatement, withoutCasts } from '../../syntax/walk';
import type { DeclStmt, Declarator, Expr, FunctionDecl, Stmt } from '../../syntax/ast';
import type { FunctionEntity } from '../../flow/program';
import { rootOf } from '../../flow/regions';
import type { Value } from '../../flow/values';
import type { EditReport, FixReport, RuleContext } from '../rule';
import { edit, removal, sibling, statementAt } from '../statements';
import { textOf } from '../text';

export function staticTable(value: Value | undefined, files: RuleContext['files']): readonly FixReport[] {
  const root = value?.k === 'pointer' ? rootOf(value.region) : undefined;
  if (root?.r !== 'local' || root !== (value?.k === 'pointer' ? value.region : undefined)) return [];
  const { fn } = root.frame;
  const body = fn.decl.body;
  const found = body && declarationOf(body, root.local.span.start);
  if (!found || !files.has(fn.file) || found.stmt.storage !== 'none' || found.stmt.declarators.length !== 1) return [];
  const { init, name } = found.declarator;
  if (!init) return filledTable(fn, found, files);
  if (init.kind !== 'initList' || !init.items.every((item) => isConstant(item.value, fn.decl)) || isChanged(body, name))
    return [];
  const words = found.declarator.type.isConst || found.stmt.isConst ? 'static ' : 'static const ';
  return [
    {
      title: { id: 'makeStatic', args: { name } },
      safe: true,
      edits: [edit(fn.file, found.stmt.start, found.stmt.start, words)],
    },
  ];
}

/** Constants that are assigned once, in the table's own block: an initialiser that does not change says the same. */
function filledTable(
  fn: FunctionEntity,
  { stmt, declarator }: { readonly stmt: DeclStmt; readonly declarator: Declarator },
  files: RuleContext['files'],
): readonly FixReport[] {
  const { name, type } = declarator;
  const at = statementAt(fn, { file: fn.file, start: stmt.start, end: stmt.end }, files);
  if (!at || !fn.decl.body || at.source.syntax.language !== 'c' || type.pointers > 0 || type.arrays.length > 0)
    return [];
  const entries = new Map<string, string>();
  const gone: EditReport[] = [];
  let [taken, cleared] = [0, 0];
  for (let one = sibling(at, at.index + 1); one; one = sibling(one, one.index + 1)) {
    const entry = entryOf(one.stmt, name);
    const edits = entry || isZeroed(one.stmt, name) ? removal(one) : undefined;
    if (!edits) continue;
    if (entry && (entries.has(entry.member) || !isConstant(entry.value, fn.decl))) return [];
    if (entry) entries.set(entry.member, textOf(at.source, entry.value));
    gone.push(...edits);
    const uses = usesOf(one.stmt, name);
    taken += uses.all;
    cleared += uses.addresses;
  }
  const { all, addresses } = usesOf(fn.decl.body, name);
  // Each use that is left takes the address.
  if (entries.size === 0 || all - taken !== addresses - cleared) return [];
  const init = [...entries].map(([member, value]) => `.${member} = ${value}`).join(', ');
  return [
    {
      title: { id: 'makeStatic', args: { name } },
      safe: false,
      edits: [
        edit(fn.file, stmt.start, stmt.start, stmt.isConst ? 'static ' : 'static const '),
        edit(fn.file, declarator.end, declarator.end, ` = { ${init} }`),
        ...gone,
      ],
    },
  ];
}

/** `Table.Member = value;` */
function entryOf(stmt: Stmt, name: string): { readonly member: string; readonly value: Expr } | undefined {
  if (stmt.kind !== 'expr' || stmt.expr.kind !== 'assign' || stmt.expr.op !== '=') return undefined;
  const { target, value } = stmt.expr;
  if (target.kind !== 'member' || target.arrow || target.object.kind !== 'ident') return undefined;
  return target.object.name === name ? { member: target.name, value } : undefined;
}

/** `RtlZeroMemory(&Table, sizeof(Table));` */
function isZeroed(stmt: Stmt, name: string): boolean {
  const call = stmt.kind === 'expr' ? withoutCasts(stmt.expr) : undefined;
  if (call?.kind !== 'call' || call.callee.kind !== 'ident' || call.callee.name !== 'RtlZeroMemory') return false;
  const [first] = call.args;
  return first?.kind === 'unary' && first.op === '&' && first.operand.kind === 'ident' && first.operand.name === name;
}

function usesOf(stmt: Stmt, name: string): { readonly all: number; readonly addresses: number } {
  let [all, addresses] = [0, 0];
  walkStatement(stmt, (expr) => {
    if (expr.kind === 'ident' && expr.name === name) all++;
    if (expr.kind === 'unary' && expr.op === '&' && expr.operand.kind === 'ident' && expr.operand.name === name)
      addresses++;
  });
  return { all, addresses };
}

function declarationOf(stmt: Stmt, at: number): { stmt: DeclStmt; declarator: Declarator } | undefined {
  if (stmt.kind === 'decl') {
    const declarator = stmt.declarators.find((one) => one.start <= at && at < one.end);
    if (declarator) return { stmt, declarator };
  }
  for (const inner of parts(stmt).statements) {
    const found = declarationOf(inner, at);
    if (found) return found;
  }
  return undefined;
}

/** Names of functions and macros, numbers, and `{ … }` of them; nothing that the function was given or has made. */
function isConstant(expr: Expr, { params, body }: FunctionDecl): boolean {
  const own = new Set([...(params ?? []).map(({ name }) => name), ...(body ? localsIn(body) : [])]);
  let constant = true;
  walkExpression(expr, (one) => {
    constant &&=
      (one.kind === 'ident' && !own.has(one.name)) ||
      one.kind === 'number' ||
      one.kind === 'keyword' ||
      one.kind === 'cast' ||
      one.kind === 'initList' ||
      (one.kind === 'unary' && one.op === '&') ||
      (one.kind === 'call' && one.callee.kind === 'ident' && one.callee.name === 'MAKE_WSK_VERSION');
  });
  return constant;
}

function localsIn(stmt: Stmt): string[] {
  const own = stmt.kind === 'decl' ? stmt.declarators.map(({ name }) => name) : [];
  return [...own, ...parts(stmt).statements.flatMap(localsIn)];
}

/** The name is used for anything but its address. */
function isChanged(body: Stmt, name: string): boolean {
  const { all, addresses } = usesOf(body, name);
  return all !== addresses;
}

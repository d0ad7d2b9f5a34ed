/** Traversal of the typed syntax. */
import type { EnumDecl, Expr, FileSyntax, FunctionDecl, MacroDecl, Stmt, VariableDecl } from './ast';

/** What a branch ends with. */
export function lastOf(stmt: Stmt): Stmt | undefined {
  return stmt.kind === 'block' ? stmt.body[stmt.body.length - 1] : stmt;
}

/** What a cast, or casts one in another, stand before. */
export function withoutCasts(expr: Expr): Expr;
export function withoutCasts(expr: Expr | undefined): Expr | undefined;
export function withoutCasts(expr: Expr | undefined): Expr | undefined {
  let plain = expr;
  while (plain?.kind === 'cast') plain = plain.operand;
  return plain;
}

/** The direct sub-expressions, in evaluation order. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'ident':
    case 'number':
    case 'string':
    case 'char':
    case 'keyword':
    case 'sizeofType':
    case 'offsetof':
    case 'lambda':
      return [];
    case 'unary':
    case 'update':
    case 'delete':
    case 'sizeofExpr':
    case 'cast':
      return [expr.operand];
    case 'binary':
    case 'comma':
      return [expr.left, expr.right];
    case 'assign':
      return [expr.target, expr.value];
    case 'conditional':
      return [expr.test, expr.then, expr.otherwise];
    case 'call':
      return [expr.callee, ...expr.args];
    case 'member':
      return [expr.object];
    case 'index':
      return [expr.object, expr.index];
    case 'initList':
      return expr.items.flatMap((item) => [...item.designators.filter((d) => typeof d !== 'string'), item.value]);
    case 'compoundLiteral':
      return [expr.init];
    case 'new':
      return expr.args;
    case 'unknown':
      return expr.parts;
  }
}

/** Visits the expression and everything in it, outside first; lambdas' bodies too, unless told otherwise. */
export function walkExpression(root: Expr, visit: (expr: Expr) => void, lambdas = true): void {
  const stack: Expr[] = [root];
  for (let expr = stack.pop(); expr; expr = stack.pop()) {
    visit(expr);
    if (lambdas && expr.kind === 'lambda') walkStatement(expr.body, visit);
    const inner = children(expr);
    for (let i = inner.length - 1; i >= 0; i--) {
      const child = inner[i];
      if (child) stack.push(child);
    }
  }
}

/** The statements directly inside, and the expressions directly in this statement. */
export function parts(stmt: Stmt): { readonly statements: readonly Stmt[]; readonly expressions: readonly Expr[] } {
  const some = (...exprs: readonly (Expr | undefined)[]): Expr[] => exprs.filter((expr) => expr !== undefined);
  switch (stmt.kind) {
    case 'expr':
      return { statements: [], expressions: [stmt.expr] };
    case 'decl':
      return { statements: [], expressions: some(...stmt.declarators.map((d) => d.init)) };
    case 'block':
      return { statements: stmt.body, expressions: [] };
    case 'if':
      return { statements: stmt.otherwise ? [stmt.then, stmt.otherwise] : [stmt.then], expressions: [stmt.test] };
    case 'while':
    case 'doWhile':
    case 'switch':
      return { statements: [stmt.body], expressions: [stmt.test] };
    case 'for':
      return {
        statements: stmt.init ? [stmt.init, stmt.body] : [stmt.body],
        expressions: some(stmt.test, stmt.update),
      };
    case 'forRange':
      return { statements: [stmt.body], expressions: [stmt.range] };
    case 'case':
      return { statements: [], expressions: some(stmt.test) };
    case 'memberInit':
      return { statements: [], expressions: [stmt.init] };
    case 'return':
      return { statements: [], expressions: some(stmt.value) };
    case 'try':
      return {
        statements: [stmt.body, ...stmt.handlers.map((h) => h.body), ...(stmt.finalizer ? [stmt.finalizer] : [])],
        expressions: some(...stmt.handlers.map((h) => h.filter)),
      };
    case 'label':
    case 'goto':
    case 'break':
    case 'continue':
    case 'leave':
    case 'empty':
    case 'opaque':
      return { statements: [], expressions: [] };
  }
}

/** Visits every expression of a statement. */
export function walkStatement(root: Stmt, visit: (expr: Expr) => void, lambdas = true): void {
  const stack: Stmt[] = [root];
  for (let stmt = stack.pop(); stmt; stmt = stack.pop()) {
    const { statements, expressions } = parts(stmt);
    for (const expr of expressions) walkExpression(expr, visit, lambdas);
    for (let i = statements.length - 1; i >= 0; i--) {
      const inner = statements[i];
      if (inner) stack.push(inner);
    }
  }
}

/** Visits every expression of a file: of functions, initialisers, macro bodies and enumerators. */
export function walkFile({ functions, variables, macros, enums }: FileSyntax, visit: (expr: Expr) => void): void {
  for (const one of functions) walkFunction(one, visit);
  for (const one of variables) walkVariable(one, visit);
  for (const one of macros) walkMacro(one, visit);
  for (const one of enums) walkEnum(one, visit);
}

function walkFunction({ params, body }: FunctionDecl, visit: (expr: Expr) => void): void {
  for (const { defaultValue } of params ?? []) if (defaultValue) walkExpression(defaultValue, visit);
  if (body) walkStatement(body, visit);
}

function walkVariable({ init }: VariableDecl, visit: (expr: Expr) => void): void {
  if (init) walkExpression(init, visit);
}

function walkMacro({ expr, body }: MacroDecl, visit: (expr: Expr) => void): void {
  if (expr) walkExpression(expr, visit);
  for (const stmt of body ?? []) walkStatement(stmt, visit);
}

function walkEnum({ members }: EnumDecl, visit: (expr: Expr) => void): void {
  for (const { value } of members) if (value) walkExpression(value, visit);
}

type Walk = (visit: (expr: Expr) => void) => void;

/**
 * What `look` finds in each declaration of a file, in the order of {@link walkFile}. It may look at what expressions are made of and
 * at nothing else: declarations that an edit has left as they were are not looked through again.
 */
export function inEachDeclaration<T>(look: (walk: Walk) => T): (file: FileSyntax) => readonly T[] {
  const known = new WeakMap<object, { readonly found: T }>();
  const found = <D extends object>(decl: D, walk: (decl: D, visit: (expr: Expr) => void) => void): T => {
    const before = known.get(decl);
    if (before) return before.found;
    const now = look((visit) => walk(decl, visit));
    known.set(decl, { found: now });
    return now;
  };
  return ({ functions, variables, macros, enums }) => [
    ...functions.map((one) => found(one, walkFunction)),
    ...variables.map((one) => found(one, walkVariable)),
    ...macros.map((one) => found(one, walkMacro)),
    ...enums.map((one) => found(one, walkEnum)),
  ];
}

/** The expressions of a file that `choose` picks: see {@link inEachDeclaration}. */
export function chosenInFile<T extends Expr>(choose: (expr: Expr) => expr is T): (file: FileSyntax) => readonly T[] {
  const chosen = inEachDeclaration((walk) => {
    const list: T[] = [];
    walk((expr) => {
      if (choose(expr)) list.push(expr);
    });
    return list;
  });
  return (file) => chosen(file).flat();
}

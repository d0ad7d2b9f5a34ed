/** Names of variables that some function or macro of the workspace writes, or may write. */
import { walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, FunctionDecl, MacroDecl } from '../syntax/ast';
import type { Platform } from './program';

/** The word under which it is noted that somebody asked whether the name is written. */
export function writtenNote(name: string): string {
  return `written ${name}`;
}

export class WrittenNames {
  private readonly writers = new Map<string, number>();
  private readonly known = new WeakMap<FunctionDecl | MacroDecl, ReadonlySet<string>>();
  /** Whether the name was written before, for names of which the number of writers changed. */
  private readonly before = new Map<string, boolean>();

  has(name: string): boolean {
    return this.writers.has(name);
  }

  add(decl: FunctionDecl | MacroDecl, platform: Platform): void {
    for (const name of this.namesIn(decl, platform)) this.count(name, 1);
  }

  remove(decl: FunctionDecl | MacroDecl, platform: Platform): void {
    for (const name of this.namesIn(decl, platform)) this.count(name, -1);
  }

  /** Notes of the names for which the answer is another one than it was the last time. */
  takeChanges(): string[] {
    const notes: string[] = [];
    for (const [name, was] of this.before) if (was !== this.has(name)) notes.push(writtenNote(name));
    this.before.clear();
    return notes;
  }

  private count(name: string, by: number): void {
    const writers = this.writers.get(name) ?? 0;
    if (!this.before.has(name)) this.before.set(name, writers > 0);
    if (writers + by > 0) this.writers.set(name, writers + by);
    else this.writers.delete(name);
  }

  private namesIn(decl: FunctionDecl | MacroDecl, platform: Platform): ReadonlySet<string> {
    const known = this.known.get(decl);
    if (known) return known;
    const names = writtenIn(decl, platform);
    this.known.set(decl, names);
    return names;
  }
}

function writtenIn(decl: FunctionDecl | MacroDecl, platform: Platform): ReadonlySet<string> {
  const names = new Set<string>();
  const visitor = (expr: Expr): void => {
    if (expr.kind === 'assign') addRoot(expr.target, names);
    else if (expr.kind === 'update') addRoot(expr.operand, names);
    else if (expr.kind === 'call') {
      const callee = expr.callee;
      if ((callee.kind === 'ident' || callee.kind === 'member') && platform.readsOnly(callee.name)) return;
      for (const arg of expr.args) {
        const plain = arg.kind === 'cast' ? arg.operand : arg;
        if (plain.kind === 'unary' && plain.op === '&') addRoot(plain.operand, names);
      }
    }
  };
  const statements = decl.body === undefined ? [] : 'kind' in decl.body ? [decl.body] : decl.body;
  for (const stmt of statements) walkStatement(stmt, visitor);
  if ('expr' in decl && decl.expr) walkExpression(decl.expr, visitor);
  return names;
}

/** The variable at the root of an lvalue. */
function addRoot(target: Expr, names: Set<string>): void {
  let root = target;
  for (;;) {
    if (root.kind === 'member' && !root.arrow) root = root.object;
    else if (root.kind === 'index') root = root.object;
    else if (root.kind === 'cast') root = root.operand;
    else break;
  }
  if (root.kind === 'ident') names.add(root.name);
}

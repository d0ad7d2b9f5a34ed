/** Names of variables that some function or macro of the workspace writes, or may write, and which parts of them. */
import { walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, FunctionDecl, MacroDecl } from '../syntax/ast';
import type { Platform } from './program';

/**
 * What is written of a variable: all of it, one of its members, or whatever the function or macro of that name does to it.
 */
export type WrittenPart = 'all' | `.${string}` | `${string}()`;

/** The word under which it is noted that somebody asked whether the name is written. */
export function writtenNote(name: string): string {
  return `written ${name}`;
}

/** Parts by the variable's name. */
type Writes = ReadonlyMap<string, ReadonlySet<WrittenPart>>;

export class WrittenNames {
  private readonly writers = new Map<string, Map<WrittenPart, number>>();
  private readonly known = new WeakMap<FunctionDecl | MacroDecl, Writes>();
  /** What was written of it before, for names of which the writers changed. */
  private readonly before = new Map<string, string>();

  has(name: string): boolean {
    return this.writers.has(name);
  }

  partsOf(name: string): ReadonlySet<WrittenPart> {
    return new Set(this.writers.get(name)?.keys());
  }

  add(decl: FunctionDecl | MacroDecl, platform: Platform): void {
    for (const [name, parts] of this.writesOf(decl, platform)) for (const part of parts) this.count(name, part, 1);
  }

  remove(decl: FunctionDecl | MacroDecl, platform: Platform): void {
    for (const [name, parts] of this.writesOf(decl, platform)) for (const part of parts) this.count(name, part, -1);
  }

  /** Notes of the names for which the answer is another one than it was the last time. */
  takeChanges(): string[] {
    const notes: string[] = [];
    for (const [name, was] of this.before) if (was !== this.described(name)) notes.push(writtenNote(name));
    this.before.clear();
    return notes;
  }

  private described(name: string): string {
    return [...this.partsOf(name)].sort().join();
  }

  private count(name: string, part: WrittenPart, by: number): void {
    if (!this.before.has(name)) this.before.set(name, this.described(name));
    const parts = this.writers.get(name) ?? new Map<WrittenPart, number>();
    const writers = (parts.get(part) ?? 0) + by;
    if (writers > 0) parts.set(part, writers);
    else parts.delete(part);
    if (parts.size > 0) this.writers.set(name, parts);
    else this.writers.delete(name);
  }

  private writesOf(decl: FunctionDecl | MacroDecl, platform: Platform): Writes {
    const known = this.known.get(decl);
    if (known) return known;
    const writes = writtenIn(decl, platform);
    this.known.set(decl, writes);
    return writes;
  }
}

function writtenIn(decl: FunctionDecl | MacroDecl, platform: Platform): Writes {
  const writes = new Map<string, Set<WrittenPart>>();
  const add = (target: Expr, whole: WrittenPart): void => {
    const { root, member } = rootOf(target);
    if (root.kind !== 'ident') return;
    const parts = writes.get(root.name) ?? new Set();
    writes.set(root.name, parts.add(member === undefined ? whole : `.${member}`));
  };
  const visitor = (expr: Expr): void => {
    if (expr.kind === 'assign') add(expr.target, 'all');
    else if (expr.kind === 'update') add(expr.operand, 'all');
    else if (expr.kind === 'call') {
      const { callee } = expr;
      const name = callee.kind === 'ident' || callee.kind === 'member' ? callee.name : undefined;
      expr.args.forEach((arg, i) => {
        const plain = arg.kind === 'cast' ? arg.operand : arg;
        if (plain.kind !== 'unary' || plain.op !== '&') return;
        if (name === undefined) add(plain.operand, 'all');
        else if (!platform.readsOnly(name, i)) add(plain.operand, `${name}()`);
      });
    }
  };
  const statements = decl.body === undefined ? [] : 'kind' in decl.body ? [decl.body] : decl.body;
  for (const stmt of statements) walkStatement(stmt, visitor);
  if ('expr' in decl && decl.expr) walkExpression(decl.expr, visitor);
  return writes;
}

/** The variable at the root of an lvalue, and the member of it that holds the lvalue. */
function rootOf(target: Expr): { readonly root: Expr; readonly member: string | undefined } {
  let root = target;
  let member: string | undefined;
  for (;;) {
    if (root.kind === 'member' && !root.arrow) {
      member = root.name;
      root = root.object;
    } else if (root.kind === 'index') {
      member = undefined;
      root = root.object;
    } else if (root.kind === 'cast') root = root.operand;
    else return { root, member };
  }
}

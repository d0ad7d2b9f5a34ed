/** Which functions are worth following: those that touch WSK, IRPs, events or waits, or call something that does. */
import { walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, Stmt } from '../syntax/ast';
import type { FunctionEntity, Program } from '../flow/program';
import { relevantNames } from './names';

/** Bodies up to this many expressions are followed for the value that they return. */
const SMALL = 80;

interface Mentions {
  readonly names: ReadonlySet<string>;
  readonly size: number;
}

export class Relevance {
  private readonly mentions = new Map<FunctionEntity, Mentions>();
  private readonly names: ReadonlySet<string>;

  constructor(program: Program) {
    const byName = new Map<string, Set<string>>();
    const note = (name: string, mentions: Mentions): void => {
      const known = byName.get(name);
      if (known) for (const one of mentions.names) known.add(one);
      else byName.set(name, new Set(mentions.names));
    };
    for (const file of program.files.values()) {
      for (const macro of file.macros) {
        const names = new Set<string>();
        if (macro.expr) collect(macro.expr, names);
        for (const stmt of macro.body ?? []) collectStatement(stmt, names);
        note(macro.name, { names, size: 0 });
      }
    }
    for (const list of program.allFunctions()) {
      for (const fn of list) {
        const names = new Set<string>();
        const size = fn.decl.body ? collectStatement(fn.decl.body, names) : 0;
        const mentions = { names, size };
        this.mentions.set(fn, mentions);
        note(fn.name, mentions);
      }
    }
    this.names = close(byName);
  }

  /** The function's body, or what it calls, has to do with WSK. */
  touches(fn: FunctionEntity): boolean {
    const mentions = this.mentions.get(fn);
    if (!mentions) return true;
    for (const name of mentions.names) if (this.names.has(name)) return true;
    return false;
  }

  follows(fn: FunctionEntity): boolean {
    return this.touches(fn) || (this.mentions.get(fn)?.size ?? 0) <= SMALL;
  }
}

/** Adds every name that leads to a relevant one. */
function close(byName: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [name, used] of byName) {
    for (const one of used) {
      const list = users.get(one);
      if (list) list.push(name);
      else users.set(one, [name]);
    }
  }
  const relevant = new Set<string>(relevantNames);
  const queue = [...relevant];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const user of users.get(name) ?? []) {
      if (relevant.has(user)) continue;
      relevant.add(user);
      queue.push(user);
    }
  }
  return relevant;
}

function collect(expr: Expr, names: Set<string>): number {
  let size = 0;
  walkExpression(expr, (e) => {
    size++;
    if (e.kind === 'ident' || e.kind === 'member') names.add(e.name);
  });
  return size;
}

function collectStatement(stmt: Stmt, names: Set<string>): number {
  let size = 0;
  walkStatement(stmt, (e) => {
    size++;
    if (e.kind === 'ident' || e.kind === 'member') names.add(e.name);
  });
  return size;
}


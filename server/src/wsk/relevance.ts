/** Which functions are worth following: those that touch WSK, IRPs, events or waits, or call something that does. */
import { parts, walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, Stmt } from '../syntax/ast';
import type { FunctionEntity, Program } from '../flow/program';
import { followNames, passiveNames, rootNames } from './names';

/** Bodies up to this many expressions are followed for the value that they return. */
const SMALL = 60;

/** The same below a function that is followed only for its value. */
const TINY = 20;

/** Calls between a function and the WSK call for which it is analysed. */
const MAX_DISTANCE = 5;

/** Calls between a function and the wait, event or IRP routine for which it is followed. */
const MARGIN = 2;

interface Mentions {
  readonly names: ReadonlySet<string>;
  readonly size: number;
  readonly loops: boolean;
}

export class Relevance {
  private readonly mentions = new Map<FunctionEntity, Mentions>();
  private readonly rootWords: ReadonlySet<string>;
  private readonly followWords: ReadonlySet<string>;
  private readonly passiveWords: ReadonlySet<string>;

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
        note(macro.name, { names, size: 0, loops: false });
      }
    }
    for (const list of program.allFunctions()) {
      for (const fn of list) {
        const names = new Set<string>();
        const size = fn.decl.body ? collectStatement(fn.decl.body, names) : 0;
        const mentions = { names, size, loops: fn.decl.body !== undefined && hasLoop(fn.decl.body) };
        this.mentions.set(fn, mentions);
        note(fn.name, mentions);
      }
    }
    this.rootWords = close(byName, rootNames, MAX_DISTANCE);
    this.followWords = new Set([...this.rootWords, ...close(byName, followNames, MARGIN)]);
    this.passiveWords = new Set([...this.rootWords, ...close(byName, passiveNames, MAX_DISTANCE)]);
  }

  /** The function's body, or what it calls, has to do with WSK. */
  touches(fn: FunctionEntity): boolean {
    return this.mentionsAny(fn, this.rootWords);
  }

  /**
   * Following the body from a caller can matter: because of what it does, or, for a small one without a loop, because of what it
   * returns.
   */
  follows(fn: FunctionEntity, atRaisedIrql: boolean, fromMarginal: boolean): boolean {
    if (this.mentionsAny(fn, atRaisedIrql ? this.passiveWords : this.followWords)) return true;
    const mentions = this.mentions.get(fn);
    return mentions !== undefined && !mentions.loops && mentions.size <= (fromMarginal ? TINY : SMALL);
  }

  private mentionsAny(fn: FunctionEntity, words: ReadonlySet<string>): boolean {
    const mentions = this.mentions.get(fn);
    if (!mentions) return true;
    for (const name of mentions.names) if (words.has(name)) return true;
    return false;
  }
}

/** Adds every name that leads to a relevant one in at most so many calls. */
function close(
  byName: ReadonlyMap<string, ReadonlySet<string>>,
  start: ReadonlySet<string>,
  distance: number,
): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [name, used] of byName) {
    for (const one of used) {
      const list = users.get(one);
      if (list) list.push(name);
      else users.set(one, [name]);
    }
  }
  const relevant = new Set<string>(start);
  let front: readonly string[] = [...relevant];
  for (let i = 0; i < distance && front.length > 0; i++) {
    const next: string[] = [];
    for (const user of front.flatMap((name) => users.get(name) ?? [])) {
      if (relevant.has(user)) continue;
      relevant.add(user);
      next.push(user);
    }
    front = next;
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

function hasLoop(stmt: Stmt): boolean {
  if (stmt.kind === 'while' || stmt.kind === 'for' || stmt.kind === 'forRange') return true;
  if (stmt.kind === 'doWhile') return !(stmt.test.kind === 'number' && stmt.test.value === 0) || hasLoop(stmt.body);
  return parts(stmt).statements.some(hasLoop);
}

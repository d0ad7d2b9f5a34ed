/** Which functions are worth following: those that touch WSK, IRPs, events or waits, or call something that does. */
import { parts, walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, Stmt } from '../syntax/ast';
import type { FunctionEntity, MacroEntity, Program } from '../flow/program';
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
  /** Functions and macros of the workspace that the body names. */
  readonly uses: readonly Body[];
  readonly names: ReadonlySet<string>;
  readonly size: number;
  readonly loops: boolean;
}

/** What has a text that is run: a function or a macro. */
type Body = FunctionEntity | MacroEntity;

export class Relevance {
  private readonly mentions = new Map<Body, Mentions>();
  private readonly roots: ReadonlySet<Body>;
  private readonly followed: ReadonlySet<Body>;
  private readonly passive: ReadonlySet<Body>;

  constructor(program: Program) {
    for (const macro of program.allMacros()) {
      const names = new Set<string>();
      if (macro.decl.expr) collect(macro.decl.expr, names);
      for (const stmt of macro.decl.body ?? []) collectStatement(stmt, names);
      this.note(program, macro, names, 0, false);
    }
    for (const list of program.allFunctions()) {
      for (const fn of list) {
        const names = new Set<string>();
        const size = fn.decl.body ? collectStatement(fn.decl.body, names) : 0;
        this.note(program, fn, names, size, fn.decl.body !== undefined && hasLoop(fn.decl.body));
      }
    }
    const users = usersOf(this.mentions);
    this.roots = this.close(users, rootNames, MAX_DISTANCE);
    this.followed = new Set([...this.roots, ...this.close(users, followNames, MARGIN)]);
    this.passive = new Set([...this.roots, ...this.close(users, passiveNames, MAX_DISTANCE)]);
  }

  private note(program: Program, body: Body, names: ReadonlySet<string>, size: number, loops: boolean): void {
    const uses = [...names].flatMap((name) => program.bodiesNamed(name, body.file));
    this.mentions.set(body, { uses, names, size, loops });
  }

  /** The function's body, or what it calls, has to do with WSK. */
  touches(fn: FunctionEntity): boolean {
    return this.roots.has(fn);
  }

  /**
   * Following the body from a caller can matter: because of what it does, or, for a small one without a loop, because of what it
   * returns.
   */
  follows(fn: FunctionEntity, atRaisedIrql: boolean, fromMarginal: boolean): boolean {
    if ((atRaisedIrql ? this.passive : this.followed).has(fn) || (atRaisedIrql && takesWskData(fn))) return true;
    const mentions = this.mentions.get(fn);
    return mentions !== undefined && !mentions.loops && mentions.size <= (fromMarginal ? TINY : SMALL);
  }

  /** Adds everything that leads to one of the words in at most so many calls. */
  private close(
    users: ReadonlyMap<Body, readonly Body[]>,
    words: ReadonlySet<string>,
    distance: number,
  ): ReadonlySet<Body> {
    const relevant = new Set<Body>();
    for (const [body, { names }] of this.mentions)
      for (const name of names)
        if (words.has(name)) {
          relevant.add(body);
          break;
        }
    let front: readonly Body[] = [...relevant];
    for (let i = 0; i < distance && front.length > 0; i++) {
      const next: Body[] = [];
      for (const user of front.flatMap((body) => users.get(body) ?? [])) {
        if (relevant.has(user)) continue;
        relevant.add(user);
        next.push(user);
      }
      front = next;
    }
    return relevant;
  }
}

const WSK_DATA: ReadonlySet<string> = new Set(
  ['WSK_DATA_INDICATION', 'WSK_DATAGRAM_INDICATION', 'WSK_SOCKET'].flatMap((name) => [name, `P${name}`]),
);

/** What the function does to what WSK hands to a callback matters, whatever it calls. */
function takesWskData(fn: FunctionEntity): boolean {
  return fn.decl.params?.some(({ type }) => WSK_DATA.has(type.base)) ?? false;
}

function usersOf(mentions: ReadonlyMap<Body, Mentions>): ReadonlyMap<Body, readonly Body[]> {
  const users = new Map<Body, Body[]>();
  for (const [user, { uses }] of mentions) {
    for (const used of uses) {
      const list = users.get(used);
      if (list) list.push(user);
      else users.set(used, [user]);
    }
  }
  return users;
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

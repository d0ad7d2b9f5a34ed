/** Which functions are worth following: those that touch WSK, IRPs, events or waits, or call something that does. */
import { parts, walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, Stmt } from '../syntax/ast';
import type { FunctionEntity, MacroEntity, Program, VariableEntity } from '../flow/program';
import { eventNames, followNames, passiveNames, requestNames, rootNames, waits } from './names';

/** Bodies up to this many expressions are followed for the value that they return. */
const SMALL = 60;

/** The same below a function that is followed only for its value. */
const TINY = 20;

/** Calls between a function and the WSK call for which it is analysed. */
const MAX_DISTANCE = 5;

/** Calls between a function and the wait, event or IRP routine for which it is followed. */
const MARGIN = 2;

/** What a body mentions. */
interface Mentions {
  readonly names: ReadonlySet<string>;
  readonly size: number;
  readonly loops: boolean;
  /** It calls through a member, which may hold a function that has to do with WSK. */
  readonly indirect: boolean;
}

/** A text that leads to what it names: a function, a macro, or a table of functions that others go through. */
type Body = FunctionEntity | MacroEntity | VariableEntity;

/** The word under which it is noted that somebody asked about the function. */
function relevanceNote(fn: FunctionEntity): string {
  return `relevance ${fn.id}`;
}

function tellingNote(name: string): string {
  return `telling ${name}`;
}

export class Relevance {
  private readonly known = new WeakMap<object, Mentions>();
  private mentions = new Map<Body, Mentions>();
  private fingerprints = new Map<Body, string>();
  private roots: ReadonlySet<Body> = new Set();
  private followed: ReadonlySet<Body> = new Set();
  private passive: ReadonlySet<Body> = new Set();
  private used: ReadonlyMap<Body, readonly Body[]> = new Map();
  private signalling: ReadonlySet<Body> = new Set();
  private waiting: ReadonlySet<Body> = new Set();
  private telling: ReadonlySet<string> = new Set();
  private tables = new Map<string, readonly VariableEntity[]>();

  constructor(private readonly program: Program) {
    this.update();
  }

  /** Looks at what has changed; answers the notes of functions of which something else holds now. */
  update(): ReadonlySet<string> {
    const { changed, isNew } = this.look();
    const notes = changed ? this.spread(changed) : new Set<string>();
    if (changed || isNew) this.tell(notes);
    return notes;
  }

  /** Which functions lead to what; answers the notes of those of which something else holds now. */
  private spread(changed: ReadonlySet<Body>): Set<string> {
    const sets = (): readonly ReadonlySet<Body>[] => [
      this.roots,
      this.followed,
      this.passive,
      this.signalling,
      this.waiting,
    ];
    const before = sets();
    const users = this.users();
    this.used = users;
    this.roots = new Set([...this.close(users, rootNames, MAX_DISTANCE), ...this.close(users, requestNames, 0)]);
    this.followed = new Set([...this.roots, ...this.close(users, followNames, MARGIN)]);
    this.passive = new Set([...this.roots, ...this.close(users, passiveNames, MAX_DISTANCE)]);
    this.signalling = this.close(users, eventNames, MARGIN);
    this.waiting = this.close(users, waits, Infinity);
    const notes = new Set<string>();
    for (const body of this.mentions.keys()) {
      if (!('id' in body) || isVariable(body)) continue;
      const same = !changed.has(body) && sets().every((set, i) => before[i]?.has(body) === set.has(body));
      if (!same) notes.add(relevanceNote(body));
    }
    return notes;
  }

  /** Names in code that has to do with WSK; adds the notes of those that have come or gone. */
  private tell(notes: Set<string>): void {
    const before = this.telling;
    const telling = new Set<string>();
    for (const body of this.roots) for (const name of this.mentions.get(body)?.names ?? []) telling.add(name);
    for (const name of telling) if (!before.has(name)) notes.add(tellingNote(name));
    for (const name of before) if (!telling.has(name)) notes.add(tellingNote(name));
    this.telling = telling;
  }

  /** Reads the bodies that are new. `changed` is undefined when nothing that decides which functions matter is another one. */
  private look(): { readonly changed: ReadonlySet<Body> | undefined; readonly isNew: boolean } {
    this.tables = new Map();
    for (const variable of this.program.variables())
      if (isTable(variable)) this.tables.set(variable.name, [...(this.tables.get(variable.name) ?? []), variable]);
    const mentions = new Map<Body, Mentions>();
    const fingerprints = new Map<Body, string>();
    const changed = new Set<Body>();
    let isNew = false;
    for (const body of this.bodies()) {
      const one = this.of(body);
      mentions.set(body, one);
      isNew ||= this.mentions.get(body) !== one;
      const fingerprint = this.mentions.get(body) === one ? this.fingerprints.get(body) : this.fingerprint(one);
      fingerprints.set(body, fingerprint ?? this.fingerprint(one));
      if (fingerprints.get(body) !== this.fingerprints.get(body)) changed.add(body);
    }
    const same = changed.size === 0 && mentions.size === this.mentions.size;
    this.mentions = mentions;
    this.fingerprints = fingerprints;
    return { changed: same ? undefined : changed, isNew };
  }

  private *bodies(): IterableIterator<Body> {
    yield* this.program.allMacros();
    for (const list of this.program.allFunctions()) yield* list;
    yield* this.program.allLambdas();
    for (const list of this.tables.values()) yield* list;
  }

  private of(body: Body): Mentions {
    const known = this.known.get(body.decl);
    if (known) return known;
    const names = new Set<string>();
    let size = 0;
    let loops = false;
    let indirect = false;
    const { decl } = body;
    if ('storage' in decl) {
      if (decl.init) collect(decl.init, names);
      const mentions = { names, size: 0, loops: false, indirect: false };
      this.known.set(decl, mentions);
      return mentions;
    }
    if ('expr' in decl && decl.expr) collect(decl.expr, names);
    else if ('returnType' in decl)
      for (const { type } of decl.params ?? []) if (requestNames.has(type.base)) names.add(type.base);
    if (decl.body && 'kind' in decl.body) {
      size = collectStatement(decl.body, names);
      loops = hasLoop(decl.body);
      walkStatement(decl.body, (expr) => (indirect ||= expr.kind === 'call' && expr.callee.kind === 'member'));
    } else for (const stmt of decl.body ?? []) collectStatement(stmt, names);
    const mentions = { names, size, loops, indirect };
    this.known.set(decl, mentions);
    return mentions;
  }

  /** All of the mentions that decides anything. */
  private fingerprint({ names, size, loops, indirect }: Mentions): string {
    const telling = [...names].filter(
      (name) => isWord(name) || this.program.definesBody(name) || this.tables.has(name),
    );
    telling.sort();
    return `${loops} ${indirect} ${size <= TINY} ${size <= SMALL} ${telling.join(' ')}`;
  }

  /** Some function or macro of the workspace names it. */
  isNamed(fn: FunctionEntity): boolean {
    return this.used.get(fn)?.some((user) => !isVariable(user)) ?? false;
  }

  /** What code that has to do with WSK does may depend on the variable or member of this name. */
  isTelling(name: string): boolean {
    this.program.note(tellingNote(name));
    return this.telling.has(name);
  }

  /** The function's body, or what it calls, has to do with WSK. */
  touches(fn: FunctionEntity): boolean {
    this.program.note(relevanceNote(fn));
    return this.roots.has(fn);
  }

  /**
   * Following the body from a caller can matter: because of what it does, or, for a small one, because of what it returns or calls
   * through a table. What it does with events matters where `root` waits.
   */
  follows(fn: FunctionEntity, root: FunctionEntity | undefined, atRaisedIrql: boolean, fromMarginal: boolean): boolean {
    this.program.note(relevanceNote(fn));
    if (this.signalling.has(fn) && this.waits(root)) return true;
    if ((atRaisedIrql ? this.passive : this.followed).has(fn) || (atRaisedIrql && takesWskData(fn))) return true;
    const mentions = this.mentions.get(fn);
    if (!mentions || (mentions.loops && !mentions.indirect)) return false;
    // What a callback returns is a contract, however deep the helper that decides it.
    return mentions.size <= (fromMarginal && !atRaisedIrql ? TINY : SMALL);
  }

  private waits(root: FunctionEntity | undefined): boolean {
    if (!root) return false;
    this.program.note(relevanceNote(root));
    return this.waiting.has(root);
  }

  private users(): ReadonlyMap<Body, readonly Body[]> {
    const users = new Map<Body, Body[]>();
    for (const [user, { names }] of this.mentions) {
      for (const name of names) {
        for (const used of [...this.program.bodiesNamed(name, user.file), ...(this.tables.get(name) ?? [])]) {
          const list = users.get(used);
          if (list) list.push(user);
          else users.set(used, [user]);
        }
      }
    }
    return users;
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

function isVariable(body: Body): body is VariableEntity {
  return 'storage' in body.decl;
}

/** `{ Open, Bind, Listen }`: what goes through the table calls them. */
function isTable({ decl }: VariableEntity): boolean {
  return decl.type.arrays.length > 0 && decl.init?.kind === 'initList';
}

const WSK_DATA: ReadonlySet<string> = new Set(
  ['WSK_DATA_INDICATION', 'WSK_DATAGRAM_INDICATION', 'WSK_SOCKET'].flatMap((name) => [name, `P${name}`]),
);

/** What the function does to what WSK hands to a callback matters, whatever it calls. */
function takesWskData(fn: FunctionEntity): boolean {
  return fn.decl.params?.some(({ type }) => WSK_DATA.has(type.base)) ?? false;
}

function isWord(name: string): boolean {
  return (
    rootNames.has(name) ||
    requestNames.has(name) ||
    followNames.has(name) ||
    passiveNames.has(name) ||
    eventNames.has(name)
  );
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

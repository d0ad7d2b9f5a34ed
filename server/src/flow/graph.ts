/** What a control-flow graph is: its nodes, its locals, and the order in which work is done. `cfg.ts` builds it. */
import type { Expr, Ident, Lambda, Span } from '../syntax/ast';
import type { Copies } from './copies';
import type { LeadingCall } from './leadingCalls';
import type { DyingLocals } from './liveness';
import type { FunctionEntity, VariableEntity } from './program';
import type { Type } from './types';

export interface LocalVariable {
  readonly index: number;
  readonly name: string;
  readonly span: Span;
  readonly type: Type;
  /** Position among the parameters. */
  readonly parameter: number | undefined;
  /** C++ `auto`: the initialiser tells the type. */
  readonly deducedFrom: Expr | undefined;
  /** C++ reference: the variable is another name for what it was bound to. */
  readonly reference: boolean;
  /** A local with static storage is a variable of the program. */
  readonly entity: VariableEntity | undefined;
  /** The function, or the lambda, whose local it is. */
  readonly owner: FunctionEntity;
}

export type Node =
  | { readonly n: 'eval'; readonly id: number; readonly expr: Expr; next: number }
  | {
      readonly n: 'declare';
      readonly id: number;
      readonly local: LocalVariable;
      readonly init: Expr | undefined;
      readonly span: Span;
      next: number;
    }
  | { readonly n: 'branch'; readonly id: number; readonly test: Expr; whenTrue: number; whenFalse: number }
  | {
      readonly n: 'switch';
      readonly id: number;
      readonly test: Expr;
      readonly cases: { readonly value: Expr; target: number }[];
      otherwise: number;
    }
  | { readonly n: 'return'; readonly id: number; readonly value: Expr | undefined; readonly span: Span; next: number }
  /** What is done on the way out of a return is done: `of` is the return. */
  | { readonly n: 'unwound'; readonly id: number; readonly of: number; next: number }
  /** What comes next may raise an exception instead. */
  | { readonly n: 'raise'; readonly id: number; handler: number; next: number }
  | { readonly n: 'opaque'; readonly id: number; readonly names: readonly string[]; readonly span: Span; next: number }
  | { readonly n: 'join'; readonly id: number; loop: Loop | undefined; next: number }
  | { readonly n: 'exit'; readonly id: number };

export interface Loop {
  /** Locals that the loop writes. */
  readonly assigned: Set<LocalVariable>;
}

export interface Cfg {
  readonly fn: FunctionEntity;
  readonly nodes: readonly Node[];
  readonly entry: number;
  readonly exit: number;
  /** Position in reverse post-order, by node id: work is done in this order. */
  readonly order: Int32Array;
  /** For a node to which something later leads back, the position of the last of these: where a loop ends. Else -1. */
  readonly loopEnds: Int32Array;
  readonly predecessors: Int32Array;
  readonly params: readonly LocalVariable[];
  readonly locals: readonly LocalVariable[];
  readonly bindings: ReadonlyMap<Ident, LocalVariable>;
  /** What a macro use stands for. */
  readonly expansions: ReadonlyMap<Expr, Expr>;
  readonly opaque: boolean;
  /** What the lambdas in it see of its locals. */
  readonly lambdas: ReadonlyMap<Lambda, Visible>;
  readonly copies: Copies;
  /** Names that were looked up to build the graph, or to tell the types of its expressions. */
  readonly names: Set<string>;
  /** Declared types of its expressions, as far as they were asked for. */
  readonly types: Map<Expr, Type | undefined>;
  /** Locals that nothing reads any more from a node on. */
  readonly dying: DyingLocals;
  /** By node, as far as they were asked for. */
  readonly leading: Map<number, readonly LeadingCall[]>;
  /** Where the values of leading calls wait: locals that nobody wrote. */
  readonly temporaries: LocalVariable[];
}

/** Locals by name. */
export type Visible = ReadonlyMap<string, LocalVariable>;

/** In which order work is done, and where its loops end. */
export function numbered(nodes: readonly Node[], entry: number): Pick<Cfg, 'order' | 'loopEnds' | 'predecessors'> {
  const order = new Int32Array(nodes.length).fill(-1);
  const predecessors = new Int32Array(nodes.length);
  const visited = new Uint8Array(nodes.length);
  const post: number[] = [];
  const stack: { id: number; successors: readonly number[]; next: number }[] = [];
  const push = (id: number): void => {
    visited[id] = 1;
    stack.push({ id, successors: successors(nodes[id]), next: 0 });
  };
  push(entry);
  for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
    const to = top.successors[top.next++];
    if (to === undefined) {
      post.push(top.id);
      stack.pop();
    } else {
      predecessors[to] = (predecessors[to] ?? 0) + 1;
      if (!visited[to]) push(to);
    }
  }
  post.reverse().forEach((id, position) => (order[id] = position));
  const loopEnds = new Int32Array(nodes.length).fill(-1);
  post.forEach((id, position) => {
    for (const to of successors(nodes[id])) if ((order[to] ?? 0) <= position) loopEnds[to] = position;
  });
  return { order, loopEnds, predecessors };
}

/**
 * Leads past the nodes at which nothing is done: states meet wherever several ways lead, so that only the heads of loops are left of
 * all joins. Answers where the graph begins then.
 */
export function shortened(nodes: readonly Node[], entry: number): number {
  const beyond = (id: number): number => {
    let to = id;
    for (let node = nodes[to]; node?.n === 'join' && !node.loop && node.next !== id; node = nodes[to]) to = node.next;
    return to;
  };
  for (const node of nodes) redirect(node, beyond);
  return beyond(entry);
}

function redirect(node: Node, to: (id: number) => number): void {
  switch (node.n) {
    case 'exit':
      return;
    case 'branch':
      node.whenTrue = to(node.whenTrue);
      node.whenFalse = to(node.whenFalse);
      return;
    case 'switch':
      node.otherwise = to(node.otherwise);
      for (const one of node.cases) one.target = to(one.target);
      return;
    case 'raise':
      node.handler = to(node.handler);
      node.next = to(node.next);
      return;
    case 'eval':
    case 'declare':
    case 'return':
    case 'unwound':
    case 'opaque':
    case 'join':
      node.next = to(node.next);
      return;
  }
}

/** Loop bodies come before what follows the loop: the exit edge is listed first so that it is numbered last. */
export function successors(node: Node | undefined): readonly number[] {
  if (!node) return [];
  switch (node.n) {
    case 'exit':
      return [];
    case 'branch':
      return [node.whenFalse, node.whenTrue];
    case 'switch':
      return [node.otherwise, ...node.cases.map((one) => one.target)];
    case 'raise':
      return [node.handler, node.next];
    default:
      return [node.next];
  }
}

/** What is evaluated at the node. */
export function expressionsOf(node: Node): readonly Expr[] {
  switch (node.n) {
    case 'eval':
      return [node.expr];
    case 'declare':
      return node.init ? [node.init] : [];
    case 'branch':
      return [node.test];
    case 'switch':
      return [node.test, ...node.cases.map((one) => one.value)];
    case 'return':
      return node.value ? [node.value] : [];
    case 'exit':
    case 'join':
    case 'raise':
    case 'unwound':
    case 'opaque':
      return [];
  }
}

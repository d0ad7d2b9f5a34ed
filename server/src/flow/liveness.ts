/**
 * Which local variables nothing reads any more. States that differ only in dead variables are one state, so this is what keeps
 * the number of paths small.
 */
import type { Expr, Ident } from '../syntax/ast';
import { children } from '../syntax/walk';
import { expressionsOf, type LocalVariable, type Node } from './graph';

type Bits = Uint32Array;

/** For each node the locals whose last use lies before it; absent where none ends there. */
export type DyingLocals = ReadonlyMap<number, readonly LocalVariable[]>;

const NONE: DyingLocals = new Map();

interface Graph {
  readonly nodes: readonly Node[];
  /** Position in reverse post-order, by node id; negative for a node that is never reached. */
  readonly order: Int32Array;
  readonly locals: readonly LocalVariable[];
  readonly bindings: ReadonlyMap<Ident, LocalVariable>;
  readonly expansions: ReadonlyMap<Expr, Expr>;
}

/** Backward data flow over the graph. Parameters, references, static locals and all whose address is taken live to the end. */
export function dyingLocals(graph: Graph): DyingLocals {
  const { nodes, locals } = graph;
  const words = (locals.length + 31) >> 5;
  const uses = nodes.map(() => new Uint32Array(words));
  const kills = new Int32Array(nodes.length).fill(-1);
  const pinned = new Uint32Array(words);
  for (const local of locals)
    if (local.parameter !== undefined || local.reference || local.entity) setBit(pinned, local.index);
  for (const node of nodes) {
    const use = uses[node.id];
    if (!use || !mentions(node, graph, use, pinned)) return NONE;
    kills[node.id] = killed(node, graph);
  }
  const live = liveness(graph, uses, kills, words);
  const dying = new Map<number, LocalVariable[]>();
  for (const node of nodes) {
    const before = live[node.id];
    const use = uses[node.id];
    if (!before || !use) continue;
    for (const next of successors(node)) {
      const after = live[next];
      if (!after) continue;
      for (const local of locals) {
        if (hasBit(pinned, local.index) || hasBit(after, local.index)) continue;
        if (!hasBit(before, local.index) && kills[node.id] !== local.index) continue;
        const list = dying.get(next);
        if (!list) dying.set(next, [local]);
        else if (!list.includes(local)) list.push(local);
      }
    }
  }
  return dying;
}

function liveness(graph: Graph, uses: readonly Bits[], kills: Int32Array, words: number): readonly Bits[] {
  const { nodes, order } = graph;
  const live = nodes.map(() => new Uint32Array(words));
  const backwards = [...nodes].sort((a, b) => (order[b.id] ?? 0) - (order[a.id] ?? 0));
  for (let changed = true; changed;) {
    changed = false;
    for (const node of backwards) {
      const here = live[node.id];
      const use = uses[node.id];
      if (!here || !use) continue;
      const kill = kills[node.id] ?? -1;
      for (let w = 0; w < words; w++) {
        let bits = 0;
        for (const next of successors(node)) bits |= live[next]?.[w] ?? 0;
        if (kill >= 0 && kill >> 5 === w) bits &= ~(1 << (kill & 31));
        bits |= use[w] ?? 0;
        if ((bits | 0) !== ((here[w] ?? 0) | 0)) {
          here[w] = bits;
          changed = true;
        }
      }
    }
  }
  return live;
}

function successors(node: Node): readonly number[] {
  switch (node.n) {
    case 'exit':
      return [];
    case 'branch':
      return [node.whenTrue, node.whenFalse];
    case 'switch':
      return [...node.cases.map((one) => one.target), node.otherwise];
    case 'raise':
      return [node.next, node.handler];
    case 'return':
    case 'unwound':
    case 'join':
    case 'eval':
    case 'declare':
    case 'opaque':
      return [node.next];
  }
}

/** Notes the locals that the node reads, and those whose address it takes. False: a lambda may read any of them at any time. */
function mentions(node: Node, graph: Graph, use: Bits, pinned: Bits): boolean {
  if (node.n === 'opaque') {
    for (const local of graph.locals) if (node.names.includes(local.name)) setBit(pinned, local.index);
    return true;
  }
  const kill = killed(node, graph);
  const stack = expressionsOf(node).map((expr) => ({ expr, address: false }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { expr, address } = next;
    if (expr.kind === 'lambda') return false;
    const expansion = graph.expansions.get(expr);
    if (expansion) {
      stack.push({ expr: expansion, address });
      continue;
    }
    if (expr.kind === 'ident') {
      const local = graph.bindings.get(expr);
      if (!local) continue;
      if (address || local.type.t === 'array' || local.type.t === 'record') setBit(pinned, local.index);
      if (local.index !== kill) setBit(use, local.index);
      continue;
    }
    const takes = expr.kind === 'unary' && expr.op === '&';
    const within = address && (expr.kind === 'member' ? !expr.arrow : expr.kind === 'index' || expr.kind === 'cast');
    for (const child of children(expr)) stack.push({ expr: child, address: takes || within });
  }
  return true;
}

/** The local that the node overwrites without reading it. */
function killed(node: Node, graph: Graph): number {
  if (node.n === 'declare') return node.local.index;
  if (node.n !== 'eval') return -1;
  const expr = graph.expansions.get(node.expr) ?? node.expr;
  if (expr.kind !== 'assign' || expr.op !== '=' || expr.target.kind !== 'ident') return -1;
  const local = graph.bindings.get(expr.target);
  if (!local || reads(expr.value, local, graph)) return -1;
  return local.index;
}

function reads(root: Expr, local: LocalVariable, graph: Graph): boolean {
  const stack: Expr[] = [root];
  for (let expr = stack.pop(); expr; expr = stack.pop()) {
    if (expr.kind === 'ident' && graph.bindings.get(expr) === local) return true;
    const expansion = graph.expansions.get(expr);
    if (expansion) stack.push(expansion);
    else stack.push(...children(expr));
  }
  return false;
}

function setBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] ?? 0) | (1 << (index & 31));
}

function hasBit(bits: Bits, index: number): boolean {
  return ((bits[index >> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

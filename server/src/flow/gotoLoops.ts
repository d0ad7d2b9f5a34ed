/** Loops that are made with `goto`: a label to which something behind it leads back is the head of a loop like any other. */
import type { Expr, Ident } from '../syntax/ast';
import { children } from '../syntax/walk';
import { expressionsOf, type LocalVariable, type Node } from './graph';

interface Graph {
  readonly nodes: readonly Node[];
  /** Position in reverse post-order, by node id; negative for a node that is never reached. */
  readonly order: Int32Array;
  /** By node id: the position of the last node that leads back to it. Else -1. */
  readonly loopEnds: Int32Array;
  readonly bindings: ReadonlyMap<Ident, LocalVariable>;
  readonly expansions: ReadonlyMap<Expr, Expr>;
}

/** Makes loop heads of the labels to which a `goto` leads back. */
export function markGotoLoops(graph: Graph): void {
  for (const node of graph.nodes) {
    const end = graph.loopEnds[node.id] ?? -1;
    if (node.n === 'join' && !node.loop && end >= 0) node.loop = { assigned: writtenWithin(node.id, end, graph) };
  }
}

/** Locals that are written between the head and the last node that leads back to it. */
function writtenWithin(head: number, end: number, { nodes, order, bindings, expansions }: Graph): Set<LocalVariable> {
  const start = order[head] ?? 0;
  const written = new Set<LocalVariable>();
  const stack: Expr[] = [];
  for (const node of nodes) {
    const position = order[node.id] ?? -1;
    if (position < start || position > end) continue;
    if (node.n === 'declare') written.add(node.local);
    stack.push(...expressionsOf(node));
  }
  for (let expr = stack.pop(); expr; expr = stack.pop()) {
    const expansion = expansions.get(expr);
    if (expansion) {
      stack.push(expansion);
      continue;
    }
    const target = writtenBy(expr);
    const local = target?.kind === 'ident' ? bindings.get(target) : undefined;
    if (local) written.add(local);
    stack.push(...children(expr));
  }
  return written;
}

/** The variable that the expression writes, or lets be written, as a whole or in part. */
function writtenBy(expr: Expr): Expr | undefined {
  let root: Expr;
  if (expr.kind === 'assign') root = expr.target;
  else if (expr.kind === 'update' || (expr.kind === 'unary' && expr.op === '&')) root = expr.operand;
  else return undefined;
  while (root.kind === 'member' && !root.arrow) root = root.object;
  while (root.kind === 'index' || root.kind === 'cast') root = root.kind === 'index' ? root.object : root.operand;
  return root;
}

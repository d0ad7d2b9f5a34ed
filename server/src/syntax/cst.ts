/**
 * A tree-sitter tree copied into flat arrays in pre-order. One walk over the wasm boundary instead of one call for every
 * question, no recursion however deep the tree is, and the tree can be deleted at once.
 */
import type { Language as Grammar, Tree } from 'web-tree-sitter';
import type { Span } from './ast';

/** Names of a grammar's node types and fields by id. */
export interface GrammarNames {
  readonly types: readonly string[];
  readonly named: readonly boolean[];
  readonly fields: readonly string[];
}

const ERROR_SYMBOL = 65535;

export function grammarNames(grammar: Grammar): GrammarNames {
  const types: string[] = [];
  const named: boolean[] = [];
  for (let id = 0; id < grammar.nodeTypeCount; id++) {
    types.push(grammar.nodeTypeForId(id) ?? '');
    named.push(grammar.nodeTypeIsNamed(id));
  }
  const fields: string[] = [''];
  for (let id = 1; id <= grammar.fieldCount; id++) fields.push(grammar.fieldNameForId(id) ?? '');
  return { types, named, fields };
}

/** A node is its index; 0 is the root and, as a result, "none" (the root is never anybody's child). */
export type NodeIndex = number;

export class Cst {
  /** An ERROR or MISSING node is somewhere in the tree. */
  readonly hasError: boolean;
  readonly count: number;
  private readonly symbols: Uint16Array;
  private readonly fieldIds: Uint16Array;
  private readonly startOffsets: Int32Array;
  private readonly endOffsets: Int32Array;
  /** Index after the node's subtree. */
  private readonly after: Int32Array;
  private readonly missing: Set<number> | undefined;

  constructor(
    tree: Tree,
    private readonly names: GrammarNames,
    /** The text that was parsed. */
    readonly source: string,
    /** Added to every offset: where the parsed text stands in the file. */
    readonly shift: number,
    /** The part that is the file's own text: what was put around it for the grammar's sake has no place of its own. */
    private readonly own: Span,
  ) {
    const root = tree.rootNode;
    this.hasError = root.hasError;
    const count = root.descendantCount;
    this.count = count;
    this.symbols = new Uint16Array(count);
    this.fieldIds = new Uint16Array(count);
    this.startOffsets = new Int32Array(count);
    this.endOffsets = new Int32Array(count);
    this.after = new Int32Array(count);
    this.missing = this.hasError ? new Set() : undefined;
    this.fill(tree);
  }

  private fill(tree: Tree): void {
    const cursor = tree.walk();
    const open: number[] = [];
    let i = 0;
    try {
      for (;;) {
        const at = i++;
        this.symbols[at] = cursor.nodeTypeId;
        this.fieldIds[at] = cursor.currentFieldId;
        this.startOffsets[at] = cursor.startIndex;
        this.endOffsets[at] = cursor.endIndex;
        if (this.missing && cursor.nodeIsMissing) this.missing.add(at);
        if (cursor.gotoFirstChild()) {
          open.push(at);
          continue;
        }
        this.after[at] = i;
        let more = cursor.gotoNextSibling();
        while (!more && open.length > 0) {
          cursor.gotoParent();
          this.after[open.pop() ?? 0] = i;
          more = open.length > 0 && cursor.gotoNextSibling();
        }
        if (!more) return;
      }
    } finally {
      cursor.delete();
    }
  }

  type(node: NodeIndex): string {
    const symbol = this.symbols[node] ?? 0;
    return symbol === ERROR_SYMBOL ? 'ERROR' : (this.names.types[symbol] ?? '');
  }

  field(node: NodeIndex): string {
    return this.names.fields[this.fieldIds[node] ?? 0] ?? '';
  }

  start(node: NodeIndex): number {
    return this.clamped((this.startOffsets[node] ?? 0) + this.shift);
  }

  end(node: NodeIndex): number {
    return this.clamped((this.endOffsets[node] ?? 0) + this.shift);
  }

  private clamped(offset: number): number {
    return Math.max(this.own.start, Math.min(offset, this.own.end));
  }

  span(node: NodeIndex): Span {
    return { start: this.start(node), end: this.end(node) };
  }

  textOf(node: NodeIndex): string {
    return this.source.slice(this.startOffsets[node], this.endOffsets[node]);
  }

  isNamed(node: NodeIndex): boolean {
    const symbol = this.symbols[node] ?? 0;
    return symbol === ERROR_SYMBOL || (this.names.named[symbol] ?? false);
  }

  isError(node: NodeIndex): boolean {
    return this.symbols[node] === ERROR_SYMBOL;
  }

  isMissing(node: NodeIndex): boolean {
    return this.missing?.has(node) === true;
  }

  /** Something in the node's subtree (or the node itself) was not parsed. */
  isDamaged(node: NodeIndex): boolean {
    if (!this.hasError) return false;
    const end = this.after[node] ?? 0;
    for (let i = node; i < end; i++) {
      if (this.symbols[i] === ERROR_SYMBOL || this.missing?.has(i) === true) return true;
    }
    return false;
  }

  hasChildren(node: NodeIndex): boolean {
    return (this.after[node] ?? 0) > node + 1;
  }

  /** All children, also punctuation. */
  children(node: NodeIndex): NodeIndex[] {
    const result: NodeIndex[] = [];
    const end = this.after[node] ?? 0;
    for (let child = node + 1; child < end; child = this.after[child] ?? end) result.push(child);
    return result;
  }

  namedChildren(node: NodeIndex): NodeIndex[] {
    return this.children(node).filter((child) => this.isNamed(child));
  }

  /** The first child in the field; 0 if there is none. */
  childInField(node: NodeIndex, field: string): NodeIndex {
    const end = this.after[node] ?? 0;
    for (let child = node + 1; child < end; child = this.after[child] ?? end) {
      if (this.names.fields[this.fieldIds[child] ?? 0] === field) return child;
    }
    return 0;
  }

  childrenInField(node: NodeIndex, field: string): NodeIndex[] {
    return this.children(node).filter((child) => this.field(child) === field);
  }

  childOfType(node: NodeIndex, type: string): NodeIndex {
    const end = this.after[node] ?? 0;
    for (let child = node + 1; child < end; child = this.after[child] ?? end) {
      if (this.type(child) === type) return child;
    }
    return 0;
  }

  hasToken(node: NodeIndex, token: string): boolean {
    return this.childOfType(node, token) !== 0;
  }

  /** Index after the subtree: with `node`, the range of all its descendants. */
  subtreeEnd(node: NodeIndex): NodeIndex {
    return this.after[node] ?? 0;
  }

  /** Outermost ERROR and MISSING nodes below the node. */
  damage(node: NodeIndex): NodeIndex[] {
    const result: NodeIndex[] = [];
    const end = this.after[node] ?? 0;
    let i = node;
    while (i < end) {
      if (this.symbols[i] === ERROR_SYMBOL || this.missing?.has(i) === true) {
        result.push(i);
        i = this.after[i] ?? end;
      } else i++;
    }
    return result;
  }
}

/**
 * The calls in a node that run before anything else in it has an effect, in the order of their evaluation.
 *
 * They can be made for all states of the node together, before the rest of it is evaluated for each state: what they call is
 * then gone through once, and not once for each path that comes to the node.
 */
import type { Call, Expr } from '../syntax/ast';
import type { Cfg, LocalVariable, Node } from './graph';
import { voidType } from './types';

export interface LeadingCall {
  readonly call: Call;
  /** The call's value is used by nothing. */
  readonly discarded: boolean;
  /** Where the value waits for the rest of the node. */
  readonly temporary: LocalVariable;
}

/** `mayRun`: code of the workspace may run there; calls behind the last such one are left where they are. */
export function leadingCalls(node: Node, cfg: Cfg, mayRun: (call: Call) => boolean): readonly LeadingCall[] {
  const known = cfg.leading.get(node.id);
  if (known) return known;
  const found: { readonly call: Call; readonly discarded: boolean }[] = [];
  const root = rootOf(node);
  if (root) new Search(cfg, found).visit(root, node.n === 'eval');
  while (found.length > 0 && !found.slice(-1).some(({ call }) => mayRun(call))) found.pop();
  const calls = found.map((one) => ({ ...one, temporary: temporary(cfg, one.call) }));
  cfg.leading.set(node.id, calls);
  return calls;
}

function rootOf(node: Node): Expr | undefined {
  switch (node.n) {
    case 'eval':
      return node.expr;
    case 'declare':
      return node.local.reference ? undefined : node.init;
    case 'branch':
    case 'switch':
      return node.test;
    case 'return':
      return node.value;
    case 'unwound':
    case 'raise':
    case 'opaque':
    case 'join':
    case 'exit':
      return undefined;
  }
}

function temporary(cfg: Cfg, call: Call): LocalVariable {
  const made: LocalVariable = {
    index: cfg.locals.length + cfg.temporaries.length,
    name: '',
    span: call,
    type: voidType,
    parameter: undefined,
    deducedFrom: undefined,
    reference: false,
    entity: undefined,
    owner: cfg.fn,
  };
  cfg.temporaries.push(made);
  return made;
}

/** Goes through an expression in the order of its evaluation. Each visit answers whether what follows may still be led by calls. */
class Search {
  constructor(
    private readonly cfg: Cfg,
    private readonly found: { readonly call: Call; readonly discarded: boolean }[],
  ) {}

  visit(expr: Expr, discarded = false): boolean {
    const expansion = this.cfg.expansions.get(expr);
    if (expansion) return this.visit(expansion, discarded);
    switch (expr.kind) {
      case 'number':
      case 'char':
      case 'string':
      case 'keyword':
      case 'ident':
      case 'sizeofType':
      case 'sizeofExpr':
      case 'offsetof':
        return true;
      case 'unary':
        return this.visit(expr.operand);
      case 'cast': {
        const isVoid = expr.type.base.toLowerCase() === 'void' && expr.type.pointers === 0;
        return this.visit(expr.operand, discarded && !isVoid);
      }
      case 'member':
        return this.visit(expr.object);
      case 'index':
        return this.visit(expr.object) && this.visit(expr.index);
      case 'binary':
        if (expr.op === '&&' || expr.op === '||') {
          this.visit(expr.left);
          return false;
        }
        return this.visit(expr.left) && this.visit(expr.right);
      case 'comma':
        return this.visit(expr.left, true) && this.visit(expr.right);
      case 'unknown':
        return expr.parts.every((part) => this.visit(part));
      case 'conditional':
        this.visit(expr.test);
        return false;
      case 'assign':
        if (this.visit(expr.value)) this.visit(expr.target);
        return false;
      case 'update':
        this.visit(expr.operand);
        return false;
      case 'call':
        if (!this.visit(expr.callee) || !expr.args.every((arg) => this.visit(arg))) return false;
        this.found.push({ call: expr, discarded });
        return true;
      case 'lambda':
      case 'initList':
      case 'compoundLiteral':
      case 'new':
      case 'delete':
        return false;
    }
  }
}

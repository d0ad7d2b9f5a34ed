/** The control-flow graphs of a program's functions: built when first needed, and again when what they were built from changes. */
import type { Block, Expr, FunctionDecl, Span, TypeName } from '../syntax/ast';
import { buildCfg } from './cfg';
import type { Cfg, Visible } from './graph';
import { LambdaDecl } from './lambdas';
import type { FunctionEntity, Program, VariableEntity } from './program';

interface Graph {
  readonly cfg: Cfg;
  readonly decl: FunctionDecl;
  readonly around: Visible | undefined;
}

export class Cfgs {
  private readonly graphs = new Map<FunctionEntity, Graph>();
  private readonly carriers = new Map<string, FunctionEntity>();

  constructor(
    private readonly program: Program,
    private readonly isBuiltin: (name: string) => boolean,
  ) {}

  of(fn: FunctionEntity): Cfg {
    const around = this.around(fn);
    const known = this.graphs.get(fn);
    if (known?.decl === fn.decl && known.around === around) return known.cfg;
    const cfg = buildCfg(fn, this.program, this.isBuiltin, around);
    this.graphs.set(fn, { cfg, decl: fn.decl, around });
    return cfg;
  }

  /** The locals that a lambda sees of the function around it. */
  private around(fn: FunctionEntity): Visible | undefined {
    return fn.outer && fn.decl instanceof LambdaDecl ? this.of(fn.outer).lambdas.get(fn.decl.expr) : undefined;
  }

  /** A function that does nothing but carry a global's initialiser, so that its macros are expanded as everywhere. */
  ofInitialiser(variable: VariableEntity, init: Expr): Cfg {
    return this.of(this.carrier(`init:${variable.id}`, variable.file, init, variable.decl.scope));
  }

  /** The same for an enumerator's value. */
  ofConstant(value: Expr, file: string, enumerator: string): Cfg {
    return this.of(this.carrier(`enum:${file}:${enumerator}`, file, value));
  }

  /** The same for what a parameter gets by default. */
  ofDefault(value: Expr, file: string, parameter: string): Cfg {
    return this.of(this.carrier(`default:${parameter}`, file, value));
  }

  private carrier(id: string, file: string, expr: Expr, scope: readonly string[] = []): FunctionEntity {
    const known = this.carriers.get(id);
    if (known && isCarrierOf(known, expr)) return known;
    const entity: FunctionEntity = { id, name: '', file, decl: new Carrier(expr, scope) };
    this.carriers.set(id, entity);
    return entity;
  }

  /** The graph is the one that its function has now. */
  isCurrent(cfg: Cfg): boolean {
    const graph = this.graphs.get(cfg.fn);
    return graph?.cfg === cfg && graph.decl === cfg.fn.decl;
  }

  /** Forgets the graphs that were built from something that is no more; the others follow their functions to where they are now. */
  update(isStale: (cfg: Cfg) => boolean): void {
    for (const [fn, graph] of this.graphs) {
      if (graph.decl !== fn.decl || isStale(graph.cfg)) this.graphs.delete(fn);
      else graph.cfg.copies.follow();
    }
    for (const [id, fn] of this.carriers) if (!this.graphs.has(fn)) this.carriers.delete(id);
  }
}

/** Reads its place from the expression: it moves along. */
class Carrier implements FunctionDecl {
  readonly name = '';
  readonly params = [];
  readonly variadic = false;
  readonly isStatic = true;
  readonly isTemplate = false;
  readonly isMethod = false;
  readonly nameSpan: Span;
  readonly returnType: TypeName;
  readonly body: Block;

  constructor(
    readonly expr: Expr,
    readonly scope: readonly string[],
  ) {
    this.nameSpan = expr;
    this.returnType = { base: 'int', pointers: 0, arrays: [], isConst: true, start: expr.start, end: expr.end };
    const at = { start: expr.start, end: expr.end };
    this.body = { kind: 'block', body: [{ kind: 'expr', expr, ...at }], ...at };
  }

  get start(): number {
    return this.expr.start;
  }

  get end(): number {
    return this.expr.end;
  }
}

function isCarrierOf(fn: FunctionEntity, expr: Expr): boolean {
  return fn.decl instanceof Carrier && fn.decl.expr === expr;
}

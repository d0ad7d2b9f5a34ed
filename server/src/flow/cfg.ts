/** The control-flow graph of one function, with its macros expanded and its local names resolved. */
import type {
  Block, Call, Declarator, Expr, ForRange, FunctionDecl, Ident, Lambda, MovableSpan, Param, Span, Stmt, Try,
} from '../syntax/ast'; // prettier-ignore
import { children } from '../syntax/walk';
import { ClosingBrace, Copies } from './copies';
import type { FunctionEntity, MacroEntity, Program, VariableEntity } from './program';
import { markGotoLoops } from './gotoLoops';
import { numbered, shortened, type Cfg, type LocalVariable, type Loop, type Node, type Visible } from './graph';
import { dyingLocals } from './liveness';
import { endsOrBeginsObject, Members } from './members';
import { Objects, type OwnCall } from './objects';
import { Raising } from './raising';
import { bindArguments, substitute, substituteStmt } from './substitute';
import { completeArray, type Type } from './types';

const MAX_EXPANSION_DEPTH = 12;
const MAX_NODES = 20_000;

/** `around`: the locals of the enclosing function that a lambda sees. */
export function buildCfg(
  fn: FunctionEntity,
  program: Program,
  isBuiltin: (name: string) => boolean,
  around: Visible = new Map(),
): Cfg {
  const names = new Set<string>();
  return program.noting(names, () => new Builder(fn, program, isBuiltin, names, around).build());
}

interface Targets {
  readonly breakTo: number | undefined;
  readonly continueTo: number | undefined;
  readonly leaveTo: number | undefined;
  /** How much of what is done on the way out still stands at the target. */
  readonly breakDepth: number;
  readonly continueDepth: number;
  readonly leaveDepth: number;
}

const NO_TARGETS: Targets = {
  breakTo: undefined,
  continueTo: undefined,
  leaveTo: undefined,
  breakDepth: 0,
  continueDepth: 0,
  leaveDepth: 0,
};

/** What is done when a scope is left: its nodes, before `next`. */
type Cleanup = (next: number) => number;

class Builder {
  private readonly nodes: Node[] = [];
  private readonly locals: LocalVariable[] = [];
  private readonly bindings = new Map<Ident, LocalVariable>();
  private readonly expansions = new Map<Expr, Expr>();
  private readonly labels = new Map<string, number>();
  private readonly scopes: Map<string, LocalVariable>[];
  /** By scope, outermost first: destructors of locals, `__finally` blocks. */
  private cleanups: Cleanup[][] = [];
  /** Of the innermost `__try` around the statement: its handler, and how much is not left behind on the way there. */
  private handler: { readonly entry: number; readonly depth: number } | undefined;
  private readonly lambdas = new Map<Lambda, Visible>();
  private readonly objects: Objects;
  private readonly members: Members;
  private readonly raising: Raising;
  /** Of the tests that make objects: what ends those. */
  private readonly branchEnds = new Map<number, readonly Cleanup[]>();
  private loops: Loop[] = [];
  private readonly expanding: string[] = [];
  private readonly copies = new Copies();
  private exit = 0;
  private overflow = false;
  /** Switch under construction: where `case` labels register. */
  private cases: { readonly value: Expr | undefined; readonly target: number }[] | undefined;

  constructor(
    private readonly fn: FunctionEntity,
    private readonly program: Program,
    private readonly isBuiltin: (name: string) => boolean,
    private readonly names: Set<string>,
    around: Visible,
  ) {
    this.scopes = [new Map(around), new Map<string, LocalVariable>()];
    this.objects = new Objects(fn.file, program, this.copies);
    this.members = new Members(program, this.copies);
    this.raising = new Raising(program, isBuiltin, fn.file);
  }

  build(): Cfg {
    const decl: FunctionDecl = this.fn.decl;
    const params = (decl.params ?? this.inheritedParams(decl)).map((param, i) => this.declareParam(param, i));
    this.exit = this.add({ n: 'exit', id: this.nodes.length });
    const body = decl.body ?? { kind: 'block', body: [], start: decl.start, end: decl.end };
    // Falling off the end is a return without a value.
    const end = this.add({
      n: 'return',
      id: this.nodes.length,
      value: undefined,
      span: new ClosingBrace(body),
      next: this.exit,
    });
    const start = this.wholeBody(body, end);
    const { nodes, bindings, expansions } = this;
    markGotoLoops({ nodes, ...numbered(nodes, start), bindings, expansions });
    const entry = shortened(nodes, start);
    const { order, loopEnds, predecessors } = numbered(nodes, entry);
    return {
      fn: this.fn,
      nodes: this.nodes,
      entry,
      exit: this.exit,
      order,
      loopEnds,
      predecessors,
      params,
      locals: this.locals,
      bindings: this.bindings,
      expansions: this.expansions,
      opaque: this.overflow,
      lambdas: this.lambdas,
      copies: this.copies,
      names: this.names,
      types: new Map(),
      leading: new Map(),
      temporaries: [],
      dying: this.overflow
        ? new Map<number, LocalVariable[]>()
        : dyingLocals({
            nodes: this.nodes,
            order,
            locals: this.locals,
            bindings: this.bindings,
            expansions: this.expansions,
          }),
    };
  }

  /** With what a constructor does before its body, and a destructor after it. */
  private wholeBody(body: Block, end: number): number {
    const { name, scope } = this.fn.decl;
    const owner = scope.at(-1) ?? '';
    const type =
      this.objects.exist && endsOrBeginsObject(this.fn.decl) ? this.program.named(owner, this.fn.file) : undefined;
    if (type?.t !== 'record') return this.block(body, end, NO_TARGETS);
    const at = this.fn.decl.nameSpan;
    if (name !== owner) {
      this.cleanups.push([(next) => this.all(this.members.destroyed(type, at), next)]);
      return this.block(body, this.unwind(0, end), NO_TARGETS);
    }
    const inits = body.body.filter((stmt) => stmt.kind === 'memberInit');
    return this.all(this.members.constructed(type, inits, at), this.block(body, end, NO_TARGETS));
  }

  /** One after the other. */
  private all(exprs: readonly Expr[], next: number): number {
    return exprs.reduceRight((after, expr) => this.evaluate(expr, after), next);
  }

  private inheritedParams(decl: FunctionDecl): readonly Param[] {
    return decl.typedefName ? (this.program.functionTypedef(decl.typedefName, this.fn.file)?.params ?? []) : [];
  }

  private add(node: Node): number {
    this.nodes.push(node);
    if (this.nodes.length > MAX_NODES) this.overflow = true;
    return node.id;
  }

  private declareParam(param: Param, position: number): LocalVariable {
    return this.declareLocal(
      param.name,
      param.nameSpan,
      this.program.type(param.type, this.fn.file),
      position,
      undefined,
      param.type.reference,
    );
  }

  private declareLocal(
    name: string,
    span: Span,
    type: Type,
    parameter: number | undefined,
    entity: VariableEntity | undefined,
    reference = false,
    deducedFrom?: Expr,
  ): LocalVariable {
    const local: LocalVariable = {
      index: this.locals.length,
      name,
      span,
      type,
      parameter,
      entity,
      reference,
      deducedFrom,
      owner: this.fn,
    };
    this.locals.push(local);
    this.scopes[this.scopes.length - 1]?.set(name, local);
    return local;
  }

  private lookup(name: string): LocalVariable | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const local = this.scopes[i]?.get(name);
      if (local) return local;
    }
    return undefined;
  }

  // Statements are built back to front (each knows what follows it), but names must be declared front to back: a block
  // therefore first runs over its statements to make join nodes, then links them.

  private block(body: Block, next: number, targets: Targets): number {
    this.scopes.push(new Map());
    this.cleanups.push([]);
    // Only C++ has objects whose end does something.
    const end = this.objects.exist ? this.add({ n: 'join', id: this.nodes.length, loop: undefined, next }) : next;
    const entry = this.sequence(body.body, end, targets);
    const depth = this.cleanups.length - 1;
    if (end !== next) this.link(end, this.unwind(depth, next));
    this.cleanups.pop();
    this.scopes.pop();
    return entry;
  }

  /** What is done on the way out of all scopes from `depth` inwards, the innermost first. */
  private unwind(depth: number, next: number): number {
    const before = this.cleanups;
    let entry = next;
    for (let i = depth; i < before.length; i++) {
      for (const cleanup of before[i] ?? []) {
        // What is left by then is not cleaned up again.
        this.cleanups = before.slice(0, i);
        entry = cleanup(entry);
      }
    }
    this.cleanups = before;
    return entry;
  }

  private sequence(stmts: readonly Stmt[], next: number, targets: Targets): number {
    if (stmts.length === 0 || this.overflow) return next;
    const joins = stmts.map(() => this.add({ n: 'join', id: this.nodes.length, loop: undefined, next }));
    stmts.forEach((stmt, i) => {
      const entry = this.statement(stmt, joins[i + 1] ?? next, targets);
      this.link(joins[i] ?? next, entry);
    });
    return joins[0] ?? next;
  }

  private link(from: number, to: number): void {
    const node = this.nodes[from];
    if (node?.n === 'join') node.next = to;
  }

  private evaluate(expr: Expr, next: number): number {
    const after = this.ending(this.temporaries(expr), next);
    this.prepare(expr);
    return this.guarded(expr, this.add({ n: 'eval', id: this.nodes.length, expr, next: after }));
  }

  /** The objects that the expression makes on the way: what ends each of them, in the order in which they are made. */
  private temporaries(root: Expr, isKept = false): readonly Cleanup[] {
    if (!this.objects.exist) return [];
    const ends: Cleanup[] = [];
    const visit = (expr: Expr): void => {
      // What runs on one of several ways only has no certain end.
      for (const child of certainChildren(expr)) visit(child);
      const object = this.lookupOfCall(expr) ? undefined : this.objects.temporary(expr);
      if (!object) return;
      const local = this.declareLocal('', expr, object.type, undefined, undefined);
      const span = (): MovableSpan => this.copies.at(expr);
      const name: Ident = Object.assign(span(), { kind: 'ident' as const, name: '' });
      this.bindings.set(name, local);
      const left = this.onObject(local, object.constructed);
      this.expansions.set(expr, Object.assign(span(), { kind: 'comma' as const, left, right: name }));
      const { destructor } = object;
      if (destructor && !(isKept && expr === root))
        ends.push((to) => this.evaluate(this.onObject(local, destructor()), to));
    };
    visit(root);
    return ends;
  }

  /** A local has the name that the call uses. */
  private lookupOfCall(expr: Expr): boolean {
    return expr.kind === 'call' && expr.callee.kind === 'ident' && this.lookup(expr.callee.name) !== undefined;
  }

  private ending(ends: readonly Cleanup[], next: number): number {
    return ends.reduce((to, end) => end(to), next);
  }

  /** Inside of `__try`: a node that calls what may raise, with the way to the handler before it. */
  private guarded(expr: Expr, next: number): number {
    const { handler } = this;
    if (!handler || !this.mayRaise(expr)) return next;
    const to = this.unwind(handler.depth, handler.entry);
    return this.add({ n: 'raise', id: this.nodes.length, handler: to, next });
  }

  private mayRaise(root: Expr): boolean {
    const stack: Expr[] = [root];
    for (let expr = stack.pop(); expr; expr = stack.pop()) {
      if (expr.kind === 'call' && expr.callee.kind === 'ident' && this.raising.mayRaise(expr.callee.name)) return true;
      const expansion = this.expansions.get(expr);
      if (expansion) stack.push(expansion);
      else stack.push(...children(expr));
    }
    return false;
  }

  private statement(stmt: Stmt, next: number, targets: Targets): number {
    switch (stmt.kind) {
      case 'expr':
        return this.expressionStatement(stmt.expr, next, targets);
      case 'decl':
        return this.declaration(stmt.storage, stmt.isConst, stmt.declarators, next);
      case 'block':
        return this.block(stmt, next, targets);
      case 'if': {
        const branch = this.branch(stmt.test);
        const then = this.nested(stmt.then, next, targets);
        const otherwise = stmt.otherwise ? this.nested(stmt.otherwise, next, targets) : next;
        return this.setBranch(branch, then, otherwise);
      }
      case 'while': {
        const head = this.loopHead();
        const branch = this.branch(stmt.test);
        const body = this.nested(stmt.body, head, this.loopTargets(targets, next, head));
        this.link(head, this.setBranch(branch, body, next));
        this.loops.pop();
        return head;
      }
      case 'doWhile':
        return this.doWhile(stmt.test, stmt.body, next, targets);
      case 'for':
        return this.forLoop(stmt, next, targets);
      case 'forRange': {
        const head = this.loopHead();
        this.scopes.push(new Map());
        const variable = stmt.variable;
        const { test, element, first: start, step } = this.range(stmt);
        const local =
          variable &&
          this.declareLocal(
            variable.name,
            variable.nameSpan,
            this.program.type(variable.type, this.fn.file),
            undefined,
            undefined,
            variable.type.reference,
            /^auto\b/.test(variable.type.base) ? element : undefined,
          );
        const again = step ? this.evaluate(step, head) : head;
        const body = this.nested(stmt.body, again, this.loopTargets(targets, next, again));
        this.prepare(test);
        this.prepare(element);
        const first = local
          ? this.add({ n: 'declare', id: this.nodes.length, local, init: element, span: stmt, next: body })
          : body;
        const branch = this.add({ n: 'branch', id: this.nodes.length, test, whenTrue: first, whenFalse: next });
        this.scopes.pop();
        this.link(head, branch);
        this.loops.pop();
        return this.evaluate(stmt.range, start ? start(head) : head);
      }
      case 'switch':
        return this.switchStatement(stmt.test, stmt.body, next, targets);
      case 'case': {
        if (stmt.test) this.prepare(stmt.test);
        const join = this.add({ n: 'join', id: this.nodes.length, loop: undefined, next });
        this.cases?.push({ value: stmt.test, target: join });
        return join;
      }
      case 'label': {
        const label = this.labelNode(stmt.name);
        this.link(label, next);
        return label;
      }
      case 'goto':
        return this.labelNode(stmt.label);
      case 'break':
        return this.unwind(targets.breakDepth, targets.breakTo ?? next);
      case 'continue':
        return this.unwind(targets.continueDepth, targets.continueTo ?? next);
      case 'leave':
        return this.unwind(targets.leaveDepth, targets.leaveTo ?? next);
      case 'return':
        return this.returnStatement(stmt.value, stmt);
      case 'try':
        return this.tryStatement(stmt, next, targets);
      case 'empty':
      case 'memberInit':
        return next;
      case 'opaque':
        return this.add({ n: 'opaque', id: this.nodes.length, names: stmt.names, span: stmt, next });
    }
  }

  /** How a loop goes over a range: from element to element of an array, else nobody knows over what. */
  private range({ range }: ForRange): {
    readonly test: Expr;
    readonly element: Expr;
    readonly first?: (next: number) => number;
    readonly step?: Expr;
  } {
    const count = this.arrayCount(range);
    const unknown: Expr = Object.assign(this.copies.at(range), { kind: 'unknown' as const, parts: [] });
    if (count === undefined || range.kind !== 'ident') return { test: unknown, element: unknown };
    const at = (): MovableSpan => this.copies.at(range);
    const number = (value: number): Expr => Object.assign(at(), { kind: 'number' as const, text: `${value}`, value });
    const type = this.program.named('SIZE_T', this.fn.file);
    const index = this.declareLocal(`[${range.name}]`, range, type, undefined, undefined);
    for (const loop of this.loops) loop.assigned.add(index);
    const position = (): Ident => {
      const ident: Ident = Object.assign(at(), { kind: 'ident' as const, name: index.name });
      this.bindings.set(ident, index);
      return ident;
    };
    const object: Ident = Object.assign(at(), { kind: 'ident' as const, name: range.name });
    return {
      test: Object.assign(at(), { kind: 'binary' as const, op: '<' as const, opSpan: at(), left: position(), right: number(count) }), // prettier-ignore
      element: Object.assign(at(), { kind: 'index' as const, object, index: position() }),
      first: (next) =>
        this.add({ n: 'declare', id: this.nodes.length, local: index, init: number(0), span: range, next }),
      step: Object.assign(at(), { kind: 'update' as const, op: '++' as const, prefix: true, operand: position() }),
    };
  }

  private arrayCount(range: Expr): number | undefined {
    if (range.kind !== 'ident') return undefined;
    const local = this.lookup(range.name);
    const variable = local ? undefined : this.program.resolveVariable(range.name, this.fn.file, this.fn.decl.scope);
    const type =
      local && !local.entity ? local.type : (local?.entity ?? variable) && this.arrayType(local?.entity ?? variable);
    return type?.t === 'array' ? type.count : undefined;
  }

  private arrayType(variable: VariableEntity | undefined): Type | undefined {
    return variable && completeArray(this.program.type(variable.decl.type, variable.file), variable.decl.init);
  }

  private returnStatement(value: Expr | undefined, span: Span): number {
    this.cleanups.push(value ? [...this.temporaries(value, true)] : []);
    if (value) this.prepare(value);
    const left: Node = { n: 'return', id: this.nodes.length, value, span, next: this.exit };
    this.add(left);
    if (this.cleanups.some((scope) => scope.length > 0))
      left.next = this.unwind(0, this.add({ n: 'unwound', id: this.nodes.length, of: left.id, next: this.exit }));
    this.cleanups.pop();
    return left.id;
  }

  private nested(stmt: Stmt, next: number, targets: Targets): number {
    this.scopes.push(new Map());
    const entry = this.statement(stmt, next, targets);
    this.scopes.pop();
    return entry;
  }

  private labelNode(name: string): number {
    const known = this.labels.get(name);
    if (known !== undefined) return known;
    const node = this.add({ n: 'join', id: this.nodes.length, loop: undefined, next: this.exit });
    this.labels.set(name, node);
    return node;
  }

  private branch(test: Expr): number {
    const ends = this.temporaries(test);
    this.prepare(test);
    const branch = this.add({ n: 'branch', id: this.nodes.length, test, whenTrue: this.exit, whenFalse: this.exit });
    if (ends.length > 0) this.branchEnds.set(branch, ends);
    return branch;
  }

  private setBranch(branch: number, whenTrue: number, whenFalse: number): number {
    const node = this.nodes[branch];
    if (node?.n === 'branch') {
      const ends = this.branchEnds.get(branch) ?? [];
      node.whenTrue = this.ending(ends, whenTrue);
      node.whenFalse = this.ending(ends, whenFalse);
    }
    return branch;
  }

  private loopTargets(targets: Targets, breakTo: number, continueTo: number): Targets {
    const depth = this.cleanups.length;
    return { ...targets, breakTo, continueTo, breakDepth: depth, continueDepth: depth };
  }

  private loopHead(): number {
    const loop: Loop = { assigned: new Set() };
    this.loops.push(loop);
    return this.add({ n: 'join', id: this.nodes.length, loop, next: this.exit });
  }

  private doWhile(test: Expr, body: Stmt, next: number, targets: Targets): number {
    // `do { … } while (0)` is how a macro makes one statement of several: it is no loop.
    if (test.kind === 'number' && test.value === 0) {
      return this.nested(body, next, this.loopTargets(targets, next, next));
    }
    const head = this.loopHead();
    const branch = this.branch(test);
    const entry = this.nested(body, branch, this.loopTargets(targets, next, branch));
    this.setBranch(branch, head, next);
    this.link(head, entry);
    this.loops.pop();
    return head;
  }

  private forLoop(stmt: Extract<Stmt, { kind: 'for' }>, next: number, targets: Targets): number {
    this.scopes.push(new Map());
    const start = this.add({ n: 'join', id: this.nodes.length, loop: undefined, next });
    const init = stmt.init ? this.statement(stmt.init, start, targets) : start;
    const head = this.loopHead();
    this.link(start, head);
    const branch = stmt.test ? this.branch(stmt.test) : undefined;
    const update = stmt.update ? this.evaluate(stmt.update, head) : head;
    const body = this.nested(stmt.body, update, this.loopTargets(targets, next, update));
    this.link(head, branch === undefined ? body : this.setBranch(branch, body, next));
    this.loops.pop();
    this.scopes.pop();
    return init;
  }

  private switchStatement(test: Expr, body: Stmt, next: number, targets: Targets): number {
    this.prepare(test);
    const outer = this.cases;
    const cases: { value: Expr | undefined; target: number }[] = [];
    this.cases = cases;
    this.nested(body, next, { ...targets, breakTo: next, breakDepth: this.cleanups.length });
    this.cases = outer;
    const labelled: { value: Expr; target: number }[] = [];
    let otherwise = next;
    for (const one of cases) {
      if (one.value) labelled.push({ value: one.value, target: one.target });
      else otherwise = one.target;
    }
    return this.add({ n: 'switch', id: this.nodes.length, test, cases: labelled, otherwise });
  }

  /** Handlers are not followed: what they do depends on where the exception came from, and nothing is said about that. */
  private tryStatement(stmt: Try, next: number, targets: Targets): number {
    const after = this.add({ n: 'join', id: this.nodes.length, loop: undefined, next });
    const { finalizer } = stmt;
    const around = this.handler;
    const handler = stmt.handlers.find(({ filter }) => filter);
    if (handler) this.handler = { entry: this.block(handler.body, after, targets), depth: this.cleanups.length };
    this.cleanups.push(finalizer ? [(to) => this.block(this.copies.of(finalizer), to, NO_TARGETS)] : []);
    const entry = this.block(stmt.body, after, { ...targets, leaveTo: after, leaveDepth: this.cleanups.length });
    this.cleanups.pop();
    this.handler = around;
    if (finalizer) this.link(after, this.block(finalizer, next, targets));
    return entry;
  }

  private declaration(storage: string, isConst: boolean, declarators: readonly Declarator[], next: number): number {
    if (storage === 'typedef') return next;
    const joins = declarators.map(() => this.add({ n: 'join', id: this.nodes.length, loop: undefined, next }));
    declarators.forEach((declarator, i) => {
      const isObject = storage !== 'static' && storage !== 'extern' && !declarator.type.reference;
      const made = isObject ? this.objects.made(declarator) : undefined;
      const type = made?.type ?? this.program.type(declarator.type, this.fn.file);
      if (storage === 'extern' || (type.t === 'function' && !declarator.init))
        return this.link(joins[i] ?? next, joins[i + 1] ?? next);
      const entity = storage === 'static' ? this.staticVariable(declarator, isConst) : undefined;
      const local = this.declareLocal(
        declarator.name,
        declarator.nameSpan,
        completeArray(type, declarator.init),
        undefined,
        entity,
        declarator.type.reference,
        !made && /^auto\b/.test(declarator.type.base) ? declarator.init : undefined,
      );
      for (const loop of this.loops) loop.assigned.add(local);
      const after = joins[i + 1] ?? next;
      const init = made?.constructed ? undefined : declarator.init;
      const ends = init ? this.temporaries(init) : [];
      if (init) this.prepare(init);
      // What a reference is bound to lives as long as the reference.
      if (declarator.type.reference) this.cleanups.at(-1)?.push(...ends);
      const done = declarator.type.reference ? after : this.ending(ends, after);
      const then = made?.constructed ? this.evaluate(this.onObject(local, made.constructed), done) : done;
      const node = entity
        ? after
        : this.add({ n: 'declare', id: this.nodes.length, local, init, span: declarator, next: then });
      const reached = init ? this.guarded(init, node) : node;
      if (made?.destructor) {
        const { destructor } = made;
        this.cleanups.at(-1)?.push((to) => this.evaluate(this.onObject(local, destructor()), to));
      }
      this.link(joins[i] ?? next, reached);
    });
    return joins[0] ?? next;
  }

  /** The call of a local's own function, with the name in it bound to that local. */
  private onObject(local: LocalVariable, { call, object }: OwnCall): Call {
    this.bindings.set(object, local);
    return call;
  }

  private staticVariable(declarator: Declarator, isConst: boolean): VariableEntity {
    const type = { ...declarator.type, isConst: isConst || declarator.type.isConst };
    const decl = { ...declarator, type, storage: 'static' as const, scope: [] };
    this.copies.add(type, declarator.type);
    this.copies.add(decl, declarator);
    const id = `${this.fn.id}:${declarator.name}:${this.locals.length}`;
    return { id, name: declarator.name, file: this.fn.file, decl };
  }

  private expressionStatement(expr: Expr, next: number, targets: Targets): number {
    const macro = this.macroOf(expr);
    if (
      macro?.decl.body &&
      !macro.decl.opaque &&
      !this.expanding.includes(macro.name) &&
      this.expanding.length < MAX_EXPANSION_DEPTH
    ) {
      const binding = bindArguments(macro.decl, expr, this.copies);
      if (binding) {
        this.expanding.push(macro.name);
        this.scopes.push(new Map());
        const entry = this.sequence(
          macro.decl.body.map((stmt) => substituteStmt(stmt, binding)),
          next,
          targets,
        );
        this.scopes.pop();
        this.expanding.pop();
        return entry;
      }
    }
    const inner = macro && this.innerMacro(macro, expr);
    if (!inner) return this.evaluate(expr, next);
    this.expanding.push(macro.name);
    const entry = this.expressionStatement(inner, next, targets);
    this.expanding.pop();
    return entry;
  }

  /** The macro stands for the use of another one, which may be made of statements. */
  private innerMacro(macro: MacroEntity, use: Expr): Expr | undefined {
    if (!macro.decl.expr || macro.decl.opaque || this.expanding.includes(macro.name)) return undefined;
    if (this.expanding.length >= MAX_EXPANSION_DEPTH) return undefined;
    const binding = bindArguments(macro.decl, use, this.copies);
    const expansion = binding && substitute(macro.decl.expr, binding);
    return expansion && this.macroOf(expansion) ? expansion : undefined;
  }

  /** The workspace macro that an expression uses, unless a local or the platform has that name. */
  private macroOf(expr: Expr): MacroEntity | undefined {
    const name =
      expr.kind === 'ident'
        ? expr.name
        : expr.kind === 'call' && expr.callee.kind === 'ident'
          ? expr.callee.name
          : undefined;
    if (name === undefined || this.lookup(name) || this.isBuiltin(name)) return undefined;
    const macro = this.program.resolveMacro(name, this.fn.file);
    if (!macro) return undefined;
    return (expr.kind === 'call') === (macro.decl.params !== undefined) ? macro : undefined;
  }

  /** Resolves the names and macros of an expression. */
  private prepare(expr: Expr, depth = 0): void {
    if (depth > 500) return;
    const macro = this.macroOf(expr);
    if (
      macro?.decl.expr &&
      !macro.decl.opaque &&
      !this.expanding.includes(macro.name) &&
      this.expanding.length < MAX_EXPANSION_DEPTH
    ) {
      const binding = bindArguments(macro.decl, expr, this.copies);
      if (binding) {
        const expansion = substitute(macro.decl.expr, binding);
        this.expansions.set(expr, expansion);
        this.expanding.push(macro.name);
        this.prepare(expansion, depth + 1);
        this.expanding.pop();
        return;
      }
    }
    switch (expr.kind) {
      case 'ident': {
        const local = this.bindings.get(expr) ?? (expr.scope ? undefined : this.lookup(expr.name));
        if (local) this.bindings.set(expr, local);
        return;
      }
      case 'lambda':
        this.lambdas.set(expr, new Map(this.scopes.flatMap((scope) => [...scope])));
        return;
      case 'call': {
        const args = expr.args.flatMap((arg) => this.argumentsOf(arg));
        let call: Call = expr;
        if (args.length !== expr.args.length) {
          call = { ...expr, args };
          this.copies.add(call, expr);
          this.expansions.set(expr, call);
        }
        for (const child of children(call)) this.prepare(child, depth + 1);
        return;
      }
      case 'assign':
        this.noteAssigned(expr.target);
        this.prepare(expr.target, depth + 1);
        return this.prepare(expr.value, depth + 1);
      case 'update':
        this.noteAssigned(expr.operand);
        return this.prepare(expr.operand, depth + 1);
      case 'unary':
        if (expr.op === '&') this.noteAssigned(expr.operand);
        return this.prepare(expr.operand, depth + 1);
      default:
        for (const child of children(expr)) this.prepare(child, depth + 1);
    }
  }

  /** `f(TCP4, Flags)`, where the macro stands for several arguments: `AF_INET, SOCK_STREAM, IPPROTO_TCP`. */
  private argumentsOf(arg: Expr): readonly Expr[] {
    const macro = this.macroOf(arg);
    if (macro?.decl.expr?.kind !== 'comma' || macro.decl.text.startsWith('(')) return [arg];
    if (macro.decl.opaque || this.expanding.length >= MAX_EXPANSION_DEPTH) return [arg];
    if (this.expanding.includes(macro.name)) return [arg];
    const binding = bindArguments(macro.decl, arg, this.copies);
    if (!binding) return [arg];
    this.expanding.push(macro.name);
    const args = listed(substitute(macro.decl.expr, binding)).flatMap((one) => this.argumentsOf(one));
    this.expanding.pop();
    return args;
  }

  private noteAssigned(target: Expr): void {
    let root = target;
    while (root.kind === 'member' && !root.arrow) root = root.object;
    while (root.kind === 'index' || root.kind === 'cast') root = root.kind === 'index' ? root.object : root.operand;
    const local = root.kind === 'ident' ? this.lookup(root.name) : undefined;
    if (local) for (const loop of this.loops) loop.assigned.add(local);
  }
}

/** The parts of an expression that are evaluated wherever it is. */
function certainChildren(expr: Expr): readonly Expr[] {
  if (expr.kind === 'conditional') return [expr.test];
  if (expr.kind === 'binary' && (expr.op === '&&' || expr.op === '||')) return [expr.left];
  return expr.kind === 'sizeofExpr' ? [] : children(expr);
}

/** What stands between the commas. */
function listed(expr: Expr): readonly Expr[] {
  return expr.kind === 'comma' ? [...listed(expr.left), ...listed(expr.right)] : [expr];
}

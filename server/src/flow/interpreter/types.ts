/** Declared types of expressions, and what a name in a function means. */
import type { Call, Expr, Ident } from '../../syntax/ast';
import type { Cfg } from '../graph';
import type { Frame, FrameBindings } from '../frames';
import type { FunctionEntity, VariableEntity } from '../program';
import { substituteType, unify, withArguments } from '../templates';
import { bestOverload, type Argument } from './overloadChoice';
import {
  completeArray,
  fieldAt,
  memberType,
  pointee,
  pointerTo,
  type Bindings,
  type TemplateBinding,
  type Type,
  voidType,
} from '../types';
import type { InterpreterRun } from './run';

export class StaticTypes {
  constructor(private readonly run: InterpreterRun) {}

  /** The declared type of an expression. */
  typeOf(expr: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    const { types, names } = cx.cfg;
    // What the types in a template are, the call tells.
    if (cx.frame.bindings) return this.run.program.noting(names, () => this.typeOfInner(expr, cx));
    if (types.has(expr)) return types.get(expr);
    types.set(expr, undefined);
    const type = this.run.program.noting(names, () => this.typeOfInner(expr, cx));
    types.set(expr, type);
    return type;
  }

  private typeOfInner(expr: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.typeOf(expansion, cx);
    const file = cx.frame.fn.file;
    switch (expr.kind) {
      case 'ident': {
        const local = cx.cfg.bindings.get(expr);
        if (local)
          return local.deducedFrom ? this.typeOf(local.deducedFrom, cx) : this.instantiated(local.type, cx.frame);
        const variable = this.variableNamed(expr, cx);
        if (variable) return this.variableType(variable);
        const owner = cx.frame.fn.decl.isMethod ? cx.frame.fn.decl.scope[cx.frame.fn.decl.scope.length - 1] : undefined;
        return owner === undefined ? undefined : memberType(this.classOf(owner, cx.frame), expr.name);
      }
      case 'cast':
        // `std::move(x)` is what `x` is.
        if (expr.type.base === '' && expr.type.reference) return this.typeOf(expr.operand, cx);
        return this.instantiated(this.run.program.type(expr.type, file), cx.frame);
      case 'compoundLiteral':
        return this.instantiated(this.run.program.type(expr.type, file), cx.frame);
      case 'member': {
        const object = this.typeOf(expr.object, cx);
        if (expr.position !== undefined) return fieldAt(object, expr.position)?.type() ?? elementType(object);
        return memberType(expr.arrow ? this.pointed(object, 'operator->', cx) : object, expr.name);
      }
      case 'index': {
        const object = this.typeOf(expr.object, cx);
        return this.operatorType(object, 'operator[]', [expr.index], cx) ?? pointee(object);
      }
      case 'unary': {
        const operand = this.typeOf(expr.operand, cx);
        if (expr.op === '*') return this.operatorType(operand, 'operator*', [], cx) ?? pointee(operand);
        if (expr.op === '&') return this.operatorType(operand, 'operator&', [], cx) ?? addressType(operand);
        return undefined;
      }
      case 'assign':
        return this.typeOf(expr.target, cx);
      case 'update':
        return this.typeOf(expr.operand, cx);
      case 'comma':
        return this.typeOf(expr.right, cx);
      case 'conditional':
        return this.typeOf(expr.then, cx) ?? this.typeOf(expr.otherwise, cx);
      case 'binary': {
        if (expr.op !== '+' && expr.op !== '-') return undefined;
        const left = this.typeOf(expr.left, cx);
        return left?.t === 'array'
          ? pointerTo(left.element, `${left.element.name} *`)
          : left?.t === 'pointer'
            ? left
            : undefined;
      }
      case 'call': {
        const fn = this.called(expr, cx);
        if (!fn) return this.madeObject(expr, cx);
        const result = this.run.program.type(fn.decl.returnType, fn.file);
        const bindings = this.bindingsOf(fn, expr, this.ownerType(expr, cx), cx);
        return bindings ? substituteType(result, bindings.all) : result;
      }
      case 'keyword': {
        if (expr.name !== 'this') return undefined;
        const owner = cx.frame.fn.decl.scope[cx.frame.fn.decl.scope.length - 1];
        if (owner === undefined) return undefined;
        const type = this.classOf(owner, cx.frame);
        return pointerTo(type, `${type.name} *`);
      }
      case 'new': {
        const type = this.instantiated(this.run.program.type(expr.type, file), cx.frame);
        return pointerTo(type, `${type.name} *`);
      }
      default:
        return undefined;
    }
  }

  /**
   * An object that nothing else has (C++: an rvalue): one that is made here, or one that is given away. `static_cast<T>(x)` and `f()` make
   * one, `static_cast<T &&>(x)` gives one away, what `static_cast<T &>(x)` stands for has an owner.
   */
  isTemporary(expr: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): boolean {
    switch (expr.kind) {
      case 'cast':
        return !expr.type.reference || expr.type.rvalue === true;
      case 'call': {
        const result = this.run.program.noting(cx.cfg.names, () => this.called(expr, cx)?.decl.returnType);
        return !result?.reference || result.rvalue === true;
      }
      case 'compoundLiteral':
        return true;
      default:
        return false;
    }
  }

  /** `T()`, an object without a name; T may stand for a template's parameter. */
  private madeObject({ callee, args, typeArgs }: Call, { frame }: { readonly frame: Frame }): Type | undefined {
    const { program } = this.run;
    if (callee.kind !== 'ident' || args.length > 0 || program.files.get(frame.fn.file)?.language !== 'cpp')
      return undefined;
    const { start, end, name: base } = callee;
    const written = { start, end, base, pointers: 0, arrays: [], isConst: false, ...(typeArgs && { args: typeArgs }) };
    const type = this.instantiated(program.type(written, frame.fn.file), frame);
    return type.t === 'record' ? type : undefined;
  }

  private called(call: Call, cx: { readonly cfg: Cfg; readonly frame: Frame }): FunctionEntity | undefined {
    const { program } = this.run;
    const { callee, args } = call;
    if (callee.kind === 'ident')
      return this.functionNamed(callee, cx, args.length) ?? program.resolvePrototype(callee.name, cx.frame.fn.file);
    const owner = this.ownerType(call, cx);
    return callee.kind === 'member' && owner ? this.methodOf(owner, callee.name, args, cx) : undefined;
  }

  /** The function of the object's class that takes these arguments. */
  methodOf(
    owner: Type,
    name: string,
    args: readonly Expr[],
    cx: { readonly cfg: Cfg; readonly frame: Frame },
  ): FunctionEntity | undefined {
    const choose = (among: readonly FunctionEntity[]): FunctionEntity | undefined =>
      bestOverload(among, (fn) =>
        args.map((arg, i): Argument => {
          const param = fn.decl.params?.[i];
          const type = param && this.run.program.type(param.type, fn.file);
          const bindings = owner.t === 'record' ? owner.bindings : undefined;
          return {
            param,
            type: type && bindings ? substituteType(type, bindings) : type,
            arg,
            actual: this.argumentType(arg, cx),
            isTemporary: this.isTemporary(arg, cx),
          };
        }),
      );
    return this.run.program.method(owner.name, name, args.length, choose);
  }

  /** What code outside of the workspace returns is no class of the workspace, whatever it is. */
  private argumentType(arg: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    const known = this.typeOf(arg, cx);
    return known ?? (arg.kind === 'call' && !this.called(arg, cx) ? voidType : undefined);
  }

  /** Of the object whose function is called. */
  private ownerType({ callee }: Call, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    if (callee.kind !== 'member') return undefined;
    const object = this.typeOf(callee.object, cx);
    return callee.arrow ? this.pointed(object, 'operator->', cx) : object;
  }

  /** What `->` leads to. */
  pointed(
    type: Type | undefined,
    name: 'operator->',
    cx: { readonly cfg: Cfg; readonly frame: Frame },
  ): Type | undefined {
    return pointee(this.operatorType(type, name, [], cx) ?? type);
  }

  /** What an operator of the object's class returns. */
  private operatorType(
    type: Type | undefined,
    name: string,
    args: readonly Expr[],
    cx: { readonly cfg: Cfg; readonly frame: Frame },
  ): Type | undefined {
    if (type?.t !== 'record' || !this.run.program.definesMethod(name)) return undefined;
    const fn = this.methodOf(type, name, args, cx);
    if (!fn) return undefined;
    const result = this.run.program.type(fn.decl.returnType, fn.file);
    return type.bindings ? substituteType(result, type.bindings) : result;
  }

  /** The class with what its parameters stand for in this activation. */
  classOf(name: string, frame: Frame): Type {
    return this.instantiated(this.run.program.named(name, frame.fn.file), frame);
  }

  /** What stands for the parameters of templates in a function that is called. */
  bindingsOf(
    fn: FunctionEntity,
    call: Call | undefined,
    self: Type | undefined,
    caller: { readonly cfg: Cfg; readonly frame: Frame },
  ): FrameBindings | undefined {
    const { scope, typeParams } = fn.decl;
    const owner = scope.at(-1);
    const type = owner === undefined ? undefined : this.run.program.named(owner, fn.file);
    const params = type?.t === 'record' ? type.params : undefined;
    if (!params && !typeParams) return undefined;
    const all = new Map<string, TemplateBinding>();
    const ofCall = new Set<string>();
    const ofClass = type && params ? this.classBindings(type, params, call, self, caller) : undefined;
    for (const [name, one] of ofClass ?? []) all.set(name, one);
    // Outside of the class a function repeats the parameters of its class.
    const repeats = params !== undefined && typeParams?.length === params.length && call?.typeArgs === undefined;
    if (typeParams && repeats)
      typeParams.forEach(({ name }, i) => {
        const one = all.get(params[i] ?? '');
        if (one) all.set(name, one);
      });
    else if (typeParams) this.bindCall(fn, call, caller, all, ofCall);
    return all.size > 0 ? { all, ofCall } : undefined;
  }

  private classBindings(
    type: Type,
    params: readonly string[],
    call: Call | undefined,
    self: Type | undefined,
    { frame }: { readonly frame: Frame },
  ): Bindings | undefined {
    if (self?.t === 'record' && self.bindings) return self.bindings;
    const callee = call?.callee.kind === 'ident' ? call.callee : undefined;
    if (callee?.scopeArgs) {
      const written = withArguments(type, this.run.program.templateArguments(callee.scopeArgs, frame.fn.file));
      const actual = this.instantiated(written, frame);
      return actual.t === 'record' ? actual.bindings : undefined;
    }
    const around = frame.bindings?.all;
    return around && new Map([...around].filter(([name]) => params.includes(name)));
  }

  private bindCall(
    fn: FunctionEntity,
    call: Call | undefined,
    caller: { readonly cfg: Cfg; readonly frame: Frame },
    all: Map<string, TemplateBinding>,
    ofCall: Set<string>,
  ): void {
    const { typeParams = [], params = [] } = fn.decl;
    const written = this.run.program.templateArguments(call?.typeArgs ?? [], caller.frame.fn.file);
    const names = typeParams.map(({ name }) => name);
    const found = new Map<string, TemplateBinding>();
    written.forEach((one, i) => {
      const name = names[i];
      if (name) found.set(name, { ...one, type: this.instantiated(one.type, caller.frame) });
    });
    params.forEach((param, i) => {
      const arg = call?.args[i];
      if (arg) unify(this.run.program.type(param.type, fn.file), this.typeOf(arg, caller), names, found);
    });
    for (const [name, one] of found) {
      all.set(name, one);
      ofCall.add(name);
    }
    for (const { name, default: value } of typeParams) {
      const [one] = value && !all.has(name) ? this.run.program.templateArguments([value], fn.file) : [];
      if (one) all.set(name, { ...one, type: substituteType(one.type, all) });
    }
  }

  /** The type as it is in this activation of a template. */
  instantiated(type: Type, frame: Frame): Type {
    return frame.bindings ? substituteType(type, frame.bindings.all) : type;
  }

  variableType(variable: VariableEntity): Type {
    return completeArray(this.run.program.type(variable.decl.type, variable.file), variable.decl.init);
  }

  functionNamed(
    { name, scope }: Ident,
    cx: { readonly frame: Frame },
    argumentCount?: number,
  ): FunctionEntity | undefined {
    const { file, decl } = cx.frame.fn;
    return this.run.program.resolveFunction(name, file, argumentCount, scope ?? decl.scope);
  }

  variableNamed({ name, scope }: Ident, cx: { readonly frame: Frame }): VariableEntity | undefined {
    const { file, decl } = cx.frame.fn;
    return this.run.program.resolveVariable(name, file, scope ?? decl.scope);
  }
}

function addressType(type: Type | undefined): Type | undefined {
  return type && pointerTo(type, `${type.name} *`);
}

function elementType(type: Type | undefined): Type | undefined {
  return type?.t === 'array' ? type.element : undefined;
}

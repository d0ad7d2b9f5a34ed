/** Declared types of expressions, and what a name in a function means. */
import type { Call, Expr, Ident, TypeName } from '../../syntax/ast';
import type { Cfg } from '../cfg';
import type { Frame } from '../frames';
import type { FunctionEntity, VariableEntity } from '../program';
import { completeArray, memberType, pointee, pointerTo, type Type } from '../types';
import type { InterpreterRun } from './run';

export class StaticTypes {
  constructor(private readonly run: InterpreterRun) {}

  /** The declared type of an expression. */
  typeOf(expr: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    const { types, names } = cx.cfg;
    // What the types in a template are, the call tells.
    if (cx.frame.fn.decl.typeParams) return this.run.program.noting(names, () => this.typeOfInner(expr, cx));
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
        return owner === undefined ? undefined : memberType(this.run.program.named(owner, file), expr.name);
      }
      case 'cast':
      case 'compoundLiteral':
        return this.instantiated(this.run.program.type(expr.type, file), cx.frame);
      case 'member': {
        const object = this.typeOf(expr.object, cx);
        return memberType(expr.arrow ? pointee(object) : object, expr.name);
      }
      case 'index':
        return pointee(this.typeOf(expr.object, cx));
      case 'unary': {
        const operand = this.typeOf(expr.operand, cx);
        if (expr.op === '*') return pointee(operand);
        if (expr.op === '&') return operand && pointerTo(operand, `${operand.name} *`);
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
        if (!fn) return undefined;
        const result = this.run.program.type(fn.decl.returnType, fn.file);
        return this.withArguments(result, fn.decl.typeParams, expr.typeArgs, cx.frame);
      }
      case 'keyword': {
        if (expr.name !== 'this') return undefined;
        const owner = cx.frame.fn.decl.scope[cx.frame.fn.decl.scope.length - 1];
        if (owner === undefined) return undefined;
        const type = this.run.program.named(owner, file);
        return pointerTo(type, `${type.name} *`);
      }
      case 'new': {
        const type = this.run.program.type(expr.type, file);
        return pointerTo(type, `${type.name} *`);
      }
      default:
        return undefined;
    }
  }

  private called({ callee, args }: Call, cx: { readonly cfg: Cfg; readonly frame: Frame }): FunctionEntity | undefined {
    const { program } = this.run;
    if (callee.kind === 'ident')
      return this.functionNamed(callee, cx, args.length) ?? program.resolvePrototype(callee.name, cx.frame.fn.file);
    if (callee.kind !== 'member') return undefined;
    const object = this.typeOf(callee.object, cx);
    const owner = callee.arrow ? pointee(object) : object;
    return owner && program.method(owner.name, callee.name, args.length);
  }

  /** The type as it is in this activation of a template. */
  instantiated(type: Type, frame: Frame): Type {
    const { fn, call, parent } = frame;
    return parent ? this.withArguments(type, fn.decl.typeParams, call?.typeArgs, parent) : type;
  }

  /** `written`: the template's arguments as they stand in a call that `frame` makes. */
  private withArguments(
    type: Type,
    params: readonly string[] | undefined,
    written: readonly TypeName[] | undefined,
    frame: Frame,
  ): Type {
    if (!params || !written) return type;
    if (type.t === 'pointer') {
      const to = type.to();
      const actual = this.withArguments(to, params, written, frame);
      return actual === to ? type : pointerTo(actual, `${actual.name} *`, type.toConst);
    }
    const arg = type.t === 'opaque' ? written[params.indexOf(type.name)] : undefined;
    return arg ? this.instantiated(this.run.program.type(arg, frame.fn.file), frame) : type;
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

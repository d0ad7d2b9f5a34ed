/** Declared types of expressions, and what a name in a function means. */
import type { Expr, Ident } from '../../syntax/ast';
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
        if (local) return local.deducedFrom ? this.typeOf(local.deducedFrom, cx) : local.type;
        const variable = this.variableNamed(expr, cx);
        if (variable) return this.variableType(variable);
        const owner = cx.frame.fn.decl.isMethod ? cx.frame.fn.decl.scope[cx.frame.fn.decl.scope.length - 1] : undefined;
        return owner === undefined ? undefined : memberType(this.run.program.named(owner, file), expr.name);
      }
      case 'cast':
      case 'compoundLiteral':
        return this.run.program.type(expr.type, file);
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
        if (expr.callee.kind !== 'ident') return undefined;
        const name = expr.callee.name;
        const fn =
          this.functionNamed(expr.callee, cx, expr.args.length) ?? this.run.program.resolvePrototype(name, file);
        return fn && this.run.program.type(fn.decl.returnType, fn.file);
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

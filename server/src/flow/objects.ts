/** C++ objects: what their declaration and the end of their scope do. */
import type { Call, Declarator, Expr, Ident, InitList, MovableSpan, Span, TypeName } from '../syntax/ast';
import type { Copies } from './copies';
import type { Program } from './program';
import type { RecordType } from './types';

/** A call of an object's own function; `object` is the name in it that has to be bound. */
export interface OwnCall {
  readonly call: Call;
  readonly object: Ident;
}

/** What a declaration makes of a class of the workspace. */
interface Made {
  readonly type: RecordType;
  /** The constructor's call, where the class has a constructor. */
  readonly constructed: OwnCall | undefined;
  /** A new call of the destructor, which runs wherever the scope is left. */
  readonly destructor: (() => OwnCall) | undefined;
}

/** An object without a name, which lives as long as the statement. */
export interface Temporary {
  readonly type: RecordType;
  readonly constructed: OwnCall;
  readonly destructor: (() => OwnCall) | undefined;
}

export class Objects {
  /** C has no constructors. */
  readonly exist: boolean;

  constructor(
    private readonly file: string,
    private readonly program: Program,
    private readonly copies: Copies,
  ) {
    this.exist = program.files.get(file)?.language === 'cpp';
  }

  made(declarator: Declarator): Made | undefined {
    if (!this.exist || declarator.type.pointers > 0 || declarator.type.arrays.length > 0) return undefined;
    const { init } = declarator;
    const isAuto = /^auto\b/.test(declarator.type.base);
    const built = init && this.constructorCall(init);
    const name = isAuto ? (built?.name ?? this.resultClass(init)) : declarator.type.base;
    if (name === undefined) return undefined;
    const type = isAuto ? this.program.named(name, this.file) : this.program.type(declarator.type, this.file);
    if (type.t !== 'record') return undefined;
    // Braces around an object without constructors of its own name its members.
    const isConstructed =
      init?.kind === 'initList' && init.items.length > 0
        ? this.program.hasConstructor(type.name)
        : this.program.isConstructed(type.name);
    const args = constructorArguments(init, isAuto ? type.name : undefined, built);
    const end = this.program.destructor(type.name);
    if (!isConstructed && !end) return undefined;
    return {
      type,
      constructed: isConstructed && args ? this.ownCall(declarator, type.name, args) : undefined,
      destructor: end && ((): OwnCall => this.ownCall(declarator, end.name, [])),
    };
  }

  /** `T(…)` and `T{…}` in an expression. */
  temporary(expr: Expr): Temporary | undefined {
    if (!this.exist) return undefined;
    const written = this.temporaryType(expr);
    const type = written && this.program.type(written, this.file);
    if (!written || type?.t !== 'record' || !this.program.isConstructed(type.name)) return undefined;
    const args =
      expr.kind === 'call'
        ? expr.args
        : expr.kind === 'cast'
          ? [expr.operand]
          : expr.kind === 'compoundLiteral'
            ? values(expr.init)
            : [];
    // Braces around an object without constructors of its own name its members.
    if (args.length > 0 && !this.program.hasConstructor(type.name)) return undefined;
    const end = this.program.destructor(type.name);
    return {
      type,
      constructed: this.ownCall(expr, type.name, args),
      destructor: end && ((): OwnCall => this.ownCall(expr, end.name, [])),
    };
  }

  private temporaryType(expr: Expr): TypeName | undefined {
    if (expr.kind === 'compoundLiteral') return expr.type;
    if (expr.kind === 'cast') return this.constructorCall(expr) && expr.type;
    if (expr.kind !== 'call' || expr.callee.kind !== 'ident') return undefined;
    const { start, end, name: base } = expr.callee;
    const args = expr.typeArgs ? { args: expr.typeArgs } : {};
    return { start, end, base, pointers: 0, arrays: [], isConst: false, ...args };
  }

  /** `T(…)`, where T is a class with constructors. */
  private constructorCall(init: Expr): { readonly name: string; readonly args: readonly Expr[] } | undefined {
    if (init.kind === 'call' && init.callee.kind === 'ident' && this.program.hasConstructor(init.callee.name))
      return { name: init.callee.name, args: init.args };
    if (init.kind !== 'cast') return undefined;
    const { base, pointers, reference } = init.type;
    // A cast to a pointer makes no object.
    return pointers === 0 && reference !== true && this.program.hasConstructor(base)
      ? { name: base, args: [init.operand] }
      : undefined;
  }

  /** `auto guard = MakeGuard(…)`: the class that the function returns. */
  private resultClass(init: Expr | undefined): string | undefined {
    if (init?.kind !== 'call' || init.callee.kind !== 'ident') return undefined;
    const { name, scope } = init.callee;
    const returned = this.program.resolveFunction(name, this.file, init.args.length, scope)?.decl.returnType;
    return returned && returned.pointers === 0 && !returned.reference ? returned.base : undefined;
  }

  private ownCall(at: Span, name: string, args: readonly Expr[]): OwnCall {
    const span = (): MovableSpan => this.copies.at(at);
    const object: Ident = Object.assign(span(), { kind: 'ident' as const, name: '' });
    const callee = Object.assign(span(), { kind: 'member' as const, object, name, nameSpan: span(), arrow: false });
    return { object, call: Object.assign(span(), { kind: 'call' as const, callee, args, argsSpan: span() }) };
  }
}

/** Undefined when the object is a copy of another one. */
function constructorArguments(
  init: Expr | undefined,
  deduced: string | undefined,
  built: { readonly name: string; readonly args: readonly Expr[] } | undefined,
): readonly Expr[] | undefined {
  if (!init) return [];
  if (init.kind === 'initList' && deduced === undefined) return values(init);
  return built?.args;
}

function values(list: InitList): readonly Expr[] {
  return list.items.map((item) => item.value);
}

/** What a C++ constructor and a destructor do besides what is written in their bodies: bases and members. */
import type {
  Block,
  Expr,
  FunctionDecl,
  KeywordLit,
  MemberInit,
  MovableSpan,
  Param,
  RecordDecl,
  Span,
  TypeName,
} from '../syntax/ast';
import type { Copies } from './copies';
import type { Program } from './program';
import type { FieldType, RecordType } from './types';

/** The constructor or destructor of a class that has none of its own, because its bases or members have one. */
export class ImplicitMember implements FunctionDecl {
  readonly params: readonly Param[] = [];
  readonly variadic = false;
  readonly isStatic = false;
  readonly isTemplate = false;
  readonly isMethod = true;
  readonly body: Block;
  readonly returnType: TypeName;

  constructor(
    readonly record: RecordDecl,
    readonly name: string,
    readonly scope: readonly string[],
  ) {
    const at = { start: record.start, end: record.end };
    this.body = { kind: 'block', body: [], ...at };
    this.returnType = { base: '', pointers: 0, arrays: [], isConst: false, opaque: true, ...at };
  }

  get start(): number {
    return this.record.start;
  }

  get end(): number {
    return this.record.end;
  }

  get nameSpan(): Span {
    return this.record;
  }
}

/** A constructor or a destructor. */
export function endsOrBeginsObject({ isMethod, scope, name }: FunctionDecl): boolean {
  const owner = scope.at(-1);
  return isMethod && owner !== undefined && (name === owner || name === `~${owner}`);
}

/** In the order in which it is done. */
export class Members {
  constructor(
    private readonly program: Program,
    private readonly copies: Copies,
  ) {}

  /** What the constructor does before its body. `at` is where that stands of which nothing is written. */
  constructed(type: RecordType, inits: readonly MemberInit[], at: Span): readonly Expr[] {
    const own = inits.find(({ name }) => name === type.name);
    if (own) return [this.construction(this.self(own), type.name, values(own), own)];
    const work: Expr[] = [];
    for (const base of this.program.basesOf(type.name)) {
      const written = inits.find(({ name }) => name === base);
      if (this.program.isConstructed(base))
        work.push(this.construction(this.self(written ?? at), base, written ? values(written) : [], written ?? at));
    }
    for (const field of this.program.ownFields(type)) {
      const written = inits.find(({ name }) => name === field.name);
      work.push(...this.member(field, written, at));
    }
    return work;
  }

  private member(field: FieldType, written: MemberInit | undefined, at: Span): readonly Expr[] {
    const type = field.type();
    const place = written ?? at;
    const className =
      type.t === 'record' && !field.reference && this.program.isConstructed(type.name) ? type.name : undefined;
    const target = this.field(field.name, place, field.reference);
    if (className !== undefined) {
      const init = written?.init ?? field.init;
      const args = !init ? [] : init.kind === 'initList' ? init.items.map(({ value }) => value) : [init];
      return [this.construction(target, className, args, place)];
    }
    const value = written ? only(written, type.t === 'record' || type.t === 'array') : field.init;
    return value ? [Object.assign(this.span(place), { kind: 'assign' as const, op: '=' as const, target, value })] : [];
  }

  /** What the destructor does after its body. */
  destroyed(type: RecordType, at: Span): readonly Expr[] {
    const fields = [...this.program.ownFields(type)].reverse().flatMap((field) => {
      const of = field.type();
      const end = of.t === 'record' && !field.reference ? this.program.destructor(of.name) : undefined;
      return end ? [this.construction(this.field(field.name, at), end.name, [], at)] : [];
    });
    const bases = [...this.program.basesOf(type.name)].reverse().flatMap((base) => {
      const end = this.program.destructor(base);
      return end ? [this.construction(this.self(at), end.name, [], at)] : [];
    });
    return [...fields, ...bases];
  }

  private construction(object: Expr, name: string, args: readonly Expr[], at: Span): Expr {
    const arrow = object.kind === 'keyword';
    const callee = Object.assign(this.span(at), {
      kind: 'member' as const,
      object,
      name,
      nameSpan: this.span(at),
      arrow,
    });
    return Object.assign(this.span(at), { kind: 'call' as const, callee, args, argsSpan: this.span(at) });
  }

  private field(name: string, at: Span, binds = false): Expr {
    const [object, nameSpan] = [this.self(at), this.span(at)];
    const member = { kind: 'member' as const, object, name, nameSpan, arrow: true };
    return Object.assign(this.span(at), binds ? { ...member, binds } : member);
  }

  private self(at: Span): KeywordLit {
    return Object.assign(this.span(at), { kind: 'keyword' as const, name: 'this' as const });
  }

  private span(at: Span): MovableSpan {
    return this.copies.at(at);
  }
}

function values({ init }: MemberInit): readonly Expr[] {
  return init.items.map(({ value }) => value);
}

/** `m_x(1)` and `m_x{1}` are one value, where the member is no aggregate; `m_x()` is zero. */
function only({ init }: MemberInit, isAggregate: boolean): Expr {
  const [item, ...others] = init.items;
  if (!item || others.length > 0 || item.designators.length > 0) return init;
  const isCopy = item.value.kind !== 'number' && item.value.kind !== 'initList';
  return isAggregate && !isCopy ? init : item.value;
}

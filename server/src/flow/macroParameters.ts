/** `NTSTATUS Done(COMPLETION_ARGS)`: parameters that a macro lists. */
import type { FunctionDecl, MacroDecl, Param, Span, TypeName } from '../syntax/ast';

/** Stands where the macro is used. */
class ListedParam implements Param {
  readonly name: string;
  readonly type: TypeName;

  constructor(
    of: Param,
    private readonly use: Span,
  ) {
    this.name = of.name;
    this.type = of.type;
  }

  get start(): number {
    return this.use.start;
  }

  get end(): number {
    return this.use.end;
  }

  get nameSpan(): Span {
    return this.use;
  }
}

export class MacroParameters {
  private readonly known = new WeakMap<
    FunctionDecl,
    { readonly lists: readonly MacroDecl[]; readonly decl: FunctionDecl }
  >();

  private readonly written = new WeakMap<FunctionDecl, FunctionDecl>();

  private readonly mayBeListed = new WeakMap<FunctionDecl, boolean>();

  /** A name in the place of a parameter may be that of a macro. */
  mayUse(now: FunctionDecl): boolean {
    const decl = this.written.get(now) ?? now;
    let known = this.mayBeListed.get(decl);
    if (known === undefined) {
      known = decl.body !== undefined && decl.params?.some(isNameAlone) === true;
      this.mayBeListed.set(decl, known);
    }
    return known;
  }

  /** The declaration with the parameters that it really has: the same object for as long as nothing changes. */
  expanded(now: FunctionDecl, macro: (name: string) => MacroDecl | undefined): FunctionDecl {
    const decl = this.written.get(now) ?? now;
    const lists: MacroDecl[] = [];
    const params = (decl.params ?? []).flatMap((param): readonly Param[] => {
      const list = isNameAlone(param) ? macro(param.type.base) : undefined;
      if (!list?.paramList) return [param];
      lists.push(list);
      return list.paramList.map((one) => new ListedParam(one, param));
    });
    if (lists.length === 0) return decl;
    const known = this.known.get(decl);
    if (known && known.lists.length === lists.length && known.lists.every((one, i) => one === lists[i]))
      return known.decl;
    const made = { decl: { ...decl, params }, lists };
    this.known.set(decl, made);
    this.written.set(made.decl, decl);
    return made.decl;
  }
}

function isNameAlone({ name, type }: Param): boolean {
  return name === '' && type.pointers === 0 && type.arrays.length === 0 && !type.functionPointer && !type.tag;
}

/** Variables that macros declare: `DECLARE_TABLE(Name, OnReceive);` where declarations stand. */
import type { FileSyntax, MacroCall, MacroDecl, VariableDecl } from '../syntax/ast';
import { Copies } from './copies';
import { NamesByFile } from './names';
import type { MacroEntity, VariableEntity } from './program';
import { bindArguments, substituteDeclarator } from './substitute';

interface Made {
  readonly macro: MacroDecl;
  readonly copies: Copies;
  readonly entities: readonly VariableEntity[];
}

export class MacroVariables {
  private byName = new NamesByFile<VariableEntity>();
  private made = new Map<MacroCall, Made>();

  get(name: string): readonly VariableEntity[] {
    return this.byName.get(name) ?? [];
  }

  all(): readonly VariableEntity[] {
    return [...this.byName.values()].flat();
  }

  /** To where the uses of the macros are now. */
  follow(): void {
    for (const { copies } of this.made.values()) copies.follow();
  }

  /** Makes them anew, but for those of the same use of the same macro. Answers whether there are others than before. */
  update(
    files: readonly FileSyntax[],
    order: ReadonlyMap<string, number>,
    macroOf: (name: string, file: string) => MacroEntity | undefined,
  ): boolean {
    const before = this.made;
    this.made = new Map();
    this.byName = new NamesByFile();
    for (const { path, macroCalls } of files) {
      if (macroCalls.length === 0) continue;
      this.byName.begin(path, order);
      for (const use of macroCalls) {
        const { callee } = use.call;
        const macro = callee.kind === 'ident' ? macroOf(callee.name, path)?.decl : undefined;
        if (!macro?.body || macro.opaque) continue;
        const known = before.get(use);
        const made = known?.macro === macro ? known : make(use, macro, path);
        if (made.entities.length === 0) continue;
        made.copies.follow();
        this.made.set(use, made);
        for (const entity of made.entities) this.byName.add(entity.name, entity);
      }
    }
    return before.size !== this.made.size || [...this.made].some(([use, made]) => before.get(use) !== made);
  }
}

function make(use: MacroCall, macro: MacroDecl, file: string): Made {
  const copies = new Copies();
  const binding = bindArguments(macro, use.call, copies);
  const entities: VariableEntity[] = [];
  for (const stmt of binding ? (macro.body ?? []) : []) {
    if (stmt.kind !== 'decl' || stmt.storage === 'typedef') continue;
    for (const one of stmt.declarators) {
      if (!binding) continue;
      const storage = use.isStatic ? 'static' : stmt.storage;
      const decl: VariableDecl = { ...substituteDeclarator(one, binding), storage, scope: use.scope };
      copies.add(decl, use.call);
      const id = storage === 'static' || use.scope.length > 0 ? [file, ...use.scope, decl.name].join(':') : decl.name;
      entities.push({ id, name: decl.name, file, decl });
    }
  }
  return { macro, copies, entities };
}

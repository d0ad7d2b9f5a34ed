/** Macros whose definition is what has to change: the wrong thing stands there, and nobody needs it as it is. */
import { walkExpression, walkStatement } from '../syntax/walk';
import type { Expr, MacroDecl } from '../syntax/ast';
import type { Place } from '../wsk/place';
import { occurrences } from './mentions';
import { holds } from './statements';
import type { RuleContext, SourceView } from './rule';
import { textOf } from './text';

/** Places that are wrong in the same way. */
export class WrongPlaces {
  private readonly places = new Map<string, Place[]>();

  add(way: string, place: Place): void {
    const known = this.places.get(way);
    if (known) known.push(place);
    else this.places.set(way, [place]);
  }

  of(way: string): readonly Place[] {
    return this.places.get(way) ?? [];
  }
}

export interface Definition {
  readonly file: string;
  readonly source: SourceView;
  readonly decl: MacroDecl;
}

/** The macro whose use stands at the place, where it is used nowhere else, or is wrong wherever it is used. */
export function wrongMacro(
  use: Place,
  wrong: readonly Place[],
  { facts, files }: Pick<RuleContext, 'facts' | 'files'>,
): Definition | undefined {
  const definition = macroAt(use, { facts, files });
  if (!definition || definition.decl.pastes) return undefined;
  const { file, decl } = definition;
  const all = occurrences(files, decl.name);
  const uses = all.filter((one) => !(one.file === file && holds(decl, one)));
  // Another definition of the name, or a test of it, stands in a directive.
  const isDirective = (one: Place): boolean => isInDirective(files.get(one.file), one.start);
  const isWrong = (one: Place): boolean =>
    wrong.some(({ file: its, start }) => its === one.file && start === one.start);
  const mayChange = all.length === uses.length + 1 && (uses.length === 1 || uses.every(isWrong));
  return mayChange && !uses.some(isDirective) ? definition : undefined;
}

/** What the name at the place, or the call of a macro there, stands for. */
export function macroAt(use: Place, { facts, files }: Pick<RuleContext, 'facts' | 'files'>): Definition | undefined {
  const name = /^(\w+)\s*(?:\(|$)/.exec(textOf(files.get(use.file), use))?.[1];
  const macro = name === undefined ? undefined : facts.program.resolveMacro(name, use.file);
  const source = macro && files.get(macro.file);
  return source ? { file: macro.file, source, decl: macro.decl } : undefined;
}

/** Expressions of the definition, as they stand in its text. */
export function inDefinition({ decl, source }: Definition, wanted: (expr: Expr) => boolean): readonly Expr[] {
  const found: Expr[] = [];
  const visit = (expr: Expr): void => {
    if (wanted(expr)) found.push(expr);
  };
  if (decl.expr) walkExpression(decl.expr, visit);
  else for (const stmt of decl.body ?? []) walkStatement(stmt, visit);
  return found.every((expr) => holds(decl, expr) && !/\\\r?\n/.test(textOf(source, expr))) ? found : [];
}

function isInDirective(source: SourceView | undefined, at: number): boolean {
  if (!source) return true;
  let start = at;
  do start = source.text.lastIndexOf('\n', start - 1);
  while (start > 0 && /\\\r?$/.test(source.text.slice(Math.max(0, start - 2), start)));
  return /^\s*#/.test(source.text.slice(start + 1, at));
}

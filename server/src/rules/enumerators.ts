/** Enumerators of the driver's own that stand for flags. */
import { withoutCasts } from '../syntax/walk';
import type { EnumDecl } from '../syntax/ast';
import type { Place } from '../wsk/place';
import type { RuleContext } from './rule';
import { textOf } from './text';

export interface EnumeratorUse {
  readonly declaration: EnumDecl;
  /** What stands before the name: `Events::`. */
  readonly scope: string;
  readonly name: string;
}

/** The enumerator whose name stands at the place. */
export function enumeratorAt(
  place: Place,
  { facts, files }: Pick<RuleContext, 'facts' | 'files'>,
): EnumeratorUse | undefined {
  const [, scope = '', name = ''] = /^((?:\w+::)*)(\w+)$/.exec(textOf(files.get(place.file), place)) ?? [];
  const known = name === '' ? undefined : facts.program.resolveEnumerator(name, place.file);
  return known && { declaration: known.declaration, scope, name };
}

/** It stands for this flag, and nothing else. */
export function standsFor({ declaration, name }: EnumeratorUse, flag: string): boolean {
  return declaration.members.some((one) => one.name === name && isFlag(one, flag));
}

/** As the same enumeration names another flag. */
export function namedAlike({ declaration, scope }: EnumeratorUse, flag: string): string | undefined {
  const found = declaration.members.find((one) => isFlag(one, flag));
  return found && scope + found.name;
}

function isFlag({ value }: EnumDecl['members'][number], flag: string): boolean {
  const plain = withoutCasts(value);
  return plain?.kind === 'ident' && plain.name === flag;
}

/** Client dispatch tables. */
import { model } from '../../model';
import { inStyle, type CodeStyle } from './style';

/** `static const TYPE name = { … };` with NULL for every member that has no handler. */
export function dispatchTable(
  type: string,
  name: string,
  handlers: ReadonlyMap<string, string>,
  style: CodeStyle,
): string {
  const members = tableMembers(type);
  const last = members.length;
  const entries = members.map((member) => handlers.get(member) ?? 'NULL');
  return inStyle(
    [
      `static const ${type} ${name} = {`,
      ...entries.map((entry, i) => `    ${entry}${i < last - 1 ? ',' : ''}`),
      '};',
    ].join('\n'),
    style,
  );
}

/** The table's members in the order of wsk.h. */
export function tableMembers(type: string): readonly string[] {
  return (model.structures.get(type)?.fields ?? []).map((field) => field.name);
}

/** The two outputs set before the return, or the star that an assignment lacks. */
import { rootOf } from '../../flow/regions';
import type { ReturnFact, WriteFact } from '../../wsk/facts';
import { placeOf } from '../../wsk/place';
import { localName } from '../outputs';
import type { FixReport, RuleContext } from '../rule';
import { edit, insertBefore, statementAt } from '../statements';
import { textOf } from '../text';

export function setBefore(
  fact: ReturnFact,
  callback: string,
  outputs: readonly string[],
  { files }: RuleContext,
): readonly FixReport[] {
  const names = outputs.map((output) => localName(fact.root, callback, output));
  const at = statementAt(fact.frame.fn, placeOf(fact.site), files);
  if (at?.stmt.kind !== 'return' || names.some((name) => !name)) return [];
  const edits = insertBefore(at, names.map((name) => `*${name ?? ''} = NULL;\n`).join(''));
  return edits ? [{ title: { id: 'setOutputs' }, safe: false, edits }] : [];
}

/** `x = y` that has to be `*x = y`. */
export function withStar(write: WriteFact, parameter: string, { files }: RuleContext): readonly FixReport[] {
  const place = placeOf(write.site);
  const name = localName(write.root, write.root.callback ?? '', parameter);
  // The address of a local is no context and no table.
  if (write.value.k === 'pointer' && rootOf(write.value.region).r === 'local') return [];
  if (!name || !new RegExp(`^${name}\\s*=[^=]`).test(textOf(files.get(place.file), place))) return [];
  return [
    {
      title: { id: 'addStar', args: { parameter: name } },
      safe: true,
      edits: [edit(place.file, place.start, place.start, '*')],
    },
  ];
}

import { model } from '../../model';
import { constantOf } from '../../flow/arithmetic';
import { alternatives, type Origin } from '../../flow/values';
import { WrongPlaces } from '../definitions';
import { withoutFlagAt, writtenFlag } from '../flagEdits';
import { eventCalls, hasLogical, staticCalls, strangers } from '../mask';
import { blame, callPlace, leaves, placeOf, writtenNames } from '../../wsk/place';
import type { FixReport, Rule } from '../rule';

/** A mask holds event flags only: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_event_callback_control */
export const rule: Rule = {
  meta: { id: 'event-mask-constant', section: 'events', severity: 'error', statements: ['A5'], fixable: true },
  check({ facts, files, report }) {
    const wrong = new WrongPlaces();
    const calls = [...eventCalls(facts), ...staticCalls(facts)];
    const varying = new Set(
      calls.flatMap((call) => (call.control?.eventMask ? shifted(call.control.eventMask.origin) : [])),
    );
    for (const call of calls) {
      const value = call.control?.eventMask;
      if (!value) continue;
      for (const one of alternatives(value)) {
        if (hasLogical(one.origin)) continue;
        if (value.k === 'any' && !alternatives(value).every((other) => constantOf(call.before, other) !== undefined))
          continue;
        for (const { origin: leaf, kind: found } of strangers(one.origin)) {
          if (varying.has(`${leaf.site.file}:${leaf.site.start}`)) continue;
          const decoded = found === 'decodes' ? decode(leaf.value ?? 0) : undefined;
          const place = placeOf(blame(leaf));
          const name = found === 'foreign' ? foreignName(leaf) : undefined;
          if (name !== undefined) wrong.add(name, place);
          const fixes = (): readonly FixReport[] => {
            if (decoded !== undefined)
              return [
                { title: { id: 'fix', args: { flags: decoded } }, safe: true, edits: [{ place, newText: decoded }] },
              ];
            const written = name === undefined ? undefined : writtenFlag(place, name, wrong.of(name), { facts, files });
            const edits = written && withoutFlagAt(written, files);
            return edits ? [{ title: { id: 'drop', args: { name: name ?? '' } }, safe: false, edits }] : [];
          };
          report({
            place,
            message: {
              id: found,
              args: { name: leaf.name ?? String(leaf.value ?? ''), value: hex(leaf.value), flags: decoded ?? '' },
            },
            ...(found === 'decodes' ? { severity: 'hint' as const } : {}),
            fixes,
            related: [{ place: callPlace(call), message: { id: 'call' } }],
          });
        }
      }
    }
  },
};

/** Numbers from which a loop makes others: on which rounds they are a mask is not known. */
function shifted(origin: Origin): readonly string[] {
  if (origin.kind === 'operator' && origin.expr?.kind === 'assign' && origin.name !== '|')
    return leaves(origin).map((leaf) => `${leaf.site.file}:${leaf.site.start}`);
  return origin.parts.flatMap(shifted);
}

/** The constant of something else, which may stand behind a name of the workspace. */
function foreignName(leaf: Origin): string | undefined {
  return writtenNames(leaf).find((name) => !name.startsWith('WSK_EVENT_') && model.lookup(name) !== undefined);
}

function decode(bits: number): string {
  return [...model.eventFlags.values()]
    .filter((flag) => (bits & flag.value) !== 0)
    .map((flag) => flag.name)
    .join(' | ');
}

function hex(value: number | undefined): string {
  return value === undefined ? '' : `0x${(value >>> 0).toString(16)}`;
}

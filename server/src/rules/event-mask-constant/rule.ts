import { model } from '../../model';
import { constantOf } from '../../flow/arithmetic';
import { alternatives, type Origin } from '../../flow/values';
import { eventCalls, staticCalls } from '../mask';
import { blame, callPlace, leaves, placeOf } from '../../wsk/place';
import type { FixReport, Rule } from '../rule';

/** A mask holds event flags only: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_event_callback_control */
export const rule: Rule = {
  meta: { id: 'event-mask-constant', section: 'events', severity: 'error', statements: ['A5'], fixable: true },
  check({ facts, report }) {
    for (const call of [...eventCalls(facts), ...staticCalls(facts)]) {
      const value = call.control?.eventMask;
      if (!value || hasLogical(value.origin)) continue;
      for (const one of alternatives(value)) {
        if (value.k === 'any' && !alternatives(value).every((other) => constantOf(call.before, other) !== undefined))
          continue;
        for (const leaf of leaves(one.origin)) {
          const found = judge(leaf);
          if (!found) continue;
          const decoded = found === 'decodes' ? decode(leaf.value ?? 0) : undefined;
          const place = placeOf(blame(leaf));
          const fixes: FixReport[] =
            decoded === undefined
              ? []
              : [{ title: { id: 'fix', args: { flags: decoded } }, safe: true, edits: [{ place, newText: decoded }] }];
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

const ALL = [...model.eventFlags.values()].reduce((bits, flag) => (bits | flag.value) >>> 0, 0);

function judge(leaf: Origin): 'foreign' | 'number' | 'decodes' | undefined {
  if (leaf.value === 0) return undefined;
  if (leaf.kind === 'literal') {
    if (leaf.value === undefined) return undefined;
    return (leaf.value & ~ALL) >>> 0 === 0 ? 'decodes' : 'number';
  }
  if (leaf.kind !== 'name' || leaf.name === undefined) return undefined;
  if (model.eventFlags.has(leaf.name)) return undefined;
  if (isForeign(leaf.name)) return 'foreign';
  // A name of the workspace: what stands behind it decides.
  for (const part of leaf.parts.flatMap(leaves)) {
    const inner = judge(part);
    if (inner === 'foreign' || inner === 'number') return inner;
  }
  return undefined;
}

function isForeign(name: string): boolean {
  if (name.startsWith('WSK_EVENT_')) return false;
  const entry = model.lookup(name);
  return (
    entry !== undefined &&
    (entry.kind === 'flag' ||
      entry.kind === 'controlCode' ||
      entry.kind === 'enumValue' ||
      entry.kind === 'status' ||
      entry.kind === 'constant')
  );
}

function hasLogical(origin: Origin): boolean {
  return origin.kind === 'logical' || origin.kind === 'comma' || origin.parts.some(hasLogical);
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

import { constantOf } from '../../flow/arithmetic';
import { rootOf } from '../../flow/regions';
import { alternatives, isNull, type Origin, type Value } from '../../flow/values';
import { model, type WskFunction } from '../../model';
import { argumentPlace, leaves, type Place } from '../../wsk/place';
import { isNonNullHere } from '../../wsk/values';
import type { Argument, CallFact } from '../../wsk/facts';
import { argumentOf } from '../dispatch';
import { bufferMember } from '../buffer';
import { WrongPlaces } from '../definitions';
import { withoutFlagAt, writtenFlag } from '../flagEdits';
import { textOf, withoutFlag } from '../text';
import { otherArgument } from '../argumentEdits';
import type { FixReport, Rule, RuleContext, Sentence } from '../rule';

/** What an operation's Flags may hold: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive */
export const rule: Rule = {
  meta: {
    id: 'operation-flags',
    section: 'sockets',
    severity: 'error',
    statements: ['H15', 'I4', 'I5', 'I6', 'I7', 'I8'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const wrong = new WrongPlaces();
    for (const fact of facts.calls) {
      const fn = fact.fn;
      if (!fn?.flags || fn.creates?.category === 'flags' || (fn.role === 'client' && fn.name !== 'WskSocketConnect'))
        continue;
      const argument = argumentOf(fact, 'flags');
      if (!argument) continue;
      const sentence = wrongInAll(fact, fn, argument.value);
      if (!sentence) continue;
      const place = argumentPlace(fact, argument);
      const flag = typeof sentence.args?.flag === 'string' ? sentence.args.flag : '';
      wrong.add(flag, place);
      report({
        place,
        message: sentence,
        ...(sentence.id === 'undocumented' ? { severity: 'information' as const } : {}),
        fixes: () => {
          const fixes = otherFlags(sentence, fact, argument, files);
          return fixes.length > 0 ? fixes : inMacro(sentence, place, wrong.of(flag), { facts, files });
        },
      });
    }
  },
};

/** No flags, or the others. Zero in place of reserved ones changes nothing but the mistake. */
function otherFlags(
  { id, args }: Sentence,
  fact: CallFact,
  argument: Argument,
  files: RuleContext['files'],
): readonly FixReport[] {
  const none = otherArgument(fact, argument, '0', files);
  const [written] = none ?? [];
  const source = written && files.get(written.place.file);
  if (!none || !source) return [];
  const text = textOf(source, written.place);
  const zero = { title: { id: 'zero' }, safe: id === 'reserved', edits: none };
  const flag = id === 'foreign' ? args?.flag : undefined;
  const isAll = flagNames(argument.value.origin).every((name) => fact.fn !== undefined && !isListed(fact.fn, name));
  if (id === 'reserved' || (flag !== undefined && /^\w+$/.test(text) && isAll)) return [zero];
  const at = typeof flag === 'string' ? text.search(new RegExp(`\\b${flag}\\b`)) : -1;
  if (typeof flag !== 'string' || at < 0) return [];
  const start = written.place.start + at;
  const part = withoutFlag(source, { start, end: start + flag.length });
  if (!part || part.start < written.place.start || part.end > written.place.end) return [];
  const edits = [{ place: { file: written.place.file, ...part }, newText: '' }];
  return [{ title: { id: 'drop', args: { flag } }, safe: false, edits }];
}

/** The flag stands in a macro that serves nothing else. */
function inMacro(
  { id, args }: Sentence,
  place: Place,
  wrong: readonly Place[],
  context: Pick<RuleContext, 'facts' | 'files'>,
): readonly FixReport[] {
  const flag = id === 'foreign' && typeof args?.flag === 'string' ? args.flag : undefined;
  const written = flag === undefined ? undefined : writtenFlag(place, flag, wrong, context);
  const edits = written && withoutFlagAt(written, context.files);
  return flag !== undefined && edits ? [{ title: { id: 'drop', args: { flag } }, safe: false, edits }] : [];
}

/** The mistake that every value of the argument makes. */
function wrongInAll(fact: CallFact, fn: WskFunction, value: Value): Sentence | undefined {
  const all = alternatives(value).map((one) => mistake(fact, fn, one));
  return all.every((one) => one !== undefined) ? all[0] : undefined;
}

function mistake(fact: CallFact, fn: WskFunction, value: Value): Sentence | undefined {
  const flags = fn.flags;
  const n = constantOf(fact.before, value);
  const bits = n ?? (value.k === 'bits' ? value.bits : undefined);
  if (!flags || bits === undefined) return undefined;
  const args = { function: fn.name };
  if (flags.reserved) return bits === 0 ? undefined : { id: 'reserved', args };
  const foreign = flagNames(value.origin).find((name) => !isListed(fn, name));
  if (foreign) return { id: 'foreign', args: { ...args, flag: foreign } };
  const of = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum | (model.flags.get(name)?.value ?? 0), 0);
  if ((bits & ~(of(flags.allowed) | of(flags.undocumented))) !== 0) return { id: 'unknown', args };
  const has = (name: string): boolean => flags.allowed.includes(name) && (bits & of([name])) !== 0;
  if (has('WSK_FLAG_WAITALL') && has('WSK_FLAG_DRAIN')) return { id: 'together', args };
  if (has('WSK_FLAG_DRAIN') && hasLength(fact)) return { id: 'drain', args };
  if (has('WSK_FLAG_ABORTIVE') && hasBuffer(fact)) return { id: 'abortive', args };
  if ((bits & of(flags.undocumented)) !== 0)
    return { id: 'undocumented', args: { ...args, flag: flags.undocumented[0] ?? '' } };
  return undefined;
}

/** The flags that the value was written with, inside named constants too. */
function flagNames(origin: Origin): readonly string[] {
  return leaves(origin).flatMap((leaf) => {
    if (leaf.kind !== 'name' || leaf.name === undefined) return [];
    return model.flags.has(leaf.name) ? [leaf.name] : leaf.parts.flatMap(flagNames);
  });
}

function isListed(fn: WskFunction, name: string): boolean {
  return fn.flags !== null && (fn.flags.allowed.includes(name) || fn.flags.undocumented.includes(name));
}

function hasLength(fact: CallFact): boolean {
  const length = bufferMember(fact, 'Length');
  const n = length && constantOf(fact.before, length);
  return n !== undefined && n !== 0;
}

/** A buffer that is there for certain: not NULL on this path, or used before. */
function hasBuffer(fact: CallFact): boolean {
  const value = argumentOf(fact, 'buffer')?.value;
  if (!value || isNull(value)) return false;
  if (isNonNullHere(value, fact.before)) return true;
  if (value.k !== 'symbol') return false;
  const target = `*(${value.symbol.key})`;
  for (const [region] of fact.before.entries()) if (rootOf(region).key === target) return true;
  return false;
}

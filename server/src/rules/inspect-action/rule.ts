import { constantOf } from '../../flow/arithmetic';
import { alternatives, type Value } from '../../flow/values';
import { model } from '../../model';
import { argumentOf } from '../dispatch';
import { nearestName } from '../../workspace/nearestName';
import { argumentPlace, argumentUse, placeOf, type Place } from '../../wsk/place';
import type { State } from '../../flow/state';
import { isOtherResult } from '../signature';
import type { FixReport, Rule } from '../rule';

/** What WskInspectEvent may answer: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ne-wsk-wsk_inspect_action */
export const rule: Rule = {
  meta: {
    id: 'inspect-action',
    section: 'conditional-accept',
    severity: 'error',
    statements: ['C8', 'C11'],
    fixable: true,
  },
  check({ facts, report }) {
    const inspect = model.callbacks.get('WskInspectEvent');
    for (const fact of facts.returns) {
      if (fact.root.callback !== inspect?.name || fact.frame.parent || !fact.value) continue;
      if (inspect && isOtherResult(fact.root.fn, inspect, facts.program)) continue;
      const wrong = wrongAction(
        fact.value,
        fact.state,
        ['WskInspectAccept', 'WskInspectReject', 'WskInspectPend'],
        (name) => facts.program.defines(name),
      );
      if (wrong === undefined) continue;
      const place = placeOf(fact.site);
      report({ place, message: { id: 'returned', args: { value: wrong } }, fixes: fixFor(wrong, place, fact.value) });
    }
    for (const call of facts.calls) {
      const action = call.name === 'WskInspectComplete' ? argumentOf(call, 'action') : undefined;
      if (!action) continue;
      const wrong = wrongAction(action.value, call.before, ['WskInspectAccept', 'WskInspectReject'], (name) =>
        facts.program.defines(name),
      );
      if (wrong === undefined) continue;
      // The table of answers is right: WskInspectPend has its place in it, but not here.
      const place = wrong === 'WskInspectPend' ? argumentUse(call, action) : argumentPlace(call, action);
      report({
        place,
        message: { id: wrong === 'WskInspectPend' ? 'pend' : 'completed', args: { value: wrong } },
        fixes: () => choices(wrong, place, action.value),
      });
    }
  },
};

const NAMES = [...model.enumValues.values()].filter((value) => value.enum.name === 'WSK_INSPECT_ACTION');

/** The name or number of a value that is certainly none of the allowed ones. */
function wrongAction(
  value: Value,
  state: State,
  allowed: readonly string[],
  defined: (name: string) => boolean,
): string | undefined {
  const found = alternatives(value).map((one): string | undefined => {
    const n = constantOf(state, one);
    // A status code is no answer, whatever its number.
    if (one.origin.kind === 'name' && one.origin.name?.startsWith('STATUS_')) return one.origin.name;
    if (n !== undefined) {
      const name = NAMES.find((entry) => entry.value === n)?.name;
      return name !== undefined && allowed.includes(name) ? undefined : (name ?? one.origin.name ?? String(n));
    }
    // InspectAccept and the like: names of other interfaces that nothing here defines.
    const written = one.k === 'unknown' && one.origin.kind === 'name' ? one.origin.name : undefined;
    return written !== undefined && /^(?:Wsk)?Inspect\w+$/.test(written) && !defined(written) ? written : undefined;
  });
  return found.every((one) => one !== undefined) ? found[0] : undefined;
}

function fixFor(wrong: string, place: Place, value: Value): FixReport[] {
  const nearest =
    ofStatus(wrong) ??
    nearestName(`Wsk${wrong.replace(/^Wsk/, '')}`, ['WskInspectAccept', 'WskInspectReject', 'WskInspectPend']);
  const written = value.origin.site.start === place.start && value.origin.site.end === place.end;
  if (nearest === undefined || !written || !/^[A-Za-z]/.test(wrong)) return [];
  return [{ title: { id: 'fix', args: { name: nearest } }, safe: false, edits: [{ place, newText: nearest }] }];
}

/** What a callback that answers with a status means. */
function ofStatus(name: string): string | undefined {
  if (!name.startsWith('STATUS_')) return undefined;
  if (name === 'STATUS_SUCCESS') return 'WskInspectAccept';
  return name === 'STATUS_PENDING' ? 'WskInspectPend' : 'WskInspectReject';
}

/** WskInspectComplete takes two answers: the nearest one, or either. */
function choices(wrong: string, place: Place, value: Value): FixReport[] {
  if (wrong !== 'WskInspectPend' && ofStatus(wrong) !== 'WskInspectPend') return fixFor(wrong, place, value);
  const written = value.origin.site.start === place.start && value.origin.site.end === place.end;
  return written
    ? ['WskInspectAccept', 'WskInspectReject'].map((name) => ({
        title: { id: 'fix', args: { name } },
        safe: false,
        edits: [{ place, newText: name }],
      }))
    : [];
}

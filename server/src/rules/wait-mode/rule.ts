import { constantOf } from '../../flow/arithmetic';
import { rootOf, type Region } from '../../flow/regions';
import { alternatives } from '../../flow/values';
import { argumentPlace, type Place } from '../../wsk/place';
import { whole } from '../../wsk/values';
import type { CallFact } from '../../wsk/facts';
import { writtenFlag } from '../flagEdits';
import type { Rule } from '../rule';

const USER_MODE = 1;

/** Position of WaitMode. */
const MODE: ReadonlyMap<string, number> = new Map([
  ['KeWaitForSingleObject', 2],
  ['KeWaitForMultipleObjects', 4],
]);

/** A UserMode wait lets the stack be paged out: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject */
export const rule: Rule = {
  meta: { id: 'wait-mode', section: 'irps', severity: 'warning', statements: ['K27'], fixable: true },
  check({ facts, files, report }) {
    const wrong: Place[] = [];
    for (const { call, region } of facts.waits) {
      const mode = call.args[MODE.get(call.name) ?? call.args.length];
      const objects = region ? [region] : listed(call);
      if (
        !mode ||
        !objects.some((one) => rootOf(one).r === 'local') ||
        !alternatives(mode.value).every((one) => constantOf(call.before, one) === USER_MODE)
      )
        continue;
      const place = argumentPlace(call, mode);
      wrong.push(place);
      report({
        place,
        message: { id: 'user' },
        fixes: () => {
          const written = writtenFlag(place, 'UserMode', wrong, { facts, files });
          return written
            ? [{ title: { id: 'kernel' }, safe: true, edits: [{ place: written, newText: 'KernelMode' }] }]
            : [];
        },
      });
    }
  },
};

/** What the array of KeWaitForMultipleObjects points to. */
function listed({ name, args, before }: CallFact): readonly Region[] {
  const array = name === 'KeWaitForMultipleObjects' ? args[1]?.value : undefined;
  if (array?.k !== 'pointer') return [];
  return before.within(whole(array.region)).flatMap(([, held]) => (held.k === 'pointer' ? [held.region] : []));
}

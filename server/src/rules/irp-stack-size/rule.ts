import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { argumentPlace } from '../../wsk/place';
import { textOf } from '../text';
import { otherArgument } from '../argumentEdits';
import type { Rule } from '../rule';

/** WSK needs one stack location: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-stack-size', section: 'irps', severity: 'error', statements: ['K1'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      const index = fact.name === 'IoAllocateIrp' ? 0 : fact.name === 'IoAllocateIrpEx' ? 1 : -1;
      const size = fact.args[index];
      if (!size || !alternatives(size.value).every((one) => constantOf(fact.before, one) === 0)) continue;
      const place = argumentPlace(fact, size);
      const literal = textOf(files.get(place.file), place) === '0';
      report({
        place,
        message: { id: 'zero', args: { function: fact.name } },
        fixes: () => {
          const edits = otherArgument(fact, size, '1', files) ?? (literal ? [{ place, newText: '1' }] : undefined);
          return edits ? [{ title: { id: 'one' }, safe: literal, edits }] : [];
        },
      });
    }
  },
};

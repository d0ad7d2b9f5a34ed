import { constantOf } from '../../flow/arithmetic';
import { rootOf } from '../../flow/regions';
import { alternatives } from '../../flow/values';
import { argumentPlace } from '../../wsk/place';
import { textOf } from '../text';
import type { Rule } from '../rule';

const USER_MODE = 1;

/** A UserMode wait lets the stack be paged out: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject */
export const rule: Rule = {
  meta: { id: 'wait-mode', section: 'irps', severity: 'warning', statements: ['K27'], fixable: true },
  check({ facts, files, report }) {
    for (const { call, region } of facts.waits) {
      const mode = call.name === 'KeWaitForSingleObject' ? call.args[2] : undefined;
      if (
        !mode ||
        !region ||
        rootOf(region).r !== 'local' ||
        !alternatives(mode.value).every((one) => constantOf(call.before, one) === USER_MODE)
      )
        continue;
      const place = argumentPlace(call, mode);
      const written = textOf(files.get(place.file), place) === 'UserMode';
      report({
        place,
        message: { id: 'user' },
        fixes: () =>
          written ? [{ title: { id: 'kernel' }, safe: true, edits: [{ place, newText: 'KernelMode' }] }] : [],
      });
    }
  },
};

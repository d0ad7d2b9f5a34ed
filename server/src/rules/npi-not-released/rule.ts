import { callPlace } from '../../wsk/place';
import { mentions } from '../mentions';
import type { Rule } from '../rule';

/** What is captured is released: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskreleaseprovidernpi */
export const rule: Rule = {
  meta: { id: 'npi-not-released', section: 'registration', severity: 'warning', statements: ['G9'], fixable: false },
  check({ facts, files, report }) {
    if (mentions(files, 'WskReleaseProviderNPI')) return;
    for (const fact of facts.calls) {
      if (fact.fn && fact.name === 'WskCaptureProviderNPI')
        report({ place: callPlace(fact), message: { id: 'never' } });
    }
  },
};

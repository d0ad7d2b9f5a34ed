import { alternatives, type Value } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import { placeOf } from '../../wsk/place';
import type { Rule } from '../rule';
import { signatureMistake } from '../signature';
import { prototypeFix } from './fix';

/** Each callback's page gives its prototype: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_connection_dispatch */
export const rule: Rule = {
  meta: { id: 'callback-signature', section: 'callbacks', severity: 'error', statements: ['D1'], fixable: true },
  check(context) {
    const { facts, report } = context;
    const entry = (callback: WskCallback | undefined, value: Value): void => {
      for (const one of callback ? alternatives(value) : []) {
        if (one.k !== 'function' || !callback) continue;
        const fn = one.entity ?? facts.program.resolvePrototype(one.name, one.origin.site.file);
        const mistake = fn && signatureMistake(fn, callback, facts.program);
        if (!fn || !mistake) continue;
        const { start, end } = fn.decl.nameSpan;
        report({
          place: placeOf(one.origin.site),
          message: { id: mistake.id, args: { function: fn.name, callback: callback.name, ...mistake.args } },
          related: [{ place: { file: fn.file, start, end }, message: { id: 'declared' } }],
          // A function that serves as another callback too needs to be split.
          fixes: () => ((facts.callbacks.get(fn)?.size ?? 0) > 1 ? [] : prototypeFix(fn, callback, mistake, context)),
        });
      }
    };
    for (const table of facts.tables) {
      for (const [member, value] of table.entries)
        entry(
          [...model.callbacks.values()].find((one) => one.table === table.type && one.member === member),
          value,
        );
    }
    for (const handler of facts.handlers) entry(model.callbacks.get(handler.callback), handler.value);
  },
};

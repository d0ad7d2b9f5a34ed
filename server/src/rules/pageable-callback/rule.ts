import type { Rule } from '../rule';
import { placeOf } from '../../wsk/place';

/** WSK calls at up to DISPATCH_LEVEL: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-events */
export const rule: Rule = {
  meta: { id: 'pageable-callback', section: 'callbacks', severity: 'error', statements: ['D9', 'K22'], fixable: false },
  check({ facts, files, report }) {
    const functions = new Set([...facts.callbacks.keys(), ...facts.completionRoutines.keys()]);
    for (const call of facts.calls) {
      if (!/^PAGED_CODE(?:_LOCKED)?$/.test(call.name) || call.frame.parent || !functions.has(call.frame.fn)) continue;
      report({ place: placeOf(call.site), message: { id: 'macro', args: { name: call.frame.fn.name } } });
    }
    for (const fn of functions) {
      if (fn.decl.segment?.startsWith('PAGE'))
        report({
          place: { file: fn.file, start: fn.decl.nameSpan.start, end: fn.decl.nameSpan.end },
          message: { id: 'segment', args: { name: fn.name, segment: fn.decl.segment } },
        });
      for (const pragma of files.get(fn.file)?.syntax.allocText ?? []) {
        const named = pragma.segment.startsWith('PAGE') ? pragma.names.find((one) => one.name === fn.name) : undefined;
        if (named)
          report({
            place: { file: fn.file, start: named.span.start, end: named.span.end },
            message: { id: 'segment', args: { name: fn.name, segment: pragma.segment } },
          });
      }
    }
  },
};

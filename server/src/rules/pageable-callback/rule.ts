import { isPagedCode } from '../irql';
import { mentions } from '../mentions';
import type { Rule } from '../rule';
import { outsideSegment, withoutMacro, withoutPragma } from './fix';
import { placeOf } from '../../wsk/place';

/** WSK calls at up to DISPATCH_LEVEL: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-events */
export const rule: Rule = {
  meta: { id: 'pageable-callback', section: 'callbacks', severity: 'error', statements: ['D9', 'K22'], fixable: true },
  check({ facts, files, report }) {
    const functions = new Set([...facts.callbacks.keys(), ...facts.completionRoutines.keys()]);
    // A driver may lock a section of its own into memory while its callbacks are on.
    const locks = (): boolean =>
      mentions(files, 'MmLockPagableCodeSection') || mentions(files, 'MmLockPagableSectionByHandle');
    const isPaged = (segment: string): boolean => segment === 'PAGE' || (segment.startsWith('PAGE') && !locks());
    const pragmas = [...files].flatMap(([file, { syntax }]) =>
      syntax.allocText.filter(({ segment }) => isPaged(segment)).map((pragma) => ({ file, pragma })),
    );
    for (const call of facts.calls) {
      if (!isPagedCode(call) || call.frame.parent || !functions.has(call.frame.fn)) continue;
      const place = placeOf(call.site);
      report({
        place,
        message: { id: 'macro', args: { name: call.frame.fn.name } },
        fixes: () => withoutMacro(call.frame.fn, place, files),
      });
    }
    for (const fn of functions) {
      const { segment } = fn.decl;
      if (segment !== undefined && isPaged(segment))
        report({
          place: { file: fn.file, start: fn.decl.nameSpan.start, end: fn.decl.nameSpan.end },
          message: { id: 'segment', args: { name: fn.name, segment } },
          fixes: () => outsideSegment(fn, segment, files),
        });
      for (const { file, pragma } of pragmas) {
        const named = pragma.names.find((one) => one.name === fn.name);
        if (named && facts.program.resolveFunction(fn.name, file) === fn)
          report({
            place: { file, start: named.span.start, end: named.span.end },
            message: { id: 'segment', args: { name: fn.name, segment: pragma.segment } },
            fixes: () => withoutPragma(file, pragma, fn.name, files),
          });
      }
    }
  },
};

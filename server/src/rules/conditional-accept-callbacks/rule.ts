import { model } from '../../model';
import { constantOf } from '../../flow/arithmetic';
import { controlCalls, isWellAddressed } from '../control';
import { holdsNull, tableView } from '../dispatch';
import { fillTable } from '../handlers';
import type { Frame } from '../../flow/frames';
import type { CallFact } from '../../wsk/facts';
import { callPlace, callWithin, isCaller, valuePlace, type Place } from '../../wsk/place';
import type { Rule } from '../rule';

/** Conditional accept calls both callbacks: https://learn.microsoft.com/windows-hardware/drivers/network/so-conditional-accept */
export const rule: Rule = {
  meta: {
    id: 'conditional-accept-callbacks',
    section: 'conditional-accept',
    severity: 'error',
    statements: ['C5'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const call of controlCalls(facts)) {
      if (
        call.code.name !== 'SO_CONDITIONAL_ACCEPT' ||
        !isWellAddressed(call) ||
        call.control.request === 'WskGetOption'
      )
        continue;
      const value = call.control.variable;
      const n = value && constantOf(call.fact.before, value);
      const view = tableView(call.fact.socket?.ghost?.dispatch, call.fact.before, facts);
      if (n === undefined || n === 0 || !value || view?.category !== 'listen') continue;
      const absent = ['WskInspectEvent', 'WskAbortEvent'].flatMap((name) => {
        const callback = model.callbacks.get(name);
        return callback && holdsNull(view, callback) ? [callback] : [];
      });
      const missing = absent.map(({ name }) => name);
      const edits = view.table && fillTable(view.table, absent, files);
      if (missing.length === 0) continue;
      const variable = view.table?.variable;
      const blamed = valuePlace(value);
      // A mode out of a constant structure was written in no function: the helper that is asked for the option is called in one.
      const code = call.fact.args[call.control.index.code]?.value.origin.site.frame;
      const written = value.origin.site.frame;
      const frame = written && isCaller(written, call.fact.frame) ? written : code;
      const passed = frame !== undefined && frame !== call.fact.frame && frame.depth < call.fact.frame.depth;
      report({
        place: passed ? callerPlace(call.fact, frame, blamed) : callPlace(call.fact),
        message: { id: 'missing', args: { callbacks: missing.join(', '), table: variable?.name ?? '' } },
        fixes: () =>
          edits ? [{ title: { id: 'fill', args: { callbacks: missing.join(', ') } }, safe: false, edits }] : [],
        related: variable
          ? [
              {
                place: { file: variable.file, start: variable.decl.nameSpan.start, end: variable.decl.nameSpan.end },
                message: { id: 'table', args: { callbacks: missing.join(', ') } },
              },
            ]
          : [],
      });
    }
  },
};

/** The mode as the caller passes it; the caller's call where the mode stands in a variable. */
function callerPlace(fact: CallFact, frame: Frame, written: Place): Place {
  const call = callWithin(fact, frame);
  return written.file === call.file && written.start >= call.start && written.end <= call.end ? written : call;
}

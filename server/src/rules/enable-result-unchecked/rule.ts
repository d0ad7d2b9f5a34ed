import { eventCalls, masksOf, staticCalls } from '../mask';
import { before, indentationAt, lineEnd, nextLine, textOf } from '../text';
import { callPlace, placeOf, type Place } from '../../wsk/place';
import { isGhost } from '../../wsk/semantics';
import { isNullHere } from '../../wsk/values';
import type { CallFact } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** The call can fail: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: {
    id: 'enable-result-unchecked',
    section: 'events',
    severity: 'information',
    statements: ['A38', 'B15', 'C21'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const conditional = facts.calls.filter(
      (fact) => fact.control?.code?.name === 'SO_CONDITIONAL_ACCEPT' && fact.control.request !== 'WskGetOption',
    );
    for (const call of [...eventCalls(facts), ...staticCalls(facts), ...conditional]) {
      const value = call.control?.eventMask;
      const irp = call.control && call.args[call.control.index.irp];
      const masks = value && masksOf(value, call.before);
      if (masks?.some((mask) => mask.disables) || !irp || (!isNullHere(irp.value, call.before) && isRead(call, files)))
        continue;
      const place = call.discarded ? callPlace(call) : droppedByCaller(call, files);
      if (!place) continue;
      report({
        place,
        message: { id: 'dropped', args: { option: call.control.code?.name ?? '' } },
        fixes: isNullHere(irp.value, call.before) && call.discarded ? testResult(call, files) : [],
      });
    }
  },
};

/** The IRP's status may be read by the function that waits, by the completion routine, or by code that is not seen. */
function isRead(call: CallFact, files: RuleContext['files']): boolean {
  const irp = call.control && call.args[call.control.index.irp]?.value;
  const ghost =
    irp?.k === 'symbol' && irp.symbol.tag === 'irp-allocation'
      ? call.before.ghost(`irp:*(${irp.symbol.key})`)
      : undefined;
  const routine = ghost && isGhost(ghost, 'irp') ? ghost.routine?.args[1]?.value : undefined;
  if (routine?.k !== 'function' || !routine.entity || call.frame.parent) return true;
  const reads = (text: string): boolean => /IoStatus|Status\s*=/.test(text);
  return (
    reads(textOf(files.get(routine.entity.file), routine.entity.decl)) ||
    reads(textOf(files.get(call.frame.fn.file), call.frame.fn.decl))
  );
}

/** `return Dispatch->WskControlSocket(…)` in a helper that its caller calls as a statement. */
function droppedByCaller(call: CallFact, files: RuleContext['files']): Place | undefined {
  const own = files.get(call.frame.fn.file);
  const site = call.frame.callSite;
  const outer = site && files.get(site.file);
  if (!own || !outer || call.frame.kind !== 'call' || !/\breturn\s*$/.test(before(own, call.call.start)))
    return undefined;
  const starts =
    /^\s*$/.test(before(outer, site.start)) &&
    /[;{}]\s*$/.test(outer.text.slice(Math.max(0, site.start - 200), site.start));
  return starts && /^\s*;/.test(outer.text.slice(site.end, site.end + 20)) ? placeOf(site) : undefined;
}

/** Stores the result in the function's status variable and returns it when the call fails. */
function testResult(call: CallFact, files: RuleContext['files']): FixReport[] {
  const { fn } = call.frame;
  const source = files.get(fn.file);
  if (
    !source ||
    fn.decl.returnType.base !== 'NTSTATUS' ||
    fn.decl.returnType.pointers > 0 ||
    !/^\s*$/.test(before(source, call.call.start))
  )
    return [];
  const status = /\bNTSTATUS\s+([A-Za-z_]\w*)\s*[;=]/.exec(source.text.slice(fn.decl.start, call.call.start))?.[1];
  const next = nextLine(source, call.call.end);
  if (
    status === undefined ||
    next === undefined ||
    !/[;{}]\s*$/.test(source.text.slice(Math.max(0, call.call.start - 300), call.call.start))
  )
    return [];
  const indent = indentationAt(source, call.call.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const end = lineEnd(source);
  const test = [`${indent}if (!NT_SUCCESS(${status})) {`, `${indent}${step}return ${status};`, `${indent}}`, ''].join(
    end,
  );
  return [
    {
      title: { id: 'fix', args: { variable: status } },
      safe: false,
      edits: [
        { place: { file: fn.file, start: call.call.start, end: call.call.start }, newText: `${status} = ` },
        { place: { file: fn.file, start: next, end: next }, newText: test },
      ],
    },
  ];
}

import { constantOf, normalise } from '../../flow/arithmetic';
import type { Frame } from '../../flow/frames';
import { rootOf } from '../../flow/regions';
import { model } from '../../model';
import { eventCalls, masksOf } from '../mask';
import { before } from '../text';
import { callPlace, callWithin, isCaller, type Place } from '../../wsk/place';
import { isNullHere, mayBe } from '../../wsk/values';
import { isWrittenNull, mayWait, withOwnIrp } from '../ownIrp';
import { statementAt } from '../statements';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

const EVENT_PENDING = model.constants.get('STATUS_EVENT_PENDING') ?? 0x40000037;

/** A disable without an IRP may still be pending: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: {
    id: 'disable-result',
    section: 'events',
    severity: 'information',
    statements: ['A17', 'A18', 'A19'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const disables = eventCalls(facts).filter((call) => {
      const irp = call.control && call.args[call.control.index.irp];
      const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
      return (
        irp !== undefined &&
        isNullHere(irp.value, call.before) &&
        masks?.every((mask) => mask.disables && mask.events.length > 0) === true
      );
    });
    if (disables.length === 0) return;
    const told = toldApart(facts);
    for (const end of facts.calls) {
      const closes = end.name === 'WskCloseSocket';
      if (!closes && !end.name.startsWith('ExFreePool')) continue;
      for (const call of disables) {
        if (call.status?.k === 'symbol' && told.has(call.status.symbol.key)) continue;
        const common = call.root === end.root ? commonFrame(call, end) : undefined;
        if (!common || callWithin(call, common).end > callWithin(end, common).start) continue;
        if (!(closes ? sameSocket(call, end) : freesContext(call, end)) || !mayBePending(call, end)) continue;
        const place = callWithin(call, common);
        report({
          place,
          message: { id: closes ? 'closed' : 'freed' },
          related: [{ place: callPlace(end), message: { id: closes ? 'close' : 'free' } }],
          fixes: () => [...compareExactly(place, end, files), ...waitWithIrp(call, facts, files)],
        });
      }
    }
  },
};

/** Results that code compares with STATUS_EVENT_PENDING, be it in a helper that is left before anything ends. */
function toldApart({ comparisons }: WskFacts): ReadonlySet<string> {
  const told = new Set<string>();
  for (const { left, right } of comparisons) {
    for (const [value, other] of [
      [left, right],
      [right, left],
    ] as const)
      if (value.k === 'symbol' && other.k === 'int' && normalise(other.value) === EVENT_PENDING)
        told.add(value.symbol.key);
  }
  return told;
}

/** The activation that made both calls, if need be through helpers. */
function commonFrame(a: CallFact, b: CallFact): Frame | undefined {
  let frame: Frame | undefined = a.frame;
  while (frame && !isCaller(frame, b.frame)) frame = frame.parent;
  return frame;
}

/** The result was not told apart from STATUS_EVENT_PENDING on this path. */
function mayBePending(call: CallFact, end: CallFact): boolean {
  if (call.status?.k !== 'symbol') return false;
  return constantOf(end.before, call.status) === undefined && mayBe(call.status, EVENT_PENDING, end.before);
}

function sameSocket(call: CallFact, end: CallFact): boolean {
  return call.socket?.region !== undefined && call.socket.region === end.socket?.region;
}

function freesContext(call: CallFact, end: CallFact): boolean {
  const value = call.socket?.value;
  const freed = end.args[0]?.value;
  if (value?.k !== 'symbol' || !value.symbol.initialOf || freed === undefined) return false;
  const owner = rootOf(value.symbol.initialOf);
  return owner.r === 'pointee' && freed.k === 'symbol' && freed.symbol.key === owner.symbol.key;
}

/** NT_SUCCESS of the result, between the call and the end of what the callback uses, becomes a comparison. */
function compareExactly(call: Place, end: CallFact, files: RuleContext['files']): FixReport[] {
  const source = files.get(call.file);
  const variable = source && /(?:^|[\s(])([A-Za-z_]\w*)\s*=\s*$/.exec(before(source, call.start))?.[1];
  if (!source || variable === undefined || end.frame.fn.file !== call.file || end.call.start < call.end) return [];
  const test = new RegExp(`(!?)\\s*NT_SUCCESS\\s*\\(\\s*${variable}\\s*\\)`).exec(
    source.text.slice(call.end, end.call.start),
  );
  if (!test) return [];
  const start = call.end + test.index;
  const newText = `${variable} ${test[1] === '!' ? '!=' : '=='} STATUS_SUCCESS`;
  return [
    {
      title: { id: 'fix' },
      safe: false,
      edits: [{ place: { file: call.file, start, end: start + test[0].length }, newText }],
    },
  ];
}

/** The disable gets an IRP and is waited for, where the code may wait. */
function waitWithIrp(call: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const irp = call.control && call.args[call.control.index.irp];
  const at =
    irp && isWrittenNull(irp.expr) && mayWait(call, facts)
      ? statementAt(call.frame.fn, callPlace(call), files)
      : undefined;
  const edits = at && irp && withOwnIrp(at, call.call, irp.expr);
  return edits ? [{ title: { id: 'wait' }, safe: false, edits }] : [];
}

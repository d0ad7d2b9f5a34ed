/** One call for each event, each after the one before has not failed. The first result that is not plain success is kept. */
import type { Call, Expr } from '../../syntax/ast';
import { withoutCasts } from '../../syntax/walk';
import type { Frame } from '../../flow/frames';
import { alternatives } from '../../flow/values';
import { callWithin, type Place } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import { freeName } from '../../wsk/source';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { eventCalls, maskPlace } from '../mask';
import { isQuietTarget } from '../ownIrp';
import type { EditReport, RuleContext } from '../rule';
import { declaration, edit, holds, insertAfter, plainText, statementAt, type StatementPlace } from '../statements';
import { textOf } from '../text';
import { asArgument, asSet, type Setting, type Written } from './setting';

export function oneCallForEach(
  call: CallFact,
  written: Written,
  facts: WskFacts,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const { place } = written;
  const at = statementOf(call, place, files);
  const given = at && callIn(at);
  if (
    at &&
    given &&
    holds(given.call, place) &&
    leadsTo(given.call, at, call) &&
    hasIrpForEach(call, given.call, facts)
  )
    return inSequence(at, given, asArgument(at, given.call, written));
  const carrying = carrierOf(call, place);
  const calling = carrying && statementOf(call, carrying, files);
  const made = calling && callIn(calling);
  if (!calling || !made || !hasIrpForEach(call, made.call, facts) || servesOthers(call, written, facts))
    return undefined;
  return inSequence(calling, made, asSet(calling, made.call, written));
}

/** The call that takes the mask along, in the function where the mask is put together. */
function carrierOf(call: CallFact, mask: Place): Place | undefined {
  for (let frame: Frame | undefined = call.frame; frame; frame = frame.parent)
    if (frame.fn.file === mask.file && holds(frame.fn.decl, mask)) return callWithin(call, frame);
  return undefined;
}

/** Another call gets the same mask. */
function servesOthers(call: CallFact, { place }: Written, facts: WskFacts): boolean {
  const carrier = carrierOf(call, place);
  return eventCalls(facts).some((other) => {
    const values = other.control?.eventMask ? alternatives(other.control.eventMask) : [];
    const places = values.map(maskPlace);
    if (!places.some(({ file, start }) => file === place.file && start === place.start)) return false;
    return carrierOf(other, place)?.start !== carrier?.start;
  });
}

function statementOf(call: CallFact, place: Place, files: RuleContext['files']): StatementPlace | undefined {
  for (let { frame } = call; ; frame = frame.parent) {
    const at = statementAt(frame.fn, place, files);
    if (at || !frame.parent) return at;
  }
}

/** The call is the control call, or one on the way to it. */
function leadsTo(made: Call, at: StatementPlace, control: CallFact): boolean {
  if (made.start === control.call.start && control.frame.fn.file === at.file) return true;
  for (let { frame } = control; frame.parent; frame = frame.parent)
    if (frame.callSite?.start === made.start && frame.callSite.file === at.file) return true;
  return false;
}

/** One IRP cannot serve several requests: there is none, or what is called allocates or resets it each time. */
function hasIrpForEach(control: CallFact, made: Call, facts: WskFacts): boolean {
  const irp = control.control && control.args[control.control.index.irp];
  if (!irp) return false;
  if (isNullHere(irp.value, control.before)) return true;
  const isInside = (frame: Frame): boolean => {
    for (let one = frame; one.parent; one = one.parent)
      if (one.callSite?.start === made.start && one.callSite.end === made.end) return true;
    return false;
  };
  const allocation = control.irp?.ghost.allocation;
  if (allocation) return isInside(allocation.frame);
  return facts.calls.some(
    ({ name, frame, irp: other }) =>
      name === 'IoReuseIrp' && isInside(frame) && other !== undefined && other.region === control.irp?.region,
  );
}

interface Made {
  readonly call: Call;
  /** Where the result goes: a variable, the caller, or nowhere. */
  readonly result: { readonly variable: string } | 'returned' | 'dropped';
}

function callIn({ stmt, source }: StatementPlace): Made | undefined {
  if (stmt.kind === 'return') {
    const call = callOf(stmt.value);
    return call && { call, result: 'returned' };
  }
  if (stmt.kind === 'decl') {
    const [only, ...others] = stmt.declarators;
    const call = callOf(only?.init);
    return only && call && others.length === 0 && !stmt.isConst ? { call, result: { variable: only.name } } : undefined;
  }
  if (stmt.kind !== 'expr') return undefined;
  const { expr } = stmt;
  const dropped = callOf(expr);
  if (dropped) return { call: dropped, result: 'dropped' };
  const call = expr.kind === 'assign' && expr.op === '=' ? callOf(expr.value) : undefined;
  return call && expr.kind === 'assign' && isQuietTarget(expr.target)
    ? { call, result: { variable: textOf(source, expr.target) } }
    : undefined;
}

function callOf(expr: Expr | undefined): Call | undefined {
  const inner = withoutCasts(expr);
  return inner?.kind === 'call' ? inner : undefined;
}

function inSequence(
  at: StatementPlace,
  { call, result }: Made,
  setting: Setting | undefined,
): EditReport[] | undefined {
  if (!setting) return undefined;
  const body = textOf(at.source, at.fn);
  const status = typeof result === 'object' ? result.variable : freeName('Status', body);
  const next = freeName('NextStatus', body);
  const later = setting.later.map((one) =>
    again({ status, next }, one, setting.test, result === 'dropped', { at, call }),
  );
  if (result !== 'returned') {
    const after = insertAfter(at, later.join('\n'));
    return after && [...setting.first, ...after];
  }
  if (at.fn.returnType.base !== 'NTSTATUS' || at.fn.returnType.pointers > 0) return undefined;
  const rest = [...later, `return ${status};`].join('\n');
  const isHead = at.siblings?.slice(0, at.index).every(({ kind }) => kind === 'decl') ?? true;
  const declared = isHead ? [] : declaration(at, `NTSTATUS ${status};`);
  const after = insertAfter(at, isHead ? `\n${rest}` : rest);
  const lead = isHead ? `NTSTATUS ${status} = ` : `${status} = `;
  return declared && after && [...declared, edit(at.file, at.stmt.start, call.start, lead), ...setting.first, ...after];
}

function again(
  { status, next }: { readonly status: string; readonly next: string },
  { text, assignment }: Setting['later'][number],
  test: string | undefined,
  dropped: boolean,
  { at, call }: { readonly at: StatementPlace; readonly call: Call },
): string {
  const set = assignment === undefined ? [] : [assignment];
  const made = (lead: string): string => `${lead}${plainText(at, text, call.start, lead.length)};`;
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line.replace(/\n/g, '\n    ')}`);
  if (dropped) {
    const lines = [...set, made(textOf(at.source, { start: at.stmt.start, end: call.start }))];
    return (test === undefined ? lines : [`if (${test}) {`, ...indented(lines), '}']).join('\n');
  }
  return [
    `if (NT_SUCCESS(${status})${test === undefined ? '' : ` && ${test}`}) {`,
    `    NTSTATUS ${next};`,
    '',
    ...indented([...set, made(`${next} = `)]),
    `    if (${next} != STATUS_SUCCESS) {`,
    `        ${status} = ${next};`,
    '    }',
    '}',
  ].join('\n');
}

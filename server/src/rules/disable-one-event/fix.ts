/** One call for each event, each after the one before has not failed. The first result that is not plain success is kept. */
import type { Call, Expr } from '../../syntax/ast';
import type { Frame } from '../../flow/frames';
import type { Origin, Value } from '../../flow/values';
import { model } from '../../model';
import { callPlace, type Place } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import { freeName } from '../../wsk/source';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { isQuietTarget } from '../ownIrp';
import type { EditReport, RuleContext } from '../rule';
import {
  declaration,
  edit,
  holds,
  insertAfter,
  plainText,
  sibling,
  statementAt,
  type StatementPlace,
} from '../statements';
import { textOf } from '../text';

const DISABLE = 'WSK_EVENT_DISABLE';

/** The mask as it is written, and what it is to be split into. */
interface Written {
  readonly value: Value;
  readonly place: Place;
  readonly events: readonly string[];
}

export function oneCallForEach(
  call: CallFact,
  written: Written,
  facts: WskFacts,
  files: RuleContext['files'],
): EditReport[] | undefined {
  return repeatedCall(call, written, facts, files) ?? repeatedAssignment(call, written, facts, files);
}

/** The mask is an argument: the call is made again with the next event. */
function repeatedCall(
  call: CallFact,
  written: Written,
  facts: WskFacts,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const { place } = written;
  const at = statementOf(call, place, files);
  const made = at && callIn(at);
  if (!at || !made || !holds(made.call, place) || !leadsTo(made.call, at, call)) return undefined;
  const masks = masksFor(textOf(at.source, place), written);
  if (!masks || !hasIrpForEach(call, made.call, facts)) return undefined;
  const { text } = at.source;
  const texts = masks.map(
    (mask) => text.slice(made.call.start, place.start) + mask + text.slice(place.end, made.call.end),
  );
  return inSequence(at, made, texts, []);
}

/** The mask is assigned, and the call comes next. */
function repeatedAssignment(
  call: CallFact,
  written: Written,
  facts: WskFacts,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const { place } = written;
  const at = statementOf(call, callPlace(call), files);
  const made = at && callIn(at);
  const first = at && sibling(at, at.index - 1);
  const target =
    first?.stmt.kind === 'expr' && first.stmt.expr.kind === 'assign' && first.stmt.expr.op === '='
      ? first.stmt.expr
      : undefined;
  if (!at || !made || !target || at.file !== place.file || !holds(target.value, place)) return undefined;
  const masks = masksFor(textOf(at.source, place), written);
  if (!masks || !hasIrpForEach(call, made.call, facts)) return undefined;
  const text = textOf(at.source, made.call);
  const assignments = masks.map((mask) => `${textOf(at.source, target.target)} = ${mask};`);
  const rest = inSequence(
    at,
    made,
    masks.map(() => text),
    assignments,
  );
  return rest && [edit(place.file, place.start, place.end, masks[0] ?? ''), ...rest];
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
  let inner = expr;
  while (inner?.kind === 'cast') inner = inner.operand;
  return inner?.kind === 'call' ? inner : undefined;
}

/** The mask's text for each event alone; the helper adds WSK_EVENT_DISABLE where the text does not have it. */
function masksFor(text: string, { value, place, events }: Written): readonly string[] | undefined {
  const disables = (flag: string): string => `${flag} | ${DISABLE}`;
  const constant = /^\w+$/.test(text) ? constantAt(value.origin, place) : undefined;
  if (constant !== undefined) {
    const bits = model.eventFlags.get(DISABLE)?.value ?? 0;
    return events.map((flag) => ((constant & bits) !== 0 ? disables(flag) : flag));
  }
  const names = text.split('|').map((name) => name.trim().replace(/^\((.*)\)$/, '$1'));
  const isDisabled = names.includes(DISABLE);
  const plain = names.every((name) => name.startsWith('WSK_EVENT_') || (isDisabled && /^\w+$/.test(name)));
  const ordered = [...events].sort((a, b) => names.indexOf(a) - names.indexOf(b));
  return plain ? ordered.map((flag) => (isDisabled ? disables(flag) : flag)) : undefined;
}

/** What a name that stands at this place is. */
function constantAt(origin: Origin, place: Place): number | undefined {
  const { site, kind, value } = origin;
  if (kind === 'name' && site.file === place.file && site.start === place.start && site.end === place.end) return value;
  for (const part of origin.parts) {
    const found = constantAt(part, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `texts`: the call for each event. `assignments`: what goes before each. */
function inSequence(
  at: StatementPlace,
  { call, result }: Made,
  texts: readonly string[],
  assignments: readonly string[],
): EditReport[] | undefined {
  const body = textOf(at.source, at.fn);
  const status = typeof result === 'object' ? result.variable : freeName('Status', body);
  const next = freeName('NextStatus', body);
  const later = texts
    .slice(1)
    .map((text, i) => again(status, next, text, assignments[i + 1], result === 'dropped', { at, call }));
  const first = edit(at.file, call.start, call.end, texts[0] ?? '');
  if (result !== 'returned') {
    const after = insertAfter(at, later.join('\n'));
    return after && [first, ...after];
  }
  if (at.fn.returnType.base !== 'NTSTATUS' || at.fn.returnType.pointers > 0) return undefined;
  const rest = [...later, `return ${status};`].join('\n');
  const isHead = at.siblings?.slice(0, at.index).every(({ kind }) => kind === 'decl') ?? true;
  const declared = isHead ? [] : declaration(at, `NTSTATUS ${status};`);
  const after = insertAfter(at, isHead ? `\n${rest}` : rest);
  const lead = isHead ? `NTSTATUS ${status} = ` : `${status} = `;
  return declared && after && [...declared, edit(at.file, at.stmt.start, call.start, lead), first, ...after];
}

function again(
  status: string,
  next: string,
  text: string,
  assignment: string | undefined,
  dropped: boolean,
  { at, call }: { readonly at: StatementPlace; readonly call: Call },
): string {
  const set = assignment === undefined ? [] : [assignment];
  const made = (lead: string): string => `${lead}${plainText(at, text, call.start, lead.length)};`;
  if (dropped) return [...set, made(textOf(at.source, { start: at.stmt.start, end: call.start }))].join('\n');
  return [
    `if (NT_SUCCESS(${status})) {`,
    `    NTSTATUS ${next};`,
    '',
    ...set.map((line) => `    ${line}`),
    `    ${made(`${next} = `).replace(/\n/g, '\n    ')}`,
    `    if (${next} != STATUS_SUCCESS) {`,
    `        ${status} = ${next};`,
    '    }',
    '}',
  ].join('\n');
}

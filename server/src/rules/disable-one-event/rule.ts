import { eventCalls, maskPlace, masksOf } from '../mask';
import { callPlace, type Place } from '../../wsk/place';
import { textOf } from '../text';
import type { Call, Stmt } from '../../syntax/ast';
import { freeName, inStyle } from '../../wsk/source';
import { edit, endOfLine, holds, indentOf, sibling, startsLine, statementAt, type StatementPlace } from '../statements';
import type { CallFact } from '../../wsk/facts';
import type { EditReport, FixReport, Rule, RuleContext } from '../rule';

/** WSK disables one event per call: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'disable-one-event', section: 'events', severity: 'error', statements: ['A1'], fixable: true },
  check({ facts, files, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.disables && mask.events.length > 1)) continue;
      const events = masks[0]?.events ?? [];
      const place = maskPlace(masks[0]?.value ?? value);
      report({
        place,
        fixes: split(
          call,
          place,
          events.map((flag) => flag.name),
          files,
        ),
        message: { id: 'several', args: { count: events.length, events: events.map((flag) => flag.name).join(', ') } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};

/** One call for each event, each after the one before has not failed. The first result that is not plain success is kept. */
function split(call: CallFact, place: Place, events: readonly string[], files: RuleContext['files']): FixReport[] {
  const edits = repeatedCall(call, place, events, files) ?? repeatedAssignment(call, place, events, files);
  return edits ? [{ title: { id: 'split' }, safe: true, edits }] : [];
}

/** The mask is an argument: the call is made again with the next event. */
function repeatedCall(
  call: CallFact,
  place: Place,
  events: readonly string[],
  files: RuleContext['files'],
): EditReport[] | undefined {
  const at = statementOf(call, place, files);
  const made = at && callIn(at.stmt);
  if (!at || !made || !holds(made.call, place) || !leadsTo(made.call, at, call)) return undefined;
  const masks = masksFor(textOf(at.source, place), events);
  if (!masks) return undefined;
  const texts = masks.map(
    (mask) =>
      at.source.text.slice(made.call.start, place.start) + mask + at.source.text.slice(place.end, made.call.end),
  );
  return inSequence(at, made, texts, []);
}

/** The mask is assigned, and the call comes next. */
function repeatedAssignment(
  call: CallFact,
  place: Place,
  events: readonly string[],
  files: RuleContext['files'],
): EditReport[] | undefined {
  const at = statementOf(call, callPlace(call), files);
  const made = at && callIn(at.stmt);
  const first = at && sibling(at, at.index - 1);
  const target =
    first?.stmt.kind === 'expr' && first.stmt.expr.kind === 'assign' && first.stmt.expr.op === '='
      ? first.stmt.expr
      : undefined;
  if (!at || !made || !target || at.file !== place.file || !holds(target.value, place)) return undefined;
  const masks = masksFor(textOf(at.source, place), events);
  if (!masks) return undefined;
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

interface Made {
  readonly call: Call;
  /** Where the result goes: a variable, the caller, or nowhere. */
  readonly result: { readonly variable: string } | 'returned' | 'dropped';
}

function callIn(stmt: Stmt): Made | undefined {
  if (stmt.kind === 'return') return stmt.value?.kind === 'call' ? { call: stmt.value, result: 'returned' } : undefined;
  if (stmt.kind === 'decl') {
    const [only, ...others] = stmt.declarators;
    return only?.init?.kind === 'call' && others.length === 0
      ? { call: only.init, result: { variable: only.name } }
      : undefined;
  }
  if (stmt.kind !== 'expr') return undefined;
  const { expr } = stmt;
  if (expr.kind === 'call') return { call: expr, result: 'dropped' };
  return expr.kind === 'assign' && expr.op === '=' && expr.value.kind === 'call' && expr.target.kind === 'ident'
    ? { call: expr.value, result: { variable: expr.target.name } }
    : undefined;
}

/** The mask's text for each event alone; the helper adds WSK_EVENT_DISABLE where the text does not have it. */
function masksFor(text: string, events: readonly string[]): readonly string[] | undefined {
  const names = text.split('|').map((name) => name.trim().replace(/^\((.*)\)$/, '$1'));
  const disables = names.includes('WSK_EVENT_DISABLE');
  const plain = names.every((name) => name.startsWith('WSK_EVENT_') || (disables && /^\w+$/.test(name)));
  const ordered = [...events].sort((a, b) => names.indexOf(a) - names.indexOf(b));
  return plain ? ordered.map((flag) => (disables ? `${flag} | WSK_EVENT_DISABLE` : flag)) : undefined;
}

/** `texts`: the call for each event. `assignments`: what goes before each. */
function inSequence(
  at: StatementPlace,
  { call, result }: Made,
  texts: readonly string[],
  assignments: readonly string[],
): EditReport[] | undefined {
  const end = endOfLine(at, at.stmt.end);
  if (!at.siblings || !startsLine(at) || end === undefined) return undefined;
  const body = textOf(at.source, at.fn);
  const status = typeof result === 'object' ? result.variable : freeName('Status', body);
  const next = freeName('NextStatus', body);
  const later = texts
    .slice(1)
    .map((text, i) => again(status, next, text, assignments[i + 1], result === 'dropped', at));
  const first = edit(at.file, call.start, call.end, texts[0] ?? '');
  const after = (code: string): EditReport => edit(at.file, end, end, code);
  if (result !== 'returned') return [first, after(later.join(''))];
  if (at.fn.returnType.base !== 'NTSTATUS' || at.fn.returnType.pointers > 0) return undefined;
  return [
    edit(at.file, at.stmt.start, call.start, `NTSTATUS ${status} = `),
    first,
    after(later.join('') + inStyle(`return ${status};`, at.style, indentOf(at))),
  ];
}

function again(
  status: string,
  next: string,
  text: string,
  assignment: string | undefined,
  dropped: boolean,
  at: StatementPlace,
): string {
  const indent = indentOf(at);
  const set = assignment === undefined ? [] : [assignment];
  const lines = dropped
    ? [...set, '@;']
    : [
        `if (NT_SUCCESS(${status})) {`,
        `    NTSTATUS ${next};`,
        '',
        ...set.map((line) => `    ${line}`),
        `    ${next} = @;`,
        `    if (${next} != STATUS_SUCCESS) {`,
        `        ${status} = ${next};`,
        '    }',
        '}',
      ];
  // Continuation lines keep their place under the first one.
  const shift = dropped ? '' : at.style.step + ' '.repeat(Math.max(0, next.length - status.length));
  return inStyle(lines.join('\n'), at.style, indent).replace('@', () => text.replace(/\n(?=[^\n])/g, `\n${shift}`));
}

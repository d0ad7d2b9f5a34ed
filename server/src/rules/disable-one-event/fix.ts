/** One call for each event, each after the one before has not failed. The first result that is not plain success is kept. */
import type { Call } from '../../syntax/ast';
import { freeName } from '../../wsk/source';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { EditReport, RuleContext } from '../rule';
import { declaration, edit, holds, insertAfter, plainText, type StatementPlace } from '../statements';
import { textOf } from '../text';
import { callIn, carrierOf, hasIrpForEach, leadsTo, servesOthers, statementOf, type Made } from './carrier';
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

/** Enabling events once for all sockets of the client, in place of a call for each socket. */
import { alternatives } from '../../flow/values';
import { model, type EventFlag } from '../../model';
import { argumentOf, createdCategory } from '../../rules/dispatch';
import { eventCalls, masksOf, staticCalls } from '../../rules/mask';
import { functionStart } from '../../rules/ownIrp';
import type { EditReport } from '../../rules/rule';
import { edit, endOfLine, indentOf, startsLine, statementAt, type StatementPlace } from '../../rules/statements';
import { lineStart } from '../../rules/text';
import type { Span, Stmt } from '../../syntax/ast';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { freeName, inStyle, staticFunction } from '../../wsk/source';
import type { RefactorContext, Refactoring } from './context';
import { unusedLocals } from './locals';

/** The enable calls of the workspace, by the place of the call; undefined where something else than these switches events. */
function enables({
  facts,
}: RefactorContext): Map<string, { readonly call: CallFact; readonly bits: number }> | undefined {
  const found = new Map<string, { call: CallFact; bits: number }>();
  for (const call of eventCalls(facts)) {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    const [only, ...others] = masks ?? [];
    const irp = argumentOf(call, 'irp')?.value;
    const hasIrp = !irp || alternatives(irp).some((one) => one.k !== 'int' || one.value !== 0);
    if (!only?.exact || others.length > 0 || only.disables || only.bits === 0 || hasIrp) return undefined;
    const key = `${call.frame.fn.file}:${call.call.start}`;
    if ((found.get(key)?.bits ?? only.bits) !== only.bits) return undefined;
    found.set(key, { call, bits: only.bits });
  }
  return found;
}

/** Sockets that WskAcceptEvent receives have no creation of their own. */
const accepted = 'accepted';

/** Bits that are enabled, by where the socket comes from. */
function enabledBySource(facts: WskFacts): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const call of eventCalls(facts)) {
    const mask = call.control?.eventMask && masksOf(call.control.eventMask, call.before)?.[0];
    const ghost = call.socket?.ghost;
    const source = ghost?.creation ? placeOf(ghost.creation) : ghost?.accepted === true ? accepted : undefined;
    if (mask && source !== undefined) found.set(source, (found.get(source) ?? 0) | mask.bits);
  }
  return found;
}

function placeOf(call: CallFact): string {
  return `${call.site.file}:${call.site.start}`;
}

/** No socket would get an event that it did not have: every one of a category enables all flags of its category. */
function sameForAll({ facts }: RefactorContext, flags: readonly EventFlag[]): boolean {
  const enabled = enabledBySource(facts);
  const sources = new Map<string, string>();
  for (const call of facts.calls) {
    if (!call.fn?.creates) continue;
    const category = createdCategory(call);
    if (category === undefined) return false;
    sources.set(placeOf(call), category);
  }
  if (facts.roots.some(({ callback }) => callback === 'WskAcceptEvent')) sources.set(accepted, 'connection');
  return [...sources].every(([source, category]) => {
    const wanted = flags.filter((flag) => flag.categories.some((one) => one === category));
    const others = [...sources].filter(([other, its]) => other !== source && its === category);
    const bits = enabled.get(source) ?? (others.length === 0 ? undefined : 0);
    return bits === undefined || wanted.every((flag) => (bits & flag.value) !== 0);
  });
}

/** `Status = WskCaptureProviderNPI(…);` with the test that follows. */
interface Capture {
  readonly at: StatementPlace;
  readonly test: Stmt;
  readonly status: string;
  readonly npi: string;
  readonly registration: string;
  readonly registersHere: boolean;
}

function captureOf({ facts, files }: RefactorContext): Capture | undefined {
  const captures = facts.calls.filter((call) => call.name === 'WskCaptureProviderNPI');
  const [call] = captures;
  if (!call || captures.some((one) => one.site.file !== call.site.file || one.call.start !== call.call.start))
    return undefined;
  const { file } = call.frame.fn;
  const at = statementAt(call.frame.fn, { file, start: call.call.start, end: call.call.end }, files);
  const text = at?.source.text;
  const test = at?.siblings?.[at.index + 1];
  if (!at || text === undefined || test?.kind !== 'if' || test.otherwise) return undefined;
  const status = /^([A-Za-z_]\w*)\s*=\s*$/.exec(text.slice(at.stmt.start, call.call.start))?.[1];
  const [registration, , npi] = call.args.map(({ expr }) => text.slice(expr.start, expr.end));
  if (status === undefined || registration === undefined || npi === undefined) return undefined;
  if (!leaves(test.then) || !text.slice(test.test.start, test.test.end).includes(status)) return undefined;
  const registersHere = facts.calls.some(
    (one) => one.name === 'WskRegister' && one.frame.fn === call.frame.fn && one.call.start < call.call.start,
  );
  return { at, test, status, npi, registration, registersHere };
}

/** The branch ends the function. */
function leaves(stmt: Stmt): boolean {
  if (stmt.kind === 'return') return true;
  const last = stmt.kind === 'block' ? stmt.body[stmt.body.length - 1] : undefined;
  return last?.kind === 'return';
}

function staticBlock(capture: Capture, fn: string): string {
  const { status, npi, registration, registersHere } = capture;
  return [
    `${status} = ${fn}(${npi});`,
    `if (!NT_SUCCESS(${status})) {`,
    `    WskReleaseProviderNPI(${registration});`,
    ...(registersHere ? [`    WskDeregister(${registration});`] : []),
    `    return ${status};`,
    '}',
  ].join('\n');
}

/** The enable call's statement without the call: what it gave is success. */
function withoutCall(
  call: CallFact,
  { files }: RefactorContext,
): { readonly edits: EditReport[]; readonly gone: Span } | undefined {
  const { file } = call.frame.fn;
  const at = statementAt(call.frame.fn, { file, start: call.call.start, end: call.call.end }, files);
  const end = at && endOfLine(at, at.stmt.end);
  if (!at?.siblings || !startsLine(at) || end === undefined) return undefined;
  const text = at.source.text;
  const head = text.slice(at.stmt.start, call.call.start);
  if (!/^\s*;\s*$/.test(text.slice(call.call.end, at.stmt.end))) return undefined;
  const start = lineStart(at.source, at.stmt.start);
  const gone = { start: call.call.start, end: call.call.end };
  if (/^\s*(?:\(\s*(?:void|VOID)\s*\)\s*)?$/.test(head))
    return { edits: [edit(file, start, end, '')], gone: { start, end } };
  if (!/^(?:[A-Za-z_][\w.>-]*\s*=|return)\s*$/.test(head)) return undefined;
  const code = `${head.replace(/\s*$/, '')} STATUS_SUCCESS;`;
  return { edits: [edit(file, start, end, inStyle(code, at.style, indentOf(at)))], gone };
}

export function staticEvents(context: RefactorContext): Refactoring[] {
  const { calls, facts, files, translate } = context;
  const [here] = calls;
  if (here?.control?.code?.name !== 'SO_WSK_EVENT_CALLBACK' || staticCalls(facts).length > 0) return [];
  const all = enables(context);
  const capture = all && captureOf(context);
  if (!all?.has(`${context.path}:${here.call.start}`) || !capture) return [];
  const bits = [...all.values()].reduce((sum, one) => sum | one.bits, 0);
  const flags = [...model.eventFlags.values()].filter((flag) => !flag.modifier && (bits & flag.value) !== 0);
  if (!sameForAll(context, flags) || capture.at.fn.returnType.base !== 'NTSTATUS') return [];
  const edits: EditReport[] = [];
  const gone = new Map<CallFact['frame']['fn'], Span[]>();
  for (const { call } of all.values()) {
    const one = withoutCall(call, context);
    if (!one) return [];
    edits.push(...one.edits);
    gone.set(call.frame.fn, [...(gone.get(call.frame.fn) ?? []), one.gone]);
  }
  for (const [fn, spans] of gone) {
    const source = files.get(fn.file);
    if (source) edits.push(...unusedLocals(fn.file, source, fn.decl, spans));
  }
  const { at } = capture;
  const name = freeName('EnableStaticEvents', at.source.text);
  const fn = {
    name,
    category: undefined,
    language: at.source.syntax.language,
    comment: "Enables event callbacks of all sockets: before the client's first socket.",
  };
  const after = endOfLine(at, capture.test.end);
  if (after === undefined) return [];
  const before = functionStart(at);
  const mask = flags.map((flag) => flag.name).join(' | ');
  edits.push(
    edit(at.file, before, before, staticFunction(fn, mask, at.style) + at.style.lineEnd),
    edit(at.file, after, after, inStyle(staticBlock(capture, name), at.style, indentOf(at))),
  );
  return [{ kind: 'refactor.rewrite.wsk', title: translate('refactor.static', { events: mask }), edits }];
}

/** Enabling events once for all sockets of the client, in place of a call for each socket. */
import type { Ghost } from '../flow/state';
import { alternatives } from '../flow/values';
import { model, type EventFlag } from '../model';
import { walkStatement } from '../syntax/walk';
import type { Expr, Span, Stmt } from '../syntax/ast';
import type { CallFact, WskFacts } from '../wsk/facts';
import { freeName, staticFunction } from '../wsk/source';
import { isGhost } from '../wsk/objects';
import { callPlace } from '../wsk/place';
import { mayBe } from '../wsk/values';
import { calledFunctions } from './activation';
import { argumentOf, createdCategory } from './dispatch';
import { withoutCall } from './droppedCall';
import { branchOf, isFailureTest, isSuccessTest } from './failureTests';
import { eventCalls, masksOf, staticCalls } from './mask';
import { isWithoutObject } from './outputs';
import { functionStart } from './ownIrp';
import type { EditReport, RuleContext } from './rule';
import { edit, insertAfter, insertBefore, sibling, statementAt, type StatementPlace } from './statements';
import { unusedLocals } from './unusedLocals';

type Workspace = Pick<RuleContext, 'facts' | 'files'>;

export interface StaticEvents {
  /** `WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT`. */
  readonly events: string;
  readonly edits: readonly EditReport[];
  /** The calls that go, by `file:offset`. */
  readonly calls: ReadonlySet<string>;
}

/** One static call behind the capture of the NPI for all enable calls; undefined where some socket would get other events. */
export function enableOnce({ facts, files }: Workspace): StaticEvents | undefined {
  if (staticCalls(facts).length > 0 || isEnabledOnSomePathsOnly(facts)) return undefined;
  const all = enables(facts);
  const capture = all && captureOf(facts, files);
  if (!all || !capture) return undefined;
  const bits = [...all.values()].reduce((sum, one) => sum | one.bits, 0);
  const flags = [...model.eventFlags.values()].filter((flag) => !flag.modifier && (bits & flag.value) !== 0);
  const removed = sameForAll(facts, flags) ? withoutCalls(all, files) : undefined;
  const { at } = capture.test;
  const events = flags.map((flag) => flag.name).join(' | ');
  const name = freeName('EnableStaticEvents', at.source.text);
  const added = removed && insertAhead(capture, name);
  if (!removed || !added) return undefined;
  const fn = {
    name,
    category: undefined,
    language: at.source.syntax.language,
    comment: "Enables event callbacks of all sockets: before the client's first socket.",
  };
  const before = functionStart(at);
  const code = staticFunction(fn, events, at.style) + at.style.lineEnd;
  return { events, calls: new Set(all.keys()), edits: [...removed, edit(at.file, before, before, code), ...added] };
}

interface Enable {
  readonly call: CallFact;
  readonly bits: number;
}

/** The enable calls of the workspace, by the place of the call; undefined where something else than these switches events. */
function enables(facts: WskFacts): ReadonlyMap<string, Enable> | undefined {
  const found = new Map<string, Enable>();
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
    const source = ghost?.creation ? siteOf(ghost.creation) : ghost?.accepted === true ? accepted : undefined;
    if (mask && source !== undefined) found.set(source, (found.get(source) ?? 0) | mask.bits);
  }
  return found;
}

function siteOf(call: CallFact): string {
  return `${call.site.file}:${call.site.start}`;
}

/** No socket would get an event that it did not have: every one of a category enables all flags of its category. */
function sameForAll(facts: WskFacts, flags: readonly EventFlag[]): boolean {
  const enabled = enabledBySource(facts);
  const sources = new Map<string, string>();
  for (const call of facts.calls) {
    if (!call.fn?.creates) continue;
    const category = createdCategory(call);
    if (category === undefined) return false;
    sources.set(siteOf(call), category);
  }
  if (facts.roots.some(({ callback }) => callback === 'WskAcceptEvent')) sources.set(accepted, 'connection');
  return [...sources].every(([source, category]) => {
    const wanted = flags.filter((flag) => flag.categories.some((one) => one === category));
    const others = [...sources].filter(([other, its]) => other !== source && its === category);
    const bits = enabled.get(source) ?? (others.length === 0 ? undefined : 0);
    return bits === undefined || wanted.every((flag) => (bits & flag.value) !== 0);
  });
}

/** On some path a socket is taken into use, accepted or created, and nothing is enabled on it there. */
export function isEnabledOnSomePathsOnly(facts: WskFacts): boolean {
  const called = calledFunctions(facts);
  const enables = eventCalls(facts);
  const isOpenWithout = (ghost: Ghost): boolean =>
    isGhost(ghost, 'socket') && !ghost.closedAt && !ghost.operations.some((one) => enables.includes(one));
  return facts.returns.some((fact) => {
    const { frame, root, value, state } = fact;
    if (frame.parent || called.has(root.fn) || !value || !mayBe(value, 0, state) || isWithoutObject(fact)) return false;
    if (!enables.some((call) => call.root === root)) return false;
    return [...state.allGhosts()].some(([, ghost]) => isOpenWithout(ghost));
  });
}

/** `status = WskCaptureProviderNPI(…);` with the test that follows, or in the test itself. */
interface Capture {
  readonly test: { readonly at: StatementPlace; readonly fails: boolean };
  readonly status: string;
  readonly npi: string;
  readonly registration: string;
  readonly registersHere: boolean;
}

function captureOf(facts: WskFacts, files: RuleContext['files']): Capture | undefined {
  const captures = facts.calls.filter((call) => call.name === 'WskCaptureProviderNPI');
  const [call] = captures;
  if (!call || captures.some((one) => siteOf(one) !== siteOf(call) || one.call.start !== call.call.start))
    return undefined;
  const at = statementAt(call.frame.fn, callPlace(call), files);
  const status = at && takerOf(at.stmt, call.call);
  const test = at && (at.stmt.kind === 'if' ? at : sibling(at, at.index + 1));
  if (!at || !test || status === undefined || test.stmt.kind !== 'if') return undefined;
  const isOwn = test === at;
  const fails = isOwn ? !test.stmt.otherwise && isNegated(test.stmt.test) : isFailureTest(test.stmt, status);
  if (!fails && !(isSuccessTest(test.stmt.test) && !isOwn)) return undefined;
  const [registration, , npi] = call.args.map(({ expr }) => at.source.text.slice(expr.start, expr.end));
  if (registration === undefined || npi === undefined) return undefined;
  const registersHere = facts.calls.some(
    (one) => one.name === 'WskRegister' && one.frame.fn === call.frame.fn && one.call.start < call.call.start,
  );
  return { test: { at: test, fails }, status, npi, registration, registersHere };
}

function isNegated(test: Expr): boolean {
  return test.kind === 'unary' && test.op === '!' && isSuccessTest(test.operand);
}

/** The local that takes the result of the call. */
function takerOf(stmt: Stmt, call: Span): string | undefined {
  if (stmt.kind === 'decl')
    return stmt.declarators.find(({ init }) => init?.start === call.start && init.end === call.end)?.name;
  let name: string | undefined;
  walkStatement(stmt, (expr) => {
    if (expr.kind === 'assign' && expr.value.start === call.start && expr.target.kind === 'ident')
      name = expr.target.name;
  });
  return name;
}

/** The call of the new function, where the NPI is captured for certain. */
function insertAhead(capture: Capture, fn: string): EditReport[] | undefined {
  const { test, status, npi } = capture;
  const failure = failureOf(capture);
  if (!failure) return undefined;
  const code = [
    `${status} = ${fn}(${npi});`,
    `if (!NT_SUCCESS(${status})) {`,
    ...failure.map((line) => `    ${line.replace(/\n/g, '\n    ')}`),
    '}',
  ].join('\n');
  if (test.fails) return insertAfter(test.at, code);
  const then = test.at.stmt.kind === 'if' ? test.at.stmt.then : undefined;
  const first = then?.kind === 'block' ? then.body.find((one) => one.kind !== 'decl') : undefined;
  if (!then || !first || then.kind !== 'block') return undefined;
  return insertBefore(
    {
      ...test.at,
      stmt: first,
      siblings: then.body,
      index: then.body.indexOf(first),
      parents: [then, test.at.stmt, ...test.at.parents],
    },
    code,
  );
}

/** The NPI is given back; the rest is as where the capture fails. */
function failureOf({ test, registration, registersHere, status }: Capture): string[] | undefined {
  const release = `WskReleaseProviderNPI(${registration});`;
  const deregister = `WskDeregister(${registration});`;
  if (test.fails) {
    const branch = branchOf(test.at);
    const jumps = branch[branch.length - 1]?.startsWith('goto') === true;
    const needed = registersHere && !jumps && !branch.some((line) => /\bWskDeregister\b/.test(line));
    return [release, ...(needed ? [deregister] : []), ...branch];
  }
  const { base, pointers } = test.at.fn.returnType;
  if (base !== 'NTSTATUS' || pointers > 0) return undefined;
  return [release, ...(registersHere ? [deregister] : []), `return ${status};`];
}

/** The enable calls go, with the tests of what they returned, and what only served them. */
function withoutCalls(all: ReadonlyMap<string, Enable>, files: RuleContext['files']): EditReport[] | undefined {
  const edits: EditReport[] = [];
  const gone = new Map<CallFact['frame']['fn'], Span[]>();
  for (const { call } of all.values()) {
    const { fn } = call.frame;
    const at = statementAt(fn, callPlace(call), files);
    const one = at && withoutCall(at, call.call);
    if (!one) return undefined;
    edits.push(...one.edits);
    gone.set(fn, [...(gone.get(fn) ?? []), ...one.gone]);
  }
  for (const [fn, spans] of gone) {
    const source = files.get(fn.file);
    if (source) edits.push(...unusedLocals(fn.file, source, fn.decl, spans));
  }
  return edits;
}

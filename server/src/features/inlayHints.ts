/** Inlay hints: names of arguments, decoded masks, what a disable returns, whose an IRP is. Each kind has its switch. */
import { constantOf } from '../flow/arithmetic';
import type { Value } from '../flow/values';
import { model } from '../model';
import { masksOf } from '../rules/mask';
import { TokenKind, type Tokens } from '../text/scan';
import type { CallFact, WskFacts } from '../wsk/facts';
import { argumentText, callOpenedAt, tokenFrom } from './callSite';
import { irpOwner } from './irpOwner';
import { languageOf, tokenize } from './sourceTokens';
import { isWskCode } from './wskCode';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: 'parameter' | 'value';
}

export interface InlayHintSettings {
  /** `literals`: only where the argument says nothing itself, as 0 and NULL do. */
  readonly parameterNames: 'off' | 'literals' | 'all';
  readonly masks: boolean;
  readonly results: boolean;
  readonly irpOwner: boolean;
}

export interface InlayHintRequest {
  readonly path: string;
  readonly text: string;
  /** Of the text, where they are there already. */
  readonly tokens?: Tokens;
  readonly start: number;
  readonly end: number;
  readonly settings: InlayHintSettings;
  readonly facts: WskFacts | undefined;
}

const controlFunctions = new Set(['WskControlSocket', 'WskControlClient']);
const says = /^(?:[A-Za-z_]\w*\s*(?:\(|$)|&|.*(?:->|\.))/s;
/** `0x40`, `(0x40 | 0x80)`. */
const numbers = /^\(?\s*\d[\da-fxul]*(?:\s*\|\s*\d[\da-fxul]*)*\s*\)?$/i;
const mute = /^\(?(?:(?:0[xX][\da-fA-F]+|\d+)[uUlL]*|NULL|nullptr|TRUE|FALSE)\)?$/;

function parameterNames(tokens: Tokens, { start, end, settings }: InlayHintRequest): InlayHint[] {
  const hints: InlayHint[] = [];
  for (let at = tokenFrom(tokens, start); at < tokens.count && tokens.start(at) < end; at++) {
    if (tokens.kind(at) !== TokenKind.Ident || !controlFunctions.has(tokens.textOf(at))) continue;
    const site = callOpenedAt(tokens, at + 1);
    if (!site || site.args.length !== site.fn.params.length) continue;
    site.args.forEach((arg, index) => {
      const text = argumentText(tokens, arg);
      const name = site.fn.params[index]?.name ?? '';
      const wanted = settings.parameterNames === 'all' ? !saysName(text, name) : mute.test(text);
      if (text !== '' && wanted) hints.push({ offset: tokens.start(arg.first), label: `${name}:`, kind: 'parameter' });
    });
  }
  return hints;
}

/** `InputBuffer` before `inputBuffer` or `&ctx->InputBuffer` would be noise. */
function saysName(text: string, name: string): boolean {
  return (
    says.test(text) &&
    text
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .endsWith(name.toLowerCase())
  );
}

/** Numbers that stand for event flags. */
function masks(facts: WskFacts, { path, text, start, end }: InlayHintRequest): InlayHint[] {
  const hints = new Map<number, InlayHint>();
  for (const fact of facts.calls) {
    const mask = fact.control?.eventMask;
    for (const { value, bits, exact } of (mask && masksOf(mask, fact.before)) ?? []) {
      const { site } = value.origin;
      if (!exact || site.file !== path || site.end < start || site.end > end) continue;
      const names = [...model.eventFlags.values()].filter((flag) => (bits & flag.value) !== 0).map((flag) => flag.name);
      if (names.length === 0 || !numbers.test(text.slice(site.start, site.end))) continue;
      hints.set(site.end, { offset: site.end, label: ` = ${names.join(' | ')}`, kind: 'value' });
    }
  }
  return [...hints.values()];
}

function resultOf(fact: CallFact): string | undefined {
  const mask = fact.control?.eventMask;
  if (!mask || fact.control.code?.name !== 'SO_WSK_EVENT_CALLBACK') return undefined;
  if (!masksOf(mask, fact.before)?.every((one) => one.disables)) return undefined;
  const irp = fact.args.find((argument) => argument.param?.role === 'irp')?.value;
  if (!irp) return undefined;
  if (constantOf(fact.before, irp) === 0) return 'STATUS_EVENT_PENDING';
  return irp.k === 'pointer' || irp.k === 'symbol' ? 'STATUS_PENDING' : 'STATUS_PENDING | STATUS_EVENT_PENDING';
}

/** What a disable may return besides STATUS_SUCCESS; where paths differ, all of it. */
function results(facts: WskFacts, { path, start, end }: InlayHintRequest): InlayHint[] {
  const found = new Map<number, Set<string>>();
  for (const fact of facts.calls) {
    if (fact.frame.fn.file !== path || fact.call.end < start || fact.call.end > end) continue;
    const result = resultOf(fact);
    if (result === undefined) continue;
    const known = found.get(fact.call.end) ?? new Set();
    for (const status of result.split(' | ')) known.add(status);
    found.set(fact.call.end, known);
  }
  return [...found].map(([offset, statuses]) => ({
    offset,
    label: ` → ${[...statuses].sort().reverse().join(' | ')}`,
    kind: 'value',
  }));
}

/** Who has the IRP after the hand-over: WSK first, then the completion routine, or whoever sent a request that is passed on. */
function ownerOf(fact: CallFact): string | undefined {
  const { fn, irp } = fact;
  if (!fn || !irp) return undefined;
  const routine = irp.ghost.routine?.args[1]?.value;
  if (routine) return routine.k === 'function' ? ` → WSK → ${routine.name}` : undefined;
  return irpOwner(fact) === 'passed' ? ' → WSK → I/O manager' : undefined;
}

function isLostSightOf({ irp, before }: CallFact, value: Value | undefined): boolean {
  if (irp) return irp.ghost.phase === 'unknown';
  return value === undefined || constantOf(before, value) !== 0;
}

/** Nothing where paths differ. */
function irpOwners(facts: WskFacts, { path, start, end }: InlayHintRequest): InlayHint[] {
  const owners = new Map<number, Set<string | undefined>>();
  for (const fact of facts.calls) {
    const argument = fact.args.find(({ param }) => param?.role === 'irp');
    const offset = argument?.expr.end;
    if (offset === undefined || fact.frame.fn.file !== path || offset < start || offset > end) continue;
    // A caller with many paths has lost sight of the IRP: that tells nothing against what the others know.
    if (fact.frame.parent && isLostSightOf(fact, argument?.value)) continue;
    const known = owners.get(offset) ?? new Set();
    owners.set(offset, known.add(ownerOf(fact)));
  }
  return [...owners].flatMap(([offset, [label, ...others]]) =>
    label === undefined || others.length > 0 ? [] : [{ offset, label, kind: 'value' }],
  );
}

export function inlayHints(request: InlayHintRequest): InlayHint[] {
  const { path, text, settings, facts } = request;
  if (!isWskCode(text)) return [];
  const tokens = request.tokens ?? tokenize(text, languageOf(path));
  return [
    ...(settings.parameterNames === 'off' ? [] : parameterNames(tokens, request)),
    ...(settings.masks && facts ? masks(facts, request) : []),
    ...(settings.results && facts ? results(facts, request) : []),
    ...(settings.irpOwner && facts ? irpOwners(facts, request) : []),
  ].sort((a, b) => a.offset - b.offset);
}

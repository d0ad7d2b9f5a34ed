/** What is known of the socket of a call that is being typed: its category, and what has been done to it before. */
import { model, type SocketCategory } from '../../model';
import { TokenKind, type Tokens } from '../../text/scan';
import type { CallFact } from '../../wsk/facts';
import { openPhase, type OpenPhase } from '../../wsk/timing';
import { argumentText, type CallSite } from '../callSite';
import { declaredType, enclosingFunction, type TextFunction } from '../enclosingFunction';
import type { Knowledge } from '../knowledge';
import { enclosingBracket } from '../sourceTokens';

export interface SocketHere {
  readonly category: SocketCategory | undefined;
  readonly phase: OpenPhase | undefined;
}

/** `(T *)…` and `static_cast<T *>(…)`: what the expression at this token is cast to. */
function castType(tokens: Tokens, at: number): string | undefined {
  const isCast = tokens.is(at, '(') || (tokens.textOf(at).endsWith('_cast') && tokens.is(at + 1, '<'));
  let type = tokens.is(at, '(') ? at + 1 : at + 2;
  while (tokens.is(type, 'const') || tokens.is(type, 'CONST') || tokens.is(type, 'struct')) type++;
  return isCast && tokens.kind(type) === TokenKind.Ident ? tokens.textOf(type) : undefined;
}

/** What the object before `->` is, as it is written: a cast, or a name that the function declares. */
function writtenType(tokens: Tokens, object: number, fn: TextFunction | undefined): string | undefined {
  if (tokens.is(object, ')')) {
    const open = enclosingBracket(tokens, object);
    // `static_cast<T *>(…)->`, or `((T *)…)->`.
    return tokens.is(open - 1, '>') ? castType(tokens, openingAngle(tokens, open - 1) - 1) : castType(tokens, open + 1);
  }
  const type = fn && declaredType(tokens, fn, tokens.textOf(object), object);
  if (type !== 'auto' || !fn) return type;
  for (let at = object - 1; at > fn.open; at--)
    if (tokens.is(at, tokens.textOf(object)) && tokens.is(at + 1, '=')) return castType(tokens, at + 2);
  return undefined;
}

function openingAngle(tokens: Tokens, close: number): number {
  let at = close;
  while (at > 0 && !tokens.is(at, '<')) at--;
  return at;
}

/** `Dispatch->WskControlSocket`: the category of the table that Dispatch is written to be. */
function categoryOfTable(
  tokens: Tokens,
  site: CallSite,
  fn: TextFunction | undefined,
  knowledge: Knowledge | undefined,
): SocketCategory | undefined {
  let object = site.open - 3;
  if (tokens.is(object, 'Basic')) object -= 2;
  const type = writtenType(tokens, object, fn);
  return type === undefined ? categoryOfMember(tokens, object, knowledge) : providerCategory(type);
}

/** `Context->Provider->WskControlSocket`, and a member of the class around: what structures have under this name. */
function categoryOfMember(
  tokens: Tokens,
  object: number,
  knowledge: Knowledge | undefined,
): SocketCategory | undefined {
  if (tokens.kind(object) !== TokenKind.Ident) return undefined;
  const name = tokens.textOf(object);
  const files = [...(knowledge?.facts.program.files.values() ?? [])];
  const types = files.flatMap(({ records }) =>
    records.flatMap(({ fields }) => fields.flatMap((field) => (field.name === name ? [field.type.base] : []))),
  );
  return agreed(types.map(providerCategory));
}

/** `WSK_PROVIDER_LISTEN_DISPATCH`, `PWSK_PROVIDER_LISTEN_DISPATCH`. */
function providerCategory(type: string): SocketCategory | undefined {
  const table = model.tables.get(type) ?? model.tables.get(type.replace(/^P/, ''));
  return table?.side === 'provider' && table.category !== 'client' ? ofTable(table.category) : undefined;
}

/** Calls in the same function on a socket that is written the same way, as the analysis saw them. */
function callsOn({ facts, shift }: Knowledge, path: string, name: string, socket: string): CallFact[] {
  return facts.calls.filter((call) => {
    if (!call.socket || call.frame.fn.file !== path || call.frame.fn.name !== name) return false;
    const expr = call.args.find(({ param }) => param?.role === 'socket')?.expr;
    return expr !== undefined && shift.textBefore(expr) === socket;
  });
}

/** The last of the calls before a place of the text that the analysis saw. */
function lastBefore(calls: readonly CallFact[], place: number): CallFact | undefined {
  let best: CallFact | undefined;
  for (const call of calls) {
    if (call.call.end <= place && (!best || call.call.start > best.call.start)) best = call;
  }
  return best;
}

/** Nothing where calls differ. */
function agreed(categories: readonly (SocketCategory | undefined)[]): SocketCategory | undefined {
  const [category, ...others] = new Set(categories.filter((one) => one !== undefined));
  return others.length === 0 ? category : undefined;
}

/** Every socket's table can be taken for the basic one. */
function ofTable(category: SocketCategory | undefined): SocketCategory | undefined {
  return category === 'basic' ? undefined : category;
}

/** The function has to do with sockets of one category only, by the provider tables that it names. */
export function onlyTableOf(tokens: Tokens, fn: TextFunction, end: number): SocketCategory | undefined {
  const named: SocketCategory[] = [];
  for (let at = fn.open; at < end; at++) {
    if (tokens.kind(at) !== TokenKind.Ident) continue;
    const category = providerCategory(tokens.textOf(at));
    if (category !== undefined) named.push(category);
  }
  return agreed(named);
}

function phaseAfter({ socket, fn }: CallFact, category: SocketCategory | undefined): OpenPhase | undefined {
  const becomes = category && fn?.socketState?.becomes[category];
  const phase = becomes ?? openPhase(socket?.ghost);
  if (phase === 'listening') return 'bound';
  if (phase === 'accepted') return 'connected';
  return phase === 'created' || phase === 'bound' || phase === 'connected' ? phase : undefined;
}

export function socketOf(tokens: Tokens, site: CallSite, path: string, knowledge: Knowledge | undefined): SocketHere {
  const fn = enclosingFunction(tokens, site.open);
  const written = categoryOfTable(tokens, site, fn, knowledge);
  if (!fn) return { category: written, phase: undefined };
  const socket = argumentText(tokens, site.args[site.fn.params.findIndex(({ role }) => role === 'socket')]);
  if (!knowledge || socket === '') return { category: written, phase: undefined };
  const calls = callsOn(knowledge, path, fn.name, socket);
  const last = lastBefore(calls, knowledge.shift.toBefore(tokens.start(site.open)));
  const category =
    last?.socket?.category ??
    agreed(calls.map((call) => call.socket?.category)) ??
    written ??
    agreed(calls.map((call) => ofTable(call.socket?.tableCategory)));
  return { category, phase: last && phaseAfter(last, category) };
}

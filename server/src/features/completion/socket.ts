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
function categoryOfTable(tokens: Tokens, site: CallSite, fn: TextFunction | undefined): SocketCategory | undefined {
  let object = site.open - 3;
  if (tokens.is(object, 'Basic')) object -= 2;
  const type = writtenType(tokens, object, fn);
  const table = type === undefined ? undefined : (model.tables.get(type) ?? model.tables.get(type.replace(/^P/, '')));
  return table?.side === 'provider' && table.category !== 'client' && table.category !== 'basic'
    ? table.category
    : undefined;
}

/** The last call before this one on a socket that is written the same way, in the same function. */
function lastCall(
  knowledge: Knowledge,
  path: string,
  name: string,
  socket: string,
  at: number,
  text: string,
): CallFact | undefined {
  const before = knowledge.shift.toBefore(at);
  let best: CallFact | undefined;
  for (const call of knowledge.facts.calls) {
    if (!call.socket || call.frame.fn.file !== path || call.frame.fn.name !== name || call.call.end > before) continue;
    const expr = call.args.find(({ param }) => param?.role === 'socket')?.expr;
    if (!expr || text.slice(expr.start, expr.end) !== socket) continue;
    if (!best || call.call.start > best.call.start) best = call;
  }
  return best;
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
  const written = categoryOfTable(tokens, site, fn);
  if (!fn) return { category: written, phase: undefined };
  const socket = argumentText(tokens, site.args[site.fn.params.findIndex(({ role }) => role === 'socket')]);
  if (!knowledge || socket === '') return { category: written, phase: undefined };
  // The text that the analysis saw and this one agree up to the call, or the call is not known there.
  const call = lastCall(knowledge, path, fn.name, socket, tokens.start(site.open), tokens.text);
  const category = call?.socket?.category ?? written ?? call?.socket?.tableCategory;
  return { category, phase: call && phaseAfter(call, category) };
}

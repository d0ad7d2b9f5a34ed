import { constantOf } from '../../flow/arithmetic';
import { model, type SocketCategory, type StateRequirement } from '../../model';
import { argumentOf } from '../dispatch';
import { callPlace } from '../../wsk/place';
import { placeAfter } from '../order';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** Bind, then connect or listen, then transfer: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-socket-categories */
export const rule: Rule = {
  meta: {
    id: 'unbound-operation',
    section: 'sockets',
    severity: 'error',
    statements: ['E21', 'H21', 'I1', 'I2', 'I3', 'I26'],
    fixable: false,
  },
  check({ facts, report }) {
    const sites = new Map<string, CallFact[]>();
    for (const fact of facts.calls) {
      if (!fact.socket) continue;
      const key = `${fact.root.fn.id}:${fact.site.file}:${fact.site.start}:${fact.frame.id}`;
      const list = sites.get(key);
      if (list) list.push(fact);
      else sites.set(key, [fact]);
    }
    for (const paths of sites.values()) {
      const fact = paths[0];
      const late = fact && tooLate(fact);
      if (late && paths.every((one) => tooLate(one)?.id === late.id)) {
        report({
          place: placeAfter(fact.site, late.earlier.site),
          message: { id: late.id, args: { function: fact.name } },
          related: [
            { place: callPlace(late.earlier), message: { id: 'earlier', args: { function: late.earlier.name } } },
          ],
        });
        continue;
      }
      const needed = fact && requirementOf(fact);
      if (!fact || !needed || !paths.every((one) => comesTooEarly(one)) || fact.root.incomplete) continue;
      const creation = fact.socket?.ghost?.creation;
      report({
        place: creation ? placeAfter(fact.site, creation.site) : callPlace(fact),
        message: { id: needed, args: { function: fact.name } },
        related: creation ? [{ place: callPlace(creation), message: { id: 'created' } }] : [],
      });
    }
  },
};

function categoryOf(fact: CallFact): SocketCategory | undefined {
  return fact.socket?.category ?? fact.socket?.tableCategory;
}

function requirementOf(fact: CallFact): Exclude<StateRequirement, 'any' | 'unbound'> | undefined {
  const category = categoryOf(fact);
  const needed = category && fact.fn?.socketState?.requires[category];
  return needed === undefined || needed === 'any' || needed === 'unbound' ? undefined : needed;
}

function comesTooEarly(fact: CallFact): boolean {
  const phase = fact.socket?.ghost?.phase;
  const needed = requirementOf(fact);
  if (needed === undefined) return false;
  return phase === 'created' || (needed === 'connected' && phase === 'bound');
}

interface TooLate {
  readonly id: 'disconnected' | 'silent' | 'role';
  readonly earlier: CallFact;
}

const SENDS: ReadonlySet<string> = new Set(['WskSend', 'WskDisconnect']);
const CONNECTION_ONLY: ReadonlySet<string> = new Set([
  'WskConnect',
  'WskConnectEx',
  'WskSend',
  'WskReceive',
  'WskDisconnect',
]);
const LISTENING_ONLY: ReadonlySet<string> = new Set(['WskListen', 'WskAccept', 'WskInspectComplete']);

/** What the socket has gone through no longer allows the call. */
function tooLate(fact: CallFact): TooLate | undefined {
  const operations = fact.socket?.ghost?.operations ?? [];
  const last = (test: (one: CallFact) => boolean): CallFact | undefined => [...operations].reverse().find(test);
  const silent = last((one) => one.control?.code?.name === 'SIO_WSK_SET_TCP_SILENT_MODE');
  if (silent && SENDS.has(fact.name)) return { id: 'silent', earlier: silent };
  const ended = last((one) => one.name === 'WskDisconnect');
  if (ended && (fact.name === 'WskSend' || (fact.name === 'WskReceive' && isAbortive(ended))))
    return { id: 'disconnected', earlier: ended };
  if (categoryOf(fact) !== 'stream') return undefined;
  const other = LISTENING_ONLY.has(fact.name)
    ? last((one) => one.name === 'WskConnect' || one.name === 'WskConnectEx')
    : CONNECTION_ONLY.has(fact.name)
      ? last((one) => one.name === 'WskListen')
      : undefined;
  return other && { id: 'role', earlier: other };
}

function isAbortive(disconnect: CallFact): boolean {
  const flags = argumentOf(disconnect, 'flags');
  const value = flags && constantOf(disconnect.before, flags.value);
  return value !== undefined && (value & (model.flags.get('WSK_FLAG_ABORTIVE')?.value ?? 0)) !== 0;
}

import type { SocketCategory, StateRequirement } from '../../model';
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
    statements: ['I1', 'I2', 'I3'],
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

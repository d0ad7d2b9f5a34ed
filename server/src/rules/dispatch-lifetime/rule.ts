import { pathBelow } from '../../flow/regions';
import type { Value } from '../../flow/values';
import { argumentPlace, blame, placeOf, type Place } from '../../wsk/place';
import type { Argument, CallFact } from '../../wsk/facts';
import { acceptOutputs } from '../acceptOutputs';
import { argumentOf } from '../dispatch';
import { failed, registrations } from '../registration';
import { diesWith, isClosedAgain, openSockets } from '../stack';
import type { Rule } from '../rule';
import { staticTable } from './fix';

/** Dispatch tables last as long as their socket or registration: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_socket */
export const rule: Rule = {
  meta: {
    id: 'dispatch-lifetime',
    section: 'callbacks',
    severity: 'error',
    statements: ['D35', 'G16', 'H13'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const exit of facts.exits) {
      if (exit.frame.parent || exit.root.defers) continue;
      for (const socket of openSockets(exit)) {
        const table = socket.creation && argumentOf(socket.creation, 'client-dispatch');
        if (!socket.creation || !table || !diesWith(table.value, exit.frame)) continue;
        if (!isClosedAgain(socket.creation, exit.root, facts))
          report({
            place: argumentPlace(socket.creation, table),
            message: { id: 'socket', args: { function: socket.creation.name } },
            fixes: () => staticTable(table.value, files),
          });
      }
      for (const { registered, deregistered } of registrations(exit.state)) {
        const npi = registered?.args[0];
        if (!registered || !npi || deregistered || failed(registered, exit.state)) continue;
        const table = dispatchOf(registered);
        if (table && diesWith(table, exit.frame))
          report({
            place: registrationPlace(registered, npi, table),
            message: { id: 'client' },
            fixes: () => staticTable(table, files),
          });
      }
    }
    for (const { value, place, fact } of acceptOutputs('AcceptSocketDispatch', facts)) {
      if (diesWith(value, fact.frame)) report({ place, message: { id: 'accepted' }, fixes: staticTable(value, files) });
    }
  },
};

/** Where a helper makes the WSK_CLIENT_NPI of a table that its caller passes, the caller's argument. */
function registrationPlace(call: CallFact, npi: Argument, table: Value): Place {
  const written = blame(table.origin);
  const isPassed = diesWith(npi.value, call.frame) && written.frame !== call.frame;
  return isPassed ? placeOf(written) : argumentPlace(call, npi);
}

/** WSK_CLIENT_NPI.Dispatch at the call of WskRegister. */
function dispatchOf(call: CallFact): Value | undefined {
  const npi = call.args[0]?.value;
  if (npi?.k !== 'pointer') return undefined;
  return call.before.within(npi.region).find(([part]) => pathBelow(part, npi.region)?.join('.') === 'Dispatch')?.[1];
}

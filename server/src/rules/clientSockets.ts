/** Sockets that a client has made before a call on it. */
import type { CallFact } from '../wsk/facts';
import { isGhost } from '../wsk/objects';
import { argumentOf } from './dispatch';

/** The first creation of a socket by the client that the call is given, on this path. */
export function socketBefore(call: CallFact): CallFact | undefined {
  const client = argumentOf(call, 'client')?.value;
  const ghost = client?.k === 'symbol' ? call.before.ghost(`client:*(${client.symbol.key})`) : undefined;
  return ghost && isGhost(ghost, 'client') ? ghost.creation : undefined;
}

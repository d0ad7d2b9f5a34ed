/** Functions that serve every kind of socket choose the table by a test: there the table tells nothing of the socket. */
import type { CallFact, SocketView } from './facts';

type SocketCall = CallFact & { readonly socket: SocketView };

/** Forgets the table's category where one activation reaches the same socket through different tables on different paths. */
export function forgetChosenTables(calls: readonly CallFact[]): void {
  const groups = new Map<string, SocketCall[]>();
  for (const call of calls) {
    if (!isThroughTable(call)) continue;
    const key = `${call.frame.id}:${call.socket.region?.key ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(call);
    else groups.set(key, [call]);
  }
  const chosen = [...groups.values()].flatMap((group) =>
    group.filter((call) => group.some((other) => isChoice(call, other))),
  );
  for (const call of chosen) call.socket.tableCategory = undefined;
}

function isThroughTable(call: CallFact): call is SocketCall {
  return call.socket?.region !== undefined && call.table !== undefined;
}

/** Different tables, and neither call comes after the other. A table that is not known counts for the same function only. */
function isChoice(a: SocketCall, b: SocketCall): boolean {
  const [one, other] = [a.socket.tableCategory, b.socket.tableCategory];
  if (one === other || ((one === undefined || other === undefined) && a.name !== b.name)) return false;
  return !isBefore(a, b) && !isBefore(b, a);
}

function isBefore(earlier: SocketCall, later: SocketCall): boolean {
  return later.socket.ghost?.operations.some((operation) => operation.id === earlier.id) === true;
}

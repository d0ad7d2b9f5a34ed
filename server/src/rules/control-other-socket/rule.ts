import type { Sym, Value } from '../../flow/values';
import { pointee } from '../../flow/types';
import { argumentOf } from '../dispatch';
import type { Argument, CallFact } from '../../wsk/facts';
import { argumentPlace, callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** A socket's table serves that socket: https://learn.microsoft.com/windows-hardware/drivers/network/performing-control-operations-on-a-socket */
export const rule: Rule = {
  meta: { id: 'control-other-socket', section: 'control', severity: 'warning', statements: ['A41'], fixable: false },
  check({ facts, report }) {
    const pairs = facts.calls.flatMap((call) => pairOf(call) ?? []);
    const served = new Set(pairs.filter(isOwnTable).map((pair) => sameCall(pair, pair.socket)));
    for (const pair of pairs) {
      const { call, argument: socket } = pair;
      if (
        isOwnTable(pair) ||
        !isNamed(pair.socket) ||
        !isNamed(pair.owner) ||
        isOwnView(pair.socket, pair.owner) ||
        served.has(sameCall(pair, pair.socket)) ||
        served.has(sameCall(pair, pair.owner))
      )
        continue;
      const place = argumentPlace(call, socket);
      report({
        place: place.file === call.frame.fn.file && place.start >= call.call.start ? callPlaceStart(call) : place,
        message: { id: 'other', args: { function: call.name } },
      });
    }
  },
};

/** A call, the one socket that it gets, and the socket whose table it is made through. */
interface Pair {
  readonly call: CallFact;
  readonly argument: Argument;
  readonly socket: Sym;
  readonly owner: Sym;
}

function pairOf(call: CallFact): Pair | undefined {
  const argument = argumentOf(call, 'socket');
  const owner = call.table && ownerOf(call.table.value);
  if (argument?.value.k !== 'symbol' || !owner) return undefined;
  return { call, argument, socket: argument.value.symbol, owner };
}

function isOwnTable({ socket, owner }: Pair): boolean {
  return socket.key === owner.key;
}

/** Paths that were joined have forgotten which table came with which socket: where either comes with its own, both may. */
function sameCall({ call }: Pair, socket: Sym): string {
  return `${call.root.fn.id} ${call.site.file}:${call.site.start} ${socket.key}`;
}

/** The call's first line: the table and the socket argument stand together there. */
function callPlaceStart(call: CallFact): ReturnType<typeof callPlace> {
  const socket = argumentOf(call, 'socket');
  return socket ? { file: call.frame.fn.file, start: socket.expr.start, end: socket.expr.end } : callPlace(call);
}

/** The socket whose Dispatch member a table pointer was read from. */
function ownerOf(table: Value): Sym | undefined {
  if (table.k !== 'pointer') return undefined;
  // C++: the functions of every socket stand in the table's first member, Basic.
  const region = table.region.r === 'field' && table.region.name === 'Basic' ? table.region.base : table.region;
  if (region.r !== 'pointee') return undefined;
  const from = region.symbol.initialOf;
  if (from?.r !== 'field' || from.name !== 'Dispatch' || from.base.r !== 'pointee') return undefined;
  return from.base.symbol;
}

/** A parameter, a member or a fresh socket: values of which it is known that they are told apart by name. */
function isNamed(symbol: Sym): boolean {
  return (
    symbol.tag === 'initial' ||
    symbol.tag.startsWith('param:') ||
    symbol.tag.startsWith('socket:') ||
    symbol.tag.startsWith('callback:') ||
    symbol.tag.startsWith('nullable:')
  );
}

/**
 * A structure of the driver's own that lies over WSK_SOCKET, such as the other member of a union: the same socket may be meant.
 * So it may where a structure's declaration is not there to tell.
 */
function isOwnView(socket: Sym, owner: Sym): boolean {
  const name = (symbol: Sym): string | undefined => pointee(symbol.type)?.name;
  return name(owner) === undefined || name(owner) !== name(socket);
}

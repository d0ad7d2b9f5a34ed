/** The places that switch callbacks on and off, and the tables that each of them reaches. */
import { constantOf } from '../../flow/arithmetic';
import { isSameRegion } from '../../flow/regions';
import { alternatives, type Value } from '../../flow/values';
import { model, type EventFlag, type WskCallback } from '../../model';
import { calledFunctions } from '../../rules/activation';
import { registrations, sameClient } from '../../rules/dispatch';
import { eventCalls, masksOf, staticCalls } from '../../rules/mask';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { blame, callPlace, callWithin, isCaller, type Place } from '../../wsk/place';
import { callbacksOf, type Table } from './tables';

export type SwitchKind = 'static' | 'enabled' | 'inherited' | 'conditional';

/** One place that does, or that may do, something to one callback of one table. */
export interface Switch {
  readonly table: Table;
  readonly callback: WskCallback;
  readonly does: 'enable' | 'disable';
  readonly by: SwitchKind;
  /** False: the mask, or the socket, is not known well enough. */
  readonly certain: boolean;
  readonly place: Place;
}

/** What one control call may do, before it is known to which tables. */
interface Order {
  readonly call: CallFact;
  readonly callback: WskCallback;
  readonly does: 'enable' | 'disable';
  readonly certain: boolean;
}

const flags: readonly EventFlag[] = [...model.eventFlags.values()].filter((flag) => !flag.modifier);

/** Callbacks without a flag that one socket option turns on. */
const conditional = [...model.callbacks.values()].filter(({ enabledBy }) => enabledBy.includes('conditionalAccept'));

function callbackOf(flag: EventFlag): WskCallback | undefined {
  return flag.callback === null ? undefined : model.callbacks.get(flag.callback);
}

/** The orders of a mask; one that is not known may be any of them. */
function maskOrders(call: CallFact): Order[] {
  const value = call.control?.eventMask;
  const masks = value && masksOf(value, call.before);
  const orders: Order[] = [];
  for (const flag of flags) {
    const callback = callbackOf(flag);
    if (!callback) continue;
    if (!masks) {
      orders.push({ call, callback, does: 'enable', certain: false });
      continue;
    }
    for (const mask of masks) {
      const does = mask.disables ? 'disable' : 'enable';
      if (mask.events.includes(flag)) orders.push({ call, callback, does, certain: mask.exact });
      else if (!mask.exact) orders.push({ call, callback, does, certain: false });
    }
  }
  return orders;
}

function conditionalOrders(call: CallFact): Order[] {
  const { control } = call;
  if (control?.code?.name !== 'SO_CONDITIONAL_ACCEPT' || control.request === 'WskGetOption') return [];
  const mode = control.variable && constantOf(call.before, control.variable);
  if (mode === 0) return [];
  const certain = mode !== undefined && control.request === 'WskSetOption';
  return conditional.map((callback) => ({ call, callback, does: 'enable', certain }));
}

/**
 * The control call, or the outermost caller's call that hands down what is switched: a helper that switches whatever it is
 * told to says nothing.
 */
export function orderPlace(call: CallFact): Place {
  const { control } = call;
  const told: (Value | undefined)[] = [
    control && call.args[control.index.code]?.value,
    ...(control?.eventMask ? alternatives(control.eventMask) : []),
  ];
  let outermost = call.frame;
  for (const value of told) {
    const frame = value && blame(value.origin).frame;
    if (frame && frame.depth < outermost.depth && isCaller(frame, call.frame)) outermost = frame;
  }
  return outermost === call.frame ? callPlace(call) : callWithin(call, outermost);
}

/** A function that others call knows less when it is seen alone: what its callers showed of the same call counts. */
export function bestViews(facts: WskFacts, calls: readonly CallFact[]): readonly CallFact[] {
  const called = calledFunctions(facts);
  const key = (call: CallFact): string => `${call.site.file}:${call.site.start}`;
  const seen = new Set(calls.filter((call) => !called.has(call.root.fn)).map(key));
  return calls.filter((call) => !called.has(call.root.fn) || !seen.has(key(call)));
}

class Switches {
  readonly found: Switch[] = [];
  private readonly clients: number;

  constructor(
    private readonly facts: WskFacts,
    private readonly tables: readonly Table[],
  ) {
    this.clients = registrations(facts);
  }

  collect(): readonly Switch[] {
    for (const call of bestViews(this.facts, staticCalls(this.facts)))
      for (const order of maskOrders(call)) if (order.does === 'enable') this.staticOrder(order);
    for (const call of bestViews(this.facts, eventCalls(this.facts)))
      for (const order of maskOrders(call)) this.socketOrder(order, 'enabled');
    const options = this.facts.calls.filter((call) => call.control?.function === 'WskControlSocket');
    for (const call of bestViews(this.facts, options))
      for (const order of conditionalOrders(call)) this.socketOrder(order, 'conditional');
    return this.found;
  }

  private add(order: Order, table: Table, by: SwitchKind, certain: boolean): void {
    const { callback, does } = order;
    this.found.push({ table, callback, does, by, certain: certain && order.certain, place: orderPlace(order.call) });
  }

  /** On for every socket of the client that is made later. */
  private staticOrder(order: Order): void {
    for (const table of this.tables) {
      if (!callbacksOf(table.type).includes(order.callback)) continue;
      const own = table.creations.some((creation) => sameClient(order.call, creation, this.facts));
      this.add(order, table, 'static', this.clients <= 1 || own);
    }
  }

  private socketOrder(order: Order, by: SwitchKind): void {
    const { call, callback } = order;
    const dispatch = call.socket?.ghost?.dispatch;
    const pointed = dispatch ? alternatives(dispatch).flatMap((one) => (one.k === 'pointer' ? [one.region] : [])) : [];
    const named = this.tables.filter((table) => pointed.some((one) => isSameRegion(one, table.region)));
    const reached =
      named.length > 0 ? named.map((table) => this.reachedBy(table, callback)) : [this.guess(call, callback)];
    // A socket that was made without a table has no callback to switch.
    if (named.length === 0 && dispatch && constantOf(call.before, dispatch) === 0) return;
    for (const { own, accepted } of reached) {
      const certain = named.length > 0 || own.length + accepted.length === 1;
      for (const table of new Set(own.flatMap((one) => withParts(one, callback)))) this.add(order, table, by, certain);
      if (by !== 'enabled' || order.does === 'disable') continue;
      for (const table of accepted) this.add(order, table, 'inherited', certain);
    }
  }

  /** A socket with this table: its own callbacks, and those of the sockets that it accepts. */
  private reachedBy(table: Table, callback: WskCallback): Reached {
    return { own: [table], accepted: this.inheritors(table, callback) };
  }

  private inheritors(table: Table, callback: WskCallback): Table[] {
    if (table.type.category !== 'listen' && table.type.category !== 'stream') return [];
    if (!callback.enabledBy.includes('inherited')) return [];
    const accept = model.callbacks.get('WskAcceptEvent');
    const handler = accept && table.handler(accept);
    return this.tables.filter(
      (one) =>
        one.type.name === callback.table &&
        (one.accepts.some(({ by }) => by.name === handler?.name) ||
          one.creations.some((creation) => this.acceptedOn(creation, table))),
    );
  }

  private acceptedOn(creation: CallFact, table: Table): boolean {
    if (creation.name !== 'WskAccept') return false;
    const dispatch = creation.socket?.ghost?.dispatch;
    if (!dispatch) return this.tables.filter((one) => one.type === table.type).length === 1;
    return alternatives(dispatch).some((one) => one.k === 'pointer' && isSameRegion(one.region, table.region));
  }

  /** The socket's table is not known: the tables that it may have, by what is known of it. */
  private guess(call: CallFact, callback: WskCallback): Reached {
    const category = call.socket?.category ?? call.socket?.tableCategory;
    const having = this.tables.filter((table) => callbacksOf(table.type).includes(callback));
    if (category === 'listen' && callback.table !== 'WSK_CLIENT_LISTEN_DISPATCH') {
      const inheritable = callback.enabledBy.includes('inherited');
      const accepted = having.filter(
        (table) => table.accepts.length > 0 || table.creations.some(({ name }) => name === 'WskAccept'),
      );
      return { own: [], accepted: inheritable ? accepted : [] };
    }
    const own = having.filter((table) => category === undefined || table.type.category === category);
    const handed = own.filter((table) => table.accepts.some(({ by }) => by === call.root.fn));
    return { own: call.socket?.ghost?.accepted === true && handed.length > 0 ? handed : own, accepted: [] };
  }
}

/** What is switched on a stream socket is in a part of its table. */
function withParts(table: Table, callback: WskCallback): Table[] {
  return [table, ...table.parts].filter((one) => callbacksOf(one.type).includes(callback));
}

interface Reached {
  readonly own: readonly Table[];
  readonly accepted: readonly Table[];
}

export function findSwitches(facts: WskFacts, tables: readonly Table[]): readonly Switch[] {
  return new Switches(facts, tables).collect();
}

/** Routines that fill, copy, exchange, count, allocate and free memory. */
import type { Expr } from '../../syntax/ast';
import { add, assume, compute, constantOf } from '../../flow/arithmetic';
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import type { Region } from '../../flow/regions';
import type { CallEvent } from '../../flow/semantics';
import type { Origin } from '../../flow/values';
import * as names from '../names';
import { FREED_GHOST, poolGhost } from '../objects';
import { regionOf, whole } from '../values';
import type { AddressInfo } from './addressInfo';
import type { Irps } from './irps';
import { callKey, type SemanticRun } from './run';

export class MemoryRoutines {
  constructor(
    private readonly run: SemanticRun,
    private readonly irps: Irps,
    private readonly addressInfo: AddressInfo,
  ) {}

  call(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    if (names.zeroes.has(name)) return this.zero(event, engine);
    if (name === 'memset' || name === 'RtlFillMemory') return this.fill(event, name, engine);
    if (names.copies.has(name)) return this.copy(event, engine);
    if (name === 'CONTAINING_RECORD') return this.containingRecord(event, engine);
    if (names.exchanges.has(name)) return this.exchange(event, engine);
    if (names.comparesAndExchanges.has(name)) return this.compareAndExchange(event, engine);
    const step = names.counts.get(name);
    if (step !== undefined) return this.count(event, name, step, engine);
    if (names.frees.has(name)) return this.free(event, name, engine);
    if (names.allocates.has(name)) return this.allocate(event, name, engine);
    return undefined;
  }

  private zero(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first] = event.args;
    this.run.fact(event, undefined);
    const region = first && regionOf(first, engine.regions);
    if (region) state.reset(whole(region), { d: 'zero', origin: { site, kind: 'zeroed', parts: [] } });
    return [{ state, value: engine.int(0, site) }];
  }

  private fill(event: CallEvent, name: string, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first, second, third] = event.args;
    this.run.fact(event, undefined);
    const filler = name === 'memset' ? second : third;
    const region = first && regionOf(first, engine.regions);
    if (region) {
      if (filler && constantOf(state, filler) === 0)
        state.reset(whole(region), { d: 'zero', origin: { site, kind: 'zeroed', parts: [] } });
      else state.reset(whole(region), { d: 'havoc', id: callKey(event) });
    }
    return [{ state, value: first ?? engine.int(0, site) }];
  }

  private copy(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first, second] = event.args;
    this.run.fact(event, undefined);
    const to = first && regionOf(first, engine.regions);
    const from = second && regionOf(second, engine.regions);
    if (to && from) engine.copy(whole(from), whole(to), state, site);
    else if (to) state.reset(whole(to), { d: 'havoc', id: callKey(event) });
    return [{ state, value: first ?? engine.int(0, site) }];
  }

  private exchange(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first, second] = event.args;
    const region = first && regionOf(first, engine.regions);
    if (!region || !second) return [{ state, value: engine.int(0, site) }];
    const old = engine.load(region, state, site);
    engine.write(region, second, site, state);
    return [{ state, value: old }];
  }

  private compareAndExchange(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [target, exchange, comparand] = event.args;
    const region = target && regionOf(target, engine.regions);
    if (!region || !exchange || !comparand) return [{ state, value: engine.unknown(event.call, event) }];
    const old = engine.load(region, state, site);
    const equal = compute('==', old, comparand, { site, kind: 'computed', parts: [] });
    const different = assume(state.fork(), equal, false);
    const same = assume(state, equal, true);
    if (same) engine.write(region, exchange, site, same);
    return [same, different].flatMap((s) => (s ? [{ state: s, value: old }] : []));
  }

  private count(event: CallEvent, name: string, step: number, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first] = event.args;
    const region = first && regionOf(first, engine.regions);
    if (!region) return [{ state, value: engine.symbol(`result:${callKey(event)}`, `call:${name}`, site) }];
    const old = engine.load(region, state, site);
    const value = add(old, step, { site, kind: 'computed', parts: [old.origin] }, engine.regions);
    engine.write(region, value, site, state);
    return [{ state, value }];
  }

  private containingRecord(event: CallEvent, engine: Engine): readonly Outcome[] {
    const [pointer] = event.args;
    const type = event.call.args[1];
    const member = event.call.args[2];
    const region = pointer && regionOf(pointer, engine.regions);
    if (!region || type?.kind !== 'ident' || !member)
      return [{ state: event.state, value: engine.unknown(event.call, event) }];
    const path = memberPath(member);
    let record: Region = region;
    for (const name of path.reverse()) record = engine.regions.container(record, name, undefined);
    const known = this.run.program.named(type.name, event.frame.fn.file);
    if (!record.type || record.type.t === 'opaque') record.type = known;
    return [{ state: event.state, value: engine.pointer(record, event.site) }];
  }

  private free(event: CallEvent, name: string, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const block = event.args[names.freedArgument(name)];
    this.run.fact(event, undefined);
    const region = block && regionOf(block, engine.regions);
    if (region) {
      this.irps.lostWith(whole(region), state);
      this.addressInfo.lostWith(whole(region), state, site, engine);
    }
    // Only what this path allocated is followed: other blocks are somebody else's.
    if (region && block.k === 'symbol' && block.symbol.tag === 'pool-allocation') {
      this.run.setGhost(region, poolGhost(site), state);
      this.run.setGhost(region, FREED_GHOST, state);
    }
    return [{ state, value: engine.int(0, site) }];
  }

  private allocate(event: CallEvent, name: string, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    this.run.fact(event, undefined);
    state.introduce(`pool:${callKey(event)}`);
    const block = engine.symbol(`pool:${callKey(event)}`, 'pool-allocation', site);
    const region = regionOf(block, engine.regions);
    if (region) {
      const zeroed = names.allocatesZeroed.has(name);
      const origin: Origin = { site, kind: zeroed ? 'zeroed' : 'missing', parts: [] };
      state.reset(region, { d: zeroed ? 'zero' : 'undefined', origin });
    }
    return [{ state, value: block }];
  }
}

function memberPath(expr: Expr): string[] {
  if (expr.kind === 'ident') return [expr.name];
  return expr.kind === 'member' ? [...memberPath(expr.object), expr.name] : [];
}

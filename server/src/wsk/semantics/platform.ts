/** What the kernel's routines and macros do that a driver uses around WSK. */
import { assume, compute, constantOf, restrict } from '../../flow/arithmetic';
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import type { CallEvent } from '../../flow/semantics';
import type { Origin, Site, Value } from '../../flow/values';
import * as names from '../names';
import { regionOf, whole } from '../values';
import type { Irps } from './irps';
import type { Mdls } from './mdls';
import type { MemoryRoutines } from './memory';
import { callKey, type SemanticRun } from './run';
import type { Waits } from './waits';

export class Platform {
  constructor(
    private readonly run: SemanticRun,
    private readonly memory: MemoryRoutines,
    private readonly irps: Irps,
    private readonly waits: Waits,
    private readonly mdls: Mdls,
  ) {}

  /** Undefined where nothing is known of the routine. */
  call(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    return (
      this.memory.call(event, name, engine) ??
      this.irps.call(event, name, engine) ??
      this.waits.call(event, name, engine) ??
      this.mdls.call(event, name, engine) ??
      this.computed(event, name, engine) ??
      this.irql(event, name, engine)
    );
  }

  private computed(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    const { state, site } = event;
    const [first, second] = event.args;
    if (names.extremes.has(name) && first && second) return extreme(event, name, first, second);
    if (names.bitTests.has(name)) return this.bitTest(event, name);
    if (names.compares.has(name))
      return [{ state, value: engine.symbol(`result:${callKey(event)}`, `call:${name}`, site) }];
    switch (name) {
      case 'Int32x32To64':
      case 'UInt32x32To64':
      case 'RtlConvertLongToLargeInteger':
      case 'RtlConvertUlongToLargeInteger': {
        if (!first) return undefined;
        const origin: Origin = { site, kind: 'computed', parts: [first.origin], expr: event.call };
        return [{ state, value: second ? compute('*', first, second, origin) : first }];
      }
      case 'ARRAYSIZE':
      case 'RTL_NUMBER_OF': {
        const arg = event.call.args[0];
        const region = first && first.k === 'pointer' ? whole(first.region) : undefined;
        const type = region?.type;
        if (arg && type?.t === 'array' && type.count !== undefined)
          return [{ state, value: engine.int(type.count, site) }];
        return [{ state, value: engine.symbol(`count:${callKey(event)}`, 'count', site) }];
      }
      case 'GetExceptionCode':
      case '_exception_code': {
        const code = engine.symbol(`exception:${callKey(event)}`, 'exception', site);
        if (code.k === 'symbol') restrict(state, code.symbol.key, '<', 0);
        return [{ state, value: code }];
      }
      case 'MAKE_WSK_VERSION': {
        const major = first && constantOf(state, first);
        const minor = second && constantOf(state, second);
        if (major === undefined || minor === undefined) return [{ state, value: engine.unknown(event.call, event) }];
        return [{ state, value: engine.int((major << 8) | (minor & 0xff), site) }];
      }
      default:
        return undefined;
    }
  }

  /** The processor's level, and routines that do not return. */
  private irql(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    const { state, site } = event;
    const level = (id: string): Value => engine.symbol(`irql:${id}`, 'irql', site);
    switch (name) {
      case 'KeAcquireSpinLock':
      case 'KeRaiseIrql': {
        // What the old level was tells as much as asking for it.
        this.run.fact(event, undefined);
        const second = event.args[1];
        const old = second && regionOf(second, engine.regions);
        if (old) engine.write(old, level(callKey(event)), site, state);
        return [{ state, value: engine.int(0, site) }];
      }
      case 'KeAcquireSpinLockRaiseToDpc':
      case 'KeRaiseIrqlToDpcLevel':
        this.run.fact(event, undefined);
        return [{ state, value: level(callKey(event)) }];
      case 'KeGetCurrentIrql':
        return [{ state, value: level(`${event.frame.id}`) }];
      case 'KeBugCheck':
      case 'KeBugCheckEx':
      case 'ExRaiseStatus':
      case 'PsTerminateSystemThread':
      case 'RtlFailFast':
        this.run.fact(event, undefined);
        return [];
      default:
        return undefined;
    }
  }

  private bitTest(event: CallEvent, name: string): readonly Outcome[] | undefined {
    const { args, state, site } = event;
    const [flags, bit] = args;
    if (!flags || !bit) return undefined;
    const origin: Origin = { site, kind: 'computed', parts: [flags.origin, bit.origin], expr: event.call };
    const common = compute('&', flags, bit, origin);
    const zero: Value = { k: 'int', value: 0, origin };
    return [{ state, value: name === 'FlagOn' ? common : compute('!=', common, zero, origin) }];
  }
}

/** `min` and `max`: one of both, and what that says of them. */
function extreme(event: CallEvent, name: string, first: Value, second: Value): readonly Outcome[] {
  const { state, site } = event;
  const smaller = compute('<', first, second, { site, kind: 'computed', parts: [first.origin, second.origin] });
  const [yes, no] = name === 'min' ? [first, second] : [second, first];
  const outcome = (value: Value, holds: boolean): readonly Outcome[] => {
    const after = assume(state.fork(), smaller, holds);
    return after ? [{ state: after, value }] : [];
  };
  return [...outcome(yes, true), ...outcome(no, false)];
}

export function statusTest(test: names.StatusTest, value: Value, site: Site, engine: Engine): Value {
  if (test === 'success') return engine.relation('>=', value, 0, site);
  // What fails in WSK fails with an error; the one warning, STATUS_BUFFER_OVERFLOW, is told apart where it is known.
  if (test === 'error' && value.k === 'int' && value.value < -0x40000000) return engine.int(0, site);
  if (test === 'failure' || test === 'error') return engine.relation('<', value, 0, site);
  return { k: 'unknown', origin: { site, kind: 'computed', parts: [] } };
}

/** What is noted for the rules while code reads, writes, compares and returns. */
import type { Expr } from '../../syntax/ast';
import type { Frame } from '../../flow/frames';
import { rootOf, type Region } from '../../flow/regions';
import { FREE, type State } from '../../flow/state';
import { alternatives, type FunctionValue, type Site, type Value } from '../../flow/values';
import { model } from '../../model';
import { isGhost } from '../objects';
import type { RootRun } from '../facts';
import { providerCategory, regionOf } from '../values';
import type { AddressInfo } from './addressInfo';
import type { Irps } from './irps';
import type { SemanticRun } from './run';
import type { Sockets } from './sockets';

export class Observation {
  constructor(
    private readonly run: SemanticRun,
    private readonly irps: Irps,
    private readonly sockets: Sockets,
    private readonly addressInfo: AddressInfo,
  ) {}

  dereferenced(value: Value, expr: Expr, site: Site, state: State): void {
    if (value.k !== 'symbol' || !this.run.root) return;
    const tag = value.symbol.tag;
    if (tag.startsWith('nullable:') || tag.endsWith(':SocketContext'))
      this.run.recorder.dereferences.push({ value, expr, site, state: state.fork(), root: this.run.root });
    const region = regionOf(value, this.run.regions);
    const socket = this.run.ghost('socket', region, state);
    if (socket && (socket.closedAt || tag.startsWith('socket:')))
      this.run.recorder.socketUses.push({ ghost: socket, value, site, state: state.fork(), root: this.run.root });
    const irp = this.run.ghost('irp', region, state);
    if (!irp) return;
    if (irp.phase === 'freed') this.irps.note('use-after-free', value, irp, site, state, undefined);
    else this.irps.requireTested(value, irp, site, state, undefined);
  }

  compared(left: Value, right: Value, site: Site, state: State): void {
    const interesting = (value: Value): boolean =>
      value.k === 'symbol' && /^(?:nullable|callback|status):/.test(value.symbol.tag);
    if (this.run.root && (interesting(left) || interesting(right)))
      this.run.recorder.comparisons.push({ left, right, site, state: state.fork(), root: this.run.root });
  }

  wrote(region: Region, value: Value, site: Site, state: State): void {
    const root = this.run.root;
    if (!root) return;
    const table = region.r === 'field' && region.base.type ? model.tables.get(region.base.type.name) : undefined;
    if (region.r === 'field' && table?.side === 'client')
      this.run.recorder.tableWrites.push({ table: region.base, member: region.name, value });
    if (value.k === 'function' && region.r === 'field') {
      const callback = model.callbacks.get(region.name);
      if (callback && (table?.side === 'client' || (!table && region.base.type?.t !== 'record'))) {
        this.run.recorder.handlers.push({ callback: callback.name, value, site });
      }
    }
    if (value.k === 'function') this.tableRead(value, site, state, root);
    const stored = rootOf(region).r !== 'local';
    if (value.k === 'aggregate' && stored) this.sockets.noteCopied(region, value, state);
    if (
      value.k === 'symbol' &&
      (value.symbol.tag.startsWith('nullable:') ||
        value.symbol.tag.startsWith('callback:') ||
        value.symbol.tag.startsWith('socket:') ||
        (value.symbol.tag.startsWith('status:') && region.r === 'pointee'))
    ) {
      this.run.recorder.writes.push({ region, value, site, state: state.fork(), root });
    } else if (
      root.callback !== undefined &&
      ((value.k === 'pointer' && (stored || region.r === 'local')) || isParameter(region) || isRestOfList(value))
    ) {
      this.run.recorder.writes.push({ region, value, site, state: state.fork(), root });
    }
    if (root.callback !== undefined && region.r === 'pointee')
      this.run.recorder.writes.push({ region, value, site, state: state.fork(), root });
    for (const one of alternatives(value)) {
      const target = regionOf(one, this.run.regions);
      if (stored) this.addressInfo.escape(one, state);
      const irp = this.run.ghost('irp', target && rootOf(target), state);
      if (irp && stored && target) {
        this.irps.escape(one, state);
        if (irp.own) this.run.fields.ownIrp(region);
      }
      this.sockets.note(region, one, state, stored);
    }
    if (region.r === 'pointee' && root.callback === 'WskAcceptEvent') this.sockets.acceptedOutput(region, value, state);
  }

  /** `Bind = ((PWSK_PROVIDER_..._DISPATCH)Socket->Dispatch)->WskBind`. */
  private tableRead({ name, table }: FunctionValue, site: Site, state: State, root: RootRun): void {
    const tableCategory = providerCategory(table?.type);
    const region = table?.value.k === 'pointer' ? table.value.region : undefined;
    const dispatch = region?.r === 'pointee' ? region.symbol.initialOf : undefined;
    if (!table || !tableCategory || dispatch?.r !== 'field' || dispatch.name !== 'Dispatch') return;
    const socket = dispatch.base;
    if (socket.r !== 'pointee') return;
    const { ghost } = this.run.socketOf({ k: 'symbol', symbol: socket.symbol, origin: table.value.origin }, state);
    if (ghost) this.run.recorder.tableReads.push({ name, table, tableCategory, ghost, site, root });
  }

  returned(frame: Frame, value: Value | undefined, site: Site, state: State): void {
    if (!this.run.root) return;
    if (frame.kind === 'root' && value) {
      for (const one of alternatives(value)) {
        this.irps.escape(one, state);
        this.addressInfo.escape(one, state);
      }
    }
    const incomplete = this.run.engine?.incomplete !== false;
    const { recorder } = this.run;
    const isStatus = value?.k === 'symbol' && value.symbol.tag.startsWith('status:');
    if (frame.kind !== 'call' || isStatus)
      (frame.kind === 'call' ? recorder.handedUp : recorder.returns).push({
        frame,
        value,
        site,
        state: state.fork(),
        root: this.run.root,
        incomplete,
      });
  }

  left(frame: Frame, state: State): void {
    if (!this.run.root) return;
    const endsLater = [...state.allGhosts()].some(
      ([, ghost]) => isGhost(ghost, 'irp') && (ghost.phase === 'at-wsk' || ghost.freedTooEarly),
    );
    if (endsLater) this.run.recorder.exits.push({ stage: 'returned', frame, state: state.fork(), root: this.run.root });
    this.forgetDead(frame, state);
  }

  /** Objects that the function had on its stack, and those that were not made after all, keep no paths apart any more. */
  private forgetDead(frame: Frame, state: State): void {
    const onStack = `l${frame.id}.`;
    for (const [key, ghost] of [...state.allGhosts()]) {
      const place = key.indexOf(':') + 1;
      const pointed = key.startsWith('*(', place) && key.endsWith(')');
      const { low, high } = pointed ? state.constraint(key.slice(place + 2, -1)) : FREE;
      const wasNotMade =
        isGhost(ghost, 'socket') && ghost.creation && state.constraint(`final:${ghost.creation.id}`).high < 0;
      if (key.startsWith(onStack, place) || (low === 0 && high === 0) || wasNotMade) state.setGhost(key, undefined);
    }
  }
}

function isParameter(region: Region): boolean {
  return region.r === 'local' && region.local.parameter !== undefined && region.frame.kind === 'root';
}

/** What stands behind the first entry of a list. */
function isRestOfList(value: Value): boolean {
  return value.k === 'symbol' && value.symbol.initialOf?.r === 'field' && value.symbol.initialOf.name === 'Next';
}

/** The lists that WskGetAddressInfo makes and WskFreeAddressInfo takes back. */
import type { Engine } from '../../flow/interpreter/evaluation';
import { rootOf, type Region } from '../../flow/regions';
import type { State } from '../../flow/state';
import type { Site, Value } from '../../flow/values';
import type { CallFact } from '../facts';
import { addressInfoGhost, isGhost } from '../objects';
import { regionOf } from '../values';
import type { SemanticRun } from './run';

export class AddressInfo {
  constructor(private readonly run: SemanticRun) {}

  /** The list that the request makes; where it arrives in memory of the caller it is the caller's. */
  made(result: Value | undefined, fact: CallFact, state: State, engine: Engine): void {
    const where = result && regionOf(result, this.run.regions);
    const root = where && rootOf(where);
    if (!root || !(root.r === 'local' || isOwnBlock(root))) return;
    const heldBy = root.r === 'local' ? undefined : where;
    const list = engine.load(where, state, fact.site);
    const region = regionOf(list, this.run.regions);
    if (region)
      this.run.setGhost(region, addressInfoGhost({ call: fact, heldBy, freed: false, escaped: false }), state);
  }

  /** The block goes back to the pool: a list that only it held is lost. */
  lostWith(block: Region, state: State, site: Site, engine: Engine): void {
    for (const [key, ghost] of [...state.allGhosts()]) {
      if (!isGhost(ghost, 'address-info') || !ghost.heldBy || rootOf(ghost.heldBy) !== block) continue;
      if (ghost.freed || ghost.escaped) continue;
      const held = regionOf(engine.load(ghost.heldBy, state, site), this.run.regions);
      // Something else stands there by now: somebody took the list out.
      const isThere = held !== undefined && this.run.ghost('address-info', held, state) === ghost;
      state.setGhost(key, addressInfoGhost({ ...ghost, heldBy: undefined, escaped: !isThere }));
    }
  }

  free(list: Value | undefined, state: State): void {
    const region = list && regionOf(list, this.run.regions);
    const ghost = this.run.ghost('address-info', region, state);
    if (region && ghost) this.run.setGhost(region, addressInfoGhost({ ...ghost, freed: true }), state);
  }

  escape(value: Value, state: State): void {
    const target = regionOf(value, this.run.regions);
    const region = target && rootOf(target);
    const ghost = this.run.ghost('address-info', region, state);
    if (region && ghost && !ghost.escaped)
      this.run.setGhost(region, addressInfoGhost({ ...ghost, escaped: true }), state);
  }
}

function isOwnBlock(root: Region): boolean {
  return root.r === 'pointee' && root.symbol.tag === 'pool-allocation';
}

/** The lists that WskGetAddressInfo makes and WskFreeAddressInfo takes back. */
import type { Engine } from '../../flow/interpreter/evaluation';
import { rootOf } from '../../flow/regions';
import type { State } from '../../flow/state';
import type { Value } from '../../flow/values';
import type { CallFact } from '../facts';
import { addressInfoGhost } from '../objects';
import { regionOf } from '../values';
import type { SemanticRun } from './run';

export class AddressInfo {
  constructor(private readonly run: SemanticRun) {}

  /** The list that the request makes; where it arrives in memory of the caller it is the caller's. */
  made(result: Value | undefined, fact: CallFact, state: State, engine: Engine): void {
    const where = result && regionOf(result, this.run.regions);
    if (!where || rootOf(where).r !== 'local') return;
    const list = engine.load(where, state, fact.site);
    const region = regionOf(list, this.run.regions);
    if (region) this.run.setGhost(region, addressInfoGhost({ call: fact, freed: false, escaped: false }), state);
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

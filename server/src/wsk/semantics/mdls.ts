/** MDLs: which memory one describes, whether it was built, and when it is freed. */
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import type { CallEvent } from '../../flow/semantics';
import { pointerTo } from '../../flow/types';
import type { Value } from '../../flow/values';
import type { CallFact } from '../facts';
import { mdlGhost, type MdlGhost } from '../objects';
import { regionOf } from '../values';
import { callKey, type SemanticRun } from './run';

/** An MDL that the path has from somewhere else: in what state it comes nobody knows. */
const UNKNOWN: MdlGhost = mdlGhost({
  memory: undefined,
  built: true,
  asNonPaged: undefined,
  freedAt: undefined,
  allocation: undefined,
});

export class Mdls {
  constructor(private readonly run: SemanticRun) {}

  /** The kernel's routines for MDLs. */
  call(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    const { site } = event;
    const [first, second] = event.args;
    switch (name) {
      case 'IoAllocateMdl':
        return this.allocate(event, engine);
      case 'MmBuildMdlForNonPagedPool':
        return this.change(event, first, (fact) => ({ built: true, asNonPaged: fact }), engine);
      case 'MmProbeAndLockPages':
      case 'IoBuildPartialMdl':
        return this.change(event, name === 'IoBuildPartialMdl' ? second : first, () => ({ built: true }), engine);
      case 'IoFreeMdl':
        return this.change(event, first, () => ({ freedAt: site }), engine);
      default:
        return undefined;
    }
  }

  private allocate(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first] = event.args;
    const fact = this.run.fact(event, undefined);
    const mdl = engine.symbol(
      `mdl:${callKey(event)}`,
      'mdl-allocation',
      site,
      pointerTo(() => this.run.program.named('MDL', ''), 'PMDL'),
    );
    const region = regionOf(mdl, engine.regions);
    if (region && first)
      this.run.setGhost(
        region,
        mdlGhost({ memory: first, built: false, asNonPaged: undefined, freedAt: undefined, allocation: fact }),
        state,
      );
    return [{ state, value: mdl }];
  }

  private change(
    event: CallEvent,
    mdl: Value | undefined,
    change: (fact: CallFact) => Partial<MdlGhost>,
    engine: Engine,
  ): readonly Outcome[] {
    const { state, site } = event;
    const fact = this.run.fact(event, undefined);
    const region = mdl && regionOf(mdl, engine.regions);
    const ghost = this.run.ghost('mdl', region, state) ?? UNKNOWN;
    if (region && (ghost !== UNKNOWN || event.name === 'IoFreeMdl'))
      this.run.setGhost(region, mdlGhost({ ...ghost, ...change(fact) }), state);
    return [{ state, value: engine.int(0, site) }];
  }
}

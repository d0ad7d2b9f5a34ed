/** Code that the workspace does not hold: what is handed to it may be dealt with there. */
import { rootOf } from '../flow/regions';
import type { State } from '../flow/state';
import { alternatives, type Value } from '../flow/values';
import { isPlatformName } from '../wsk/names';
import type { HandoverFact, ReturnFact, WskFacts } from '../wsk/facts';

/** Calls of code outside of the workspace on the path to this return. */
export function outsideCalls(fact: ReturnFact, facts: WskFacts): readonly HandoverFact[] {
  return facts.handovers.filter(
    (one) => one.root === fact.root && !one.isDefined && isOnPath(one.state, fact.state) && isForeign(one, facts),
  );
}

/** A pointer of unknown target, or a function that the workspace does not define and that is not the system's. */
function isForeign(call: HandoverFact, facts: WskFacts): boolean {
  const { name, site } = call;
  return (
    name === undefined || facts.program.resolvePrototype(name, site.file) !== undefined || isUndeclared(call, facts)
  );
}

/** Not even declared, and not the system's: the workspace lacks the header, and with it the driver's other files. */
export function isUndeclared({ name, isDefined, site }: HandoverFact, facts: WskFacts): boolean {
  return (
    name !== undefined &&
    !isDefined &&
    !isPlatformName(name) &&
    facts.program.resolvePrototype(name, site.file) === undefined
  );
}

/** The later state comes after the earlier one on the same path. */
export function isOnPath(earlier: State, later: State): boolean {
  if (!earlier.trail) return true;
  for (let step = later.trail; step; step = step.previous) if (step === earlier.trail) return true;
  return false;
}

/** One of the arguments is the value with this key, a pointer into what it points to, or memory that holds it. */
export function receives({ args, state }: HandoverFact, key: string): boolean {
  const target = `*(${key})`;
  const isIt = (value: Value): boolean =>
    alternatives(value).some((one) => {
      if (one.k === 'pointer') return rootOf(one.region).key === target;
      if (one.k !== 'symbol') return false;
      const { initialOf } = one.symbol;
      return one.symbol.key === key || (initialOf !== undefined && rootOf(initialOf).key === target);
    });
  return args.some(
    (arg) => isIt(arg) || (arg.k === 'pointer' && state.within(arg.region).some(([, held]) => isIt(held))),
  );
}

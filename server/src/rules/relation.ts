/** How two values that are not known compare on a path. */
import { constantOf } from '../flow/arithmetic';
import type { State } from '../flow/state';
import { valueKey, type Value } from '../flow/values';

type Order = '<' | '>' | '<=' | '>=' | '==' | '!=';

/** A test on this path, or their constants, tell that `left` is less than `right`. */
export function isLess(left: Value, right: Value, state: State): boolean {
  const a = constantOf(state, left);
  const b = constantOf(state, right);
  if (a !== undefined && b !== undefined) return a < b;
  return (
    told('<', left, right, true, state) ||
    told('>', right, left, true, state) ||
    told('>=', left, right, false, state) ||
    told('<=', right, left, false, state)
  );
}

/** A test on this path tells that `left` is not more than `right`. */
export function isAtMost(left: Value, right: Value, state: State): boolean {
  return (
    isLess(left, right, state) ||
    told('<', right, left, false, state) ||
    told('>', left, right, false, state) ||
    told('>=', right, left, true, state) ||
    told('<=', left, right, true, state)
  );
}

/** The outcome of a test between two unknown values is kept under the test's own key. */
function told(op: Order, left: Value, right: Value, outcome: boolean, state: State): boolean {
  const known = state.constraint(`(${valueKey(left)} ${op} ${valueKey(right)})`);
  return outcome ? known.not.includes(0) || known.low > 0 : known.low === 0 && known.high === 0;
}

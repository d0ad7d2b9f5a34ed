/** Questions that several rules ask of the same facts. */
import type { WskFacts } from '../wsk/facts';

/** The answer is worked out once for each analysis. */
export function query<T>(answer: (facts: WskFacts) => T): (facts: WskFacts) => T {
  const answers = new WeakMap<WskFacts, { readonly value: T }>();
  return (facts) => {
    const known = answers.get(facts);
    if (known) return known.value;
    const value = answer(facts);
    answers.set(facts, { value });
    return value;
  };
}

/** What an accept callback hands to the socket that it accepts. */
import type { Value } from '../flow/values';
import { placeOf, type Place } from '../wsk/place';
import { mayBe } from '../wsk/values';
import type { ReturnFact, WskFacts } from '../wsk/facts';

export interface AcceptOutput {
  readonly value: Value;
  readonly place: Place;
  readonly fact: ReturnFact;
}

/** Values of the output parameter where WskAcceptEvent may return STATUS_SUCCESS. */
export function acceptOutputs(
  output: 'AcceptSocketContext' | 'AcceptSocketDispatch',
  facts: WskFacts,
): readonly AcceptOutput[] {
  const found: AcceptOutput[] = [];
  for (const fact of facts.returns) {
    if (
      fact.root.callback !== 'WskAcceptEvent' ||
      fact.frame.parent ||
      !fact.value ||
      !mayBe(fact.value, 0, fact.state)
    )
      continue;
    for (const [region, value] of fact.state.entries()) {
      if (region.r !== 'pointee' || !region.symbol.tag.endsWith(`:${output}`)) continue;
      const write = facts.writes.find(
        (one) =>
          one.root === fact.root &&
          one.region === region &&
          one.value.k === 'pointer' &&
          value.k === 'pointer' &&
          one.value.region === value.region,
      );
      if (write) found.push({ value, place: placeOf(write.site), fact });
    }
  }
  return found;
}

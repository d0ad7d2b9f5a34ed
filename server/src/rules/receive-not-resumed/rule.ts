import { constantOf, normalise } from '../../flow/arithmetic';
import { alternatives, type Value } from '../../flow/values';
import { model } from '../../model';
import { placeOf, type Place } from '../../wsk/place';
import type { ReturnFact, WskFacts } from '../../wsk/facts';
import { isOnPath, outsideCalls } from '../outside';
import { certainReturn, isOutput, isWithoutObject, parameterKey } from '../outputs';
import { isAtMost, isLess } from '../relation';
import { receivesDatagramsAgain, receivesTheRest } from '../resumption';
import type { Rule, RuleContext } from '../rule';

const NOT_ACCEPTED = normalise(model.constants.get('STATUS_DATA_NOT_ACCEPTED') ?? 0xc000021b);

/** What a return has stopped is started again: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'receive-not-resumed',
    section: 'callbacks',
    severity: 'warning',
    statements: ['D16', 'D17'],
    fixable: false,
  },
  check(context) {
    connections(context);
    datagrams(context);
  },
};

function connections({ facts, files, report }: RuleContext): void {
  const found = stops('WskReceiveEvent', facts).flatMap(({ fact, refuses }) => {
    const partial = refuses ? undefined : partialCount(fact, facts);
    return refuses || partial ? [{ fact, partial }] : [];
  });
  for (const { fact, partial } of found) {
    if (receivesTheRest(fact.root.fn, facts, files)) continue;
    report({ place: partial ?? placeOf(fact.site), message: { id: partial ? 'partial' : 'refused' } });
  }
}

function datagrams({ facts, files, report }: RuleContext): void {
  const found = stops('WskReceiveFromEvent', facts).filter(({ refuses }) => refuses);
  if (found.length === 0 || receivesDatagramsAgain(facts, files)) return;
  for (const { fact } of found) report({ place: placeOf(fact.site), message: { id: 'datagram' } });
}

/** Returns of the callback itself; one that hands its context to code outside of the workspace may be resumed there. */
function stops(callback: string, facts: WskFacts): readonly { fact: ReturnFact; refuses: boolean }[] {
  return facts.returns.flatMap((fact) => {
    if (fact.root.callback !== callback || fact.frame.parent || !fact.value) return [];
    if (isWithoutObject(fact) || endsConnection(fact, facts) || outsideCalls(fact, facts).length > 0) return [];
    return [{ fact, refuses: alternatives(fact.value).some((one) => isCode(one, fact)) }];
  });
}

/** A path to this return closes or disconnects a socket: nothing is to be received any more. */
function endsConnection({ root, site }: ReturnFact, facts: WskFacts): boolean {
  const ends = facts.calls.filter(
    (call) => call.root === root && (call.name === 'WskCloseSocket' || call.name === 'WskDisconnect'),
  );
  if (ends.length === 0) return false;
  return facts.returns.some(
    (fact) =>
      fact.root === root &&
      fact.site.start === site.start &&
      fact.site.file === site.file &&
      ends.some((call) => isOnPath(call.before, fact.state)),
  );
}

function isCode(value: Value, fact: ReturnFact): boolean {
  return normalise(constantOf(fact.state, value) ?? 0) === NOT_ACCEPTED;
}

/** Where `*BytesAccepted` gets less than what was indicated, on a path that accepts. */
function partialCount(fact: ReturnFact, facts: WskFacts): Place | undefined {
  if (certainReturn(fact) !== 0) return undefined;
  const indicated = parameterKey(fact.root, 'WskReceiveEvent', 'BytesIndicated');
  if (indicated === undefined) return undefined;
  for (const [region, value] of fact.state.entries()) {
    if (region.r !== 'pointee' || !isOutput(region, fact.root, 'WskReceiveEvent', 'BytesAccepted')) continue;
    if (value.k === 'symbol' && value.symbol.initialOf === region) continue;
    if (!isPart(value, indicated, fact)) continue;
    const write = facts.writes.find((one) => one.root === fact.root && one.region === region && one.value === value);
    return placeOf(write?.site ?? value.origin.site);
  }
  return undefined;
}

function isPart(value: Value, indicated: string, { state }: ReturnFact): boolean {
  const all = state.constraint(indicated);
  if (value.k === 'int') return value.value === 0 || value.value < all.low || all.not.includes(value.value);
  if (value.k !== 'symbol' || value.symbol.key === indicated) return false;
  const whole: Value = { k: 'symbol', symbol: { key: indicated, type: undefined, tag: '' }, origin: value.origin };
  // The room that is left, where it is not more than what came: a count of what was taken may be all of it.
  const isRoom = value.symbol.initialOf !== undefined && isAtMost(value, whole, state);
  return isRounded(value, indicated, state) || isRoom || isLess(value, whole, state);
}

/** Whole records of what was indicated, or what was indicated less a rest. */
function isRounded(value: Value, indicated: string, state: ReturnFact['state']): boolean {
  const derived = value.k === 'symbol' ? value.symbol.derived : undefined;
  if (!derived?.right) return false;
  const { op, left, right } = derived;
  const isAll = left.k === 'symbol' && left.symbol.key === indicated;
  if (op === '-') return isAll && (isPositive(right, state) || isRounded(right, indicated, state));
  if (op === '*') return isRounded(left, indicated, state) || isRounded(right, indicated, state);
  return isAll && (op === '/' || op === '%' || op === '&');
}

function isPositive(value: Value, state: ReturnFact['state']): boolean {
  if (value.k === 'int') return value.value > 0;
  if (value.k !== 'symbol') return false;
  const known = state.constraint(value.symbol.key);
  return known.low > 0 || known.not.includes(0);
}

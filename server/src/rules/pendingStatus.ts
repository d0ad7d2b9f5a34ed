/** Where code takes STATUS_PENDING, which a call returned, for the end of the request that it has waited for. */
import { constantOf } from '../flow/arithmetic';
import { chain, type Frame } from '../flow/frames';
import type { FunctionEntity } from '../flow/program';
import type { Region } from '../flow/regions';
import type { State } from '../flow/state';
import { sameValue, type Site, type Value } from '../flow/values';
import type { Expr } from '../syntax/ast';
import { walkStatement } from '../syntax/walk';
import type { CallFact, ReturnFact, WskFacts } from '../wsk/facts';
import { isCaller, placeOf, type Place } from '../wsk/place';
import { irpGhosts } from './irp';
import { placeAfter } from './order';
import { query } from './query';

const STATUS_PENDING = 0x103;

export interface TakenForFinal {
  readonly how: 'returned' | 'tested' | 'compared';
  readonly place: Place;
  /** The call that returned it. */
  readonly call: CallFact;
}

export const takenForFinal = query((facts): readonly TakenForFinal[] => {
  const found: TakenForFinal[] = [];
  const take = (how: TakenForFinal['how'], site: Site, call: CallFact): void => {
    const helper = returnAfterWait(call, facts);
    // A helper that only tests what it gets tests its caller's mistake.
    const place = helper ? placeOf(helper.site) : how === 'returned' ? placeOf(site) : placeAfter(site, call.site);
    found.push({ how: helper ? 'returned' : how, place, call });
  };
  // Who calls a function that returns it gets it from there.
  const returned = new Set<FunctionEntity>();
  for (const fact of facts.returns) {
    const call = fact.frame.kind === 'root' && fact.value ? waitedFor(fact.value, fact.state) : undefined;
    if (!call) continue;
    returned.add(fact.root.fn);
    take('returned', fact.site, call);
  }
  const comesFromThere = (test: Frame, call: CallFact): boolean =>
    chain(call.frame).some(({ fn }) => returned.has(fn) && fn !== test.fn);
  for (const fact of facts.returns)
    for (const [region, value] of fact.frame.kind === 'root' ? fact.state.entries() : []) {
      const call = isOutput(region) ? waitedFor(value, fact.state) : undefined;
      if (!call) continue;
      const write = facts.writes.find(
        (one) => one.root === fact.root && one.region === region && sameValue(one.value, value),
      );
      if (write) take('returned', write.site, call);
    }
  const tests = [...statusTests(facts), ...comparisons(facts)];
  const toldApart = new Set(tests.flatMap(({ call, withPending }) => (withPending ? [call.site.start] : [])));
  for (const { how, frame, site, call } of tests)
    if (!comesFromThere(frame, call) && !toldApart.has(call.site.start) && !readsStatusLater(frame, site))
      take(how, site, call);
  return found;
});

/** The helper that waits and then hands up to its caller what the call returned. */
function returnAfterWait(call: CallFact, { handedUp, waits }: WskFacts): ReturnFact | undefined {
  return handedUp.find(
    ({ frame, value, state, root }) =>
      root === call.root &&
      value !== undefined &&
      waitedFor(value, state)?.id === call.id &&
      waits.some((wait) => isCaller(frame, wait.call.frame)),
  );
}

/** `*Status`, where the caller gave the pointer. */
function isOutput(region: Region): boolean {
  return region.r === 'pointee' && region.symbol.key.startsWith('param:');
}

/** What is asked of a returned status after the wait. */
interface Test {
  readonly how: 'tested' | 'compared';
  readonly frame: Frame;
  readonly site: Site;
  readonly call: CallFact;
  /** It is compared with STATUS_PENDING: the code knows what it has. */
  readonly withPending: boolean;
}

function statusTests(facts: WskFacts): readonly Test[] {
  return facts.calls.flatMap(({ name, args: [tested], before, frame, site }) => {
    const call = (name === 'NT_SUCCESS' || name === 'NT_ERROR') && tested ? waitedFor(tested.value, before) : undefined;
    return call ? [{ how: 'tested', frame, site, call, withPending: false }] : [];
  });
}

function comparisons(facts: WskFacts): readonly Test[] {
  return facts.comparisons.flatMap(({ left, right, site, state }) => {
    const [tested, other] = left.k === 'symbol' ? [left, right] : [right, left];
    const call = site.frame && constantOf(state, other) !== undefined ? waitedFor(tested, state) : undefined;
    if (!call || !site.frame) return [];
    return [
      { how: 'compared', frame: site.frame, site, call, withPending: constantOf(state, other) === STATUS_PENDING },
    ];
  });
}

/** The call whose returned STATUS_PENDING this is, when its request has ended on this path. */
function waitedFor(value: Value, state: State): CallFact | undefined {
  if (value.k !== 'symbol' || !value.symbol.tag.startsWith('status:') || constantOf(state, value) !== STATUS_PENDING)
    return undefined;
  for (const ghost of irpGhosts(state)) {
    const status = ghost.call?.status;
    const ended = ghost.phase === 'completed' || (ghost.phase === 'freed' && !ghost.freedTooEarly);
    if (ended && status?.k === 'symbol' && status.symbol.key === value.symbol.key) return ghost.call;
  }
  return undefined;
}

/** The test may be the gate to the real status. */
function readsStatusLater(frame: Frame, { end }: Site): boolean {
  const body = frame.fn.decl.body;
  let found = false;
  let transferred: Expr | undefined;
  if (body)
    walkStatement(body, (expr) => {
      if (expr.kind !== 'member' || expr.start <= end) return;
      if (expr.name === 'Information') transferred = expr.object;
      else found ||= expr.name === 'IoStatus' && expr !== transferred;
    });
  return found;
}

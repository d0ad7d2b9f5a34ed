import { constantOf } from '../../flow/arithmetic';
import type { Value } from '../../flow/values';
import { allocates, freedArgument, frees } from '../../wsk/names';
import { argumentPlace, type Place } from '../../wsk/place';
import { rootOf } from '../../flow/regions';
import type { Argument, CallFact, ExitFact, WskFacts } from '../../wsk/facts';
import { acceptOutputs } from '../acceptOutputs';
import { placeInOrder } from '../activation';
import { argumentOf } from '../dispatch';
import { decisionsSince, guards, isStatusTest } from '../guards';
import { irpGhosts, isOutstanding } from '../irp';
import { isOnPath } from '../outside';
import { diesWith, isClosedAgain, openSockets } from '../stack';
import type { Rule } from '../rule';

/** PagedPool and PagedPoolCacheAligned of POOL_TYPE. */
const PAGED_TYPES: ReadonlySet<number> = new Set([1, 5]);
const POOL_FLAG_PAGED = 0x100;

/** Contexts last as long as the socket or the request: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_socket */
export const rule: Rule = {
  meta: {
    id: 'context-lifetime',
    section: 'callbacks',
    severity: 'warning',
    statements: ['D33', 'D34', 'J6', 'K24'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const exit of facts.exits) {
      if (exit.root.defers) continue;
      if (!exit.frame.parent) {
        for (const { creation } of openSockets(exit)) {
          const context = creation && argumentOf(creation, 'context');
          if (!creation || !context || !diesWith(context.value, exit.frame)) continue;
          if (!isClosedAgain(creation, exit.root, facts))
            report({
              place: argumentPlace(creation, context),
              message: { id: 'socket', args: { function: creation.name } },
            });
        }
      }
      if (exit.stage !== 'returned' || hasTimedWait(exit, facts)) continue;
      for (const ghost of irpGhosts(exit.state)) {
        const { routine, call } = ghost;
        const context = isOutstanding(ghost) ? routine?.args[2] : undefined;
        if (routine && call && context && diesWith(context.value, exit.frame) && !waitsFor(context.value, exit, facts))
          report({
            place: argumentPlace(routine, context),
            message: { id: 'completion', args: { function: call.name } },
          });
      }
    }
    for (const { call, argument } of contexts(facts)) {
      if (isPaged(argument.value, facts))
        report({ place: argumentPlace(call, argument), message: { id: 'paged', args: { function: call.name } } });
    }
    for (const { call, argument, sent } of freedContexts(facts))
      report({
        place: placeOfFree(call, argument, sent),
        message: { id: 'freed', args: { function: sent.name } },
      });
    for (const { value, place, fact } of acceptOutputs('AcceptSocketContext', facts)) {
      if (isPaged(value, facts)) report({ place, message: { id: 'paged', args: { function: 'WskAcceptEvent' } } });
      if (diesWith(value, fact.frame)) report({ place, message: { id: 'accepted' } });
    }
  },
};

/** The path waits for something in the context, whatever else became of the request. */
function waitsFor(context: Value, { root, state }: ExitFact, facts: WskFacts): boolean {
  if (context.k !== 'pointer') return false;
  const memory = rootOf(context.region);
  return facts.waits.some(
    ({ call, region, timeout, any }) =>
      call.root === root &&
      timeout === 'none' &&
      !any &&
      region !== undefined &&
      rootOf(region) === memory &&
      isOnPath(call.before, state),
  );
}

/** A wait that may run out is the matter of another rule. */
function hasTimedWait(exit: ExitFact, facts: WskFacts): boolean {
  return facts.waits.some((wait) => wait.call.root === exit.root && wait.timeout !== 'none');
}

interface Given {
  readonly call: CallFact;
  readonly argument: Argument;
}

/** Contexts that are given to sockets, and to requests of WSK. */
function contexts(facts: WskFacts): Given[] {
  const found: Given[] = [];
  for (const call of facts.calls) {
    const argument = call.fn?.creates
      ? argumentOf(call, 'context')
      : call.fn && call.irp?.ghost.routine
        ? call.irp.ghost.routine.args[2]
        : undefined;
    const owner = call.fn?.creates ? call : call.irp?.ghost.routine;
    if (argument && owner) found.push({ call: owner, argument });
    const routine = call.fn?.creates ? call.irp?.ghost.routine : undefined;
    if (routine?.args[2]) found.push({ call: routine, argument: routine.args[2] });
  }
  return found;
}

/** A block that the same path has taken from paged pool. */
function isPaged(value: Value | undefined, facts: WskFacts): boolean {
  if (value?.k !== 'symbol' || value.symbol.tag !== 'pool-allocation') return false;
  const id = value.symbol.key.replace(/^pool:/, '');
  const made = facts.calls.find((call) => call.id === id && allocates.has(call.name));
  if (!made) return false;
  if (made.name.includes('PagedLookaside')) return !made.name.includes('NPaged');
  const kind = made.args[0] && constantOf(made.before, made.args[0].value);
  if (kind === undefined) return false;
  return /^ExAllocatePool[23]$/.test(made.name) ? (kind & POOL_FLAG_PAGED) !== 0 : PAGED_TYPES.has(kind);
}

/** Frees of what the completion routine of a request that is still with WSK will get. */
function freedContexts(facts: WskFacts): (Given & { readonly sent: CallFact })[] {
  return facts.calls.flatMap((call) => {
    const argument = frees.has(call.name) ? call.args[freedArgument(call.name)] : undefined;
    const value = argument?.value;
    if (!argument || value?.k !== 'symbol') return [];
    return irpGhosts(call.before).flatMap((ghost) => {
      const context = isOutstanding(ghost) ? ghost.routine?.args[2]?.value : undefined;
      const isSame = context?.k === 'symbol' && context.symbol.key === value.symbol.key;
      return isSame && ghost.call && !isDecided(call, ghost.call) ? [{ call, argument, sent: ghost.call }] : [];
    });
  });
}

/** Wrong is the order of the two: where the function that does both frees. */
function placeOfFree(call: CallFact, { expr }: Argument, sent: CallFact): Place {
  const place = placeInOrder(call, sent);
  const isHere = place.file === call.site.file && place.start === call.call.start;
  return isHere ? { file: place.file, start: expr.start, end: expr.end } : place;
}

/** What is not known decides whether the block is freed: a count of those who use it, as a rule. */
function isDecided(free: CallFact, sent: CallFact): boolean {
  return decisionsSince(free.before, sent).some((decision) => guards(decision, free.name) && !isStatusTest(decision));
}

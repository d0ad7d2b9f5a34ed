import { constantOf } from '../../flow/arithmetic';
import { chain } from '../../flow/frames';
import { rootOf, type Region } from '../../flow/regions';
import type { State } from '../../flow/state';
import { sameValue, type Site, type Value } from '../../flow/values';
import { isGhost, type IrpGhost } from '../../wsk/objects';
import { callPlace, placeOf } from '../../wsk/place';
import { isTestedHere, mayBe } from '../../wsk/values';
import type { CallFact, ReturnFact, RootRun, WskFacts } from '../../wsk/facts';
import { isOnPath } from '../outside';
import { takenForFinal } from '../pendingStatus';
import type { Rule } from '../rule';

const STATUS_PENDING = 0x103;

/** Only a request that succeeded leaves a socket: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_socket */
export const rule: Rule = {
  meta: { id: 'socket-from-failed-irp', section: 'sockets', severity: 'warning', statements: ['H12'], fixable: false },
  check({ facts, report }) {
    const creations = new Set<string>();
    // Whose status was taken for the final one is `pending-status`.
    for (const { call } of takenForFinal(facts))
      for (const { fn } of chain(call.frame)) creations.add(`${call.site.file}:${call.site.start}:${fn.id}`);
    const speak = (site: Site, creation: CallFact, root: RootRun): void => {
      const key = `${creation.site.file}:${creation.site.start}:${root.fn.id}`;
      if (creations.has(key)) return;
      creations.add(key);
      report({
        place: placeOf(site),
        message: { id: 'untested', args: { function: creation.name } },
        related: [{ place: callPlace(creation), message: { id: 'created' } }],
      });
    };
    for (const { value, ghost, site, state, root } of facts.socketUses)
      if (ghost.creation && !ghost.closedAt && isUntested(value, ghost.creation, state))
        speak(site, ghost.creation, root);
    for (const kept of keptSockets(facts)) speak(kept.site, kept.creation, kept.root);
  },
};

interface Kept {
  readonly site: Site;
  readonly creation: CallFact;
  readonly root: RootRun;
}

/** Sockets that outlive the function, while their request's status is gone with its IRP. */
function keptSockets(facts: WskFacts): readonly Kept[] {
  const kept: Kept[] = [];
  const look = (value: Value, site: Site, state: State, root: RootRun): void => {
    const creation = value.k === 'symbol' ? creationOf(value.symbol.key, state) : undefined;
    if (!creation || !isUntested(value, creation, state) || isStatusKept(creation, state)) return;
    const taken = facts.writes.find(
      (write) => write.root === root && sameValue(write.value, value) && isOnPath(write.state, state),
    );
    kept.push({ site: taken?.site ?? site, creation, root });
  };
  for (const { frame, value, site, state, root } of facts.returns)
    if (frame.kind === 'root' && value) look(value, site, state, root);
  for (const { stage, frame, state, root, site } of facts.exits) {
    if (stage !== 'completed' || frame.kind !== 'root' || !site || !holdsSocket(state)) continue;
    let results: readonly ReturnFact[] | undefined;
    for (const [region, value] of state.entries()) {
      const creation = value.k === 'symbol' ? creationOf(value.symbol.key, state) : undefined;
      if (!creation || rootOf(region).r === 'local' || irpOf(region, state)) continue;
      results ??= facts.returns.filter((one) => one.root === root && one.site.start === site.start);
      const tells = results.some(
        (one) =>
          one.value && isStatusOf(creation, one.value) && isPending(creation, one.state) === isPending(creation, state),
      );
      if (!tells) look(value, site, state, root);
    }
  }
  return kept;
}

function holdsSocket(state: State): boolean {
  for (const [, ghost] of state.allGhosts())
    if (isGhost(ghost, 'socket') && !ghost.closedAt && ghost.creation) return true;
  return false;
}

function creationOf(socket: string, state: State): CallFact | undefined {
  const ghost = state.ghost(`socket:*(${socket})`);
  return ghost && isGhost(ghost, 'socket') && !ghost.closedAt ? ghost.creation : undefined;
}

/** The status stands somewhere, for whoever gets the socket: in an IRP that is still there, or where it was copied to. */
function isStatusKept(creation: CallFact, state: State): boolean {
  return [...state.entries()].some(
    ([region, value]) =>
      isStatusOf(creation, value) && !isAutomatic(rootOf(region)) && irpOf(region, state)?.phase !== 'freed',
  );
}

/** A local, which is gone when the function has returned. */
function isAutomatic(root: Region): boolean {
  return root.r === 'local' && root.local.entity === undefined && !root.local.reference;
}

/** The path on which the call returned STATUS_PENDING. */
function isPending({ status }: CallFact, state: State): boolean {
  return status !== undefined && constantOf(state, status) === STATUS_PENDING;
}

function isStatusOf(creation: CallFact, value: Value): boolean {
  return value.k === 'symbol' && value.symbol.key === `final:${creation.id}`;
}

function irpOf(region: Region, state: State): IrpGhost | undefined {
  const ghost = state.ghost(`irp:${rootOf(region).key}`);
  return ghost && isGhost(ghost, 'irp') ? ghost : undefined;
}

/** Neither the request's status nor the pointer was looked at on this path, nor handed to code that may have done so. */
function isUntested(value: Value, creation: CallFact, state: State): boolean {
  if (value.k !== 'symbol' || !value.symbol.tag.startsWith('socket:') || isTestedHere(value, state)) return false;
  const final = `final:${creation.id}`;
  if (state.ghost(`status:${final}`)) return false;
  const c = state.constraint(final);
  const isFree = c.low === -Infinity && c.high === Infinity && (c.not.length > 0 || !state.isAskedAbout(final));
  return isFree && !c.asked && !hasSucceededAtOnce(creation, state);
}

/** The call itself has said so: what is not pending has its final status. */
function hasSucceededAtOnce({ status }: CallFact, state: State): boolean {
  if (status?.k !== 'symbol' || mayBe(status, STATUS_PENDING, state)) return false;
  return state.constraint(status.symbol.key).low >= 0;
}

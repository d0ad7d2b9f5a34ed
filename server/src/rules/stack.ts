/** Memory of a function that WSK goes on using when the function has returned. */
import { rootOf } from '../flow/regions';
import type { Value } from '../flow/values';
import type { CallFact, ExitFact, RootRun, WskFacts } from '../wsk/facts';
import { isGhost, type SocketGhost } from '../wsk/objects';
import { failed } from './registration';

/** The value points to a local without static storage of the function that is left. */
export function diesWith(value: Value | undefined, frame: ExitFact['frame']): boolean {
  if (value?.k !== 'pointer') return false;
  const root = rootOf(value.region);
  return root.r === 'local' && root.frame === frame && root.local.entity === undefined && !root.local.reference;
}

/**
 * The function closes the socket before it returns, on some path at least: where another path cannot (no memory for the IRP of the
 * close), that is not the table's or the context's fault.
 */
export function isClosedAgain(creation: CallFact, root: RootRun, facts: WskFacts): boolean {
  return facts.exits.some(
    (exit) =>
      exit.root === root &&
      [...exit.state.allGhosts()].some(
        ([, ghost]) =>
          isGhost(ghost, 'socket') &&
          ghost.closedAt !== undefined &&
          ghost.creation?.site.start === creation.site.start &&
          ghost.creation.site.file === creation.site.file,
      ),
  );
}

/** Sockets that the path made, which may live on when the function is left. */
export function openSockets(exit: ExitFact): readonly SocketGhost[] {
  const found: SocketGhost[] = [];
  for (const [, ghost] of exit.state.allGhosts()) {
    if (!isGhost(ghost, 'socket') || !ghost.creation || ghost.closedAt) continue;
    const failedLater = exit.state.constraint(`final:${ghost.creation.id}`).high < 0;
    if (!failed(ghost.creation, exit.state) && !failedLater) found.push(ghost);
  }
  return found;
}

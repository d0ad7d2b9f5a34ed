/** IRPs as rules see them. */
import type { State } from '../flow/state';
import { isGhost, type IrpGhost } from '../wsk/objects';

/** The IRPs that the path knows of. */
export function irpGhosts(state: State): readonly IrpGhost[] {
  const found: IrpGhost[] = [];
  for (const [, ghost] of state.allGhosts()) if (isGhost(ghost, 'irp')) found.push(ghost);
  return found;
}

/** WSK still has the IRP: its completion routine is yet to run, even where it was freed meanwhile. */
export function isOutstanding(ghost: IrpGhost): boolean {
  return ghost.phase === 'at-wsk' || (ghost.phase === 'freed' && ghost.freedTooEarly);
}

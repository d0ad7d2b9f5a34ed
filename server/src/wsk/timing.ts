/** When an option can be set: by what has been done to the socket before. */
import type { Timing } from '../model';
import type { SocketGhost, SocketPhase } from './objects';

/** An accepted socket counts as connected. */
export type OpenPhase = Exclude<SocketPhase, 'closed'>;

export function openPhase(ghost: SocketGhost | undefined): OpenPhase | undefined {
  if (!ghost || ghost.phase === 'closed') return undefined;
  return ghost.accepted ? 'connected' : ghost.phase;
}

/** Too early or too late in that phase. */
export function isUntimely(timing: Timing | undefined, phase: OpenPhase): boolean {
  switch (timing) {
    case 'before-bind':
      return phase !== 'created';
    case 'after-bind':
      return phase === 'created';
    case 'before-connect':
      return phase === 'connected';
    case 'after-connect':
    case 'after-accept':
      return phase !== 'connected';
    default:
      return false;
  }
}

/** WSK_REGISTRATION objects as rules see them. */
import type { State } from '../flow/state';
import type { Value } from '../flow/values';
import type { CallFact } from '../wsk/facts';
import { registrationRoutines } from '../wsk/names';
import { isGhost, type RegistrationGhost } from '../wsk/objects';
import { mayBe } from '../wsk/values';
import { argumentOf } from './dispatch';

const STATUS_SUCCESS = 0;

/** What this path has done with the registration that the call names. */
export function registrationOf(call: CallFact): RegistrationGhost | undefined {
  const value = argumentOf(call, 'registration')?.value;
  const key = value && regionKey(value);
  const ghost = key === undefined ? undefined : call.before.ghost(`registration:${key}`);
  return ghost && isGhost(ghost, 'registration') ? ghost : undefined;
}

export function registrations(state: State): readonly RegistrationGhost[] {
  const found: RegistrationGhost[] = [];
  for (const [, ghost] of state.allGhosts()) if (isGhost(ghost, 'registration')) found.push(ghost);
  return found;
}

function regionKey(value: Value): string | undefined {
  if (value.k === 'pointer') return value.region.key;
  return value.k === 'symbol' ? `*(${value.symbol.key})` : undefined;
}

/** The call is known to have succeeded on this path. */
export function succeeded(call: CallFact, state: State): boolean {
  return call.status?.k === 'symbol' && state.constraint(call.status.symbol.key).low >= 0;
}

/** The call is known to have failed on this path; what registers or captures succeeds with STATUS_SUCCESS alone. */
export function failed({ name, status }: CallFact, state: State): boolean {
  if (status?.k !== 'symbol') return false;
  if (registrationRoutines.has(name) && !mayBe(status, STATUS_SUCCESS, state)) return true;
  return state.constraint(status.symbol.key).high < 0;
}

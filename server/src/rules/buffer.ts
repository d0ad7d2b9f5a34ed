/** WSK_BUF structures as rules see them. */
import { isWithin, rootOf, type Region } from '../flow/regions';
import type { State } from '../flow/state';
import type { Value } from '../flow/values';
import type { CallFact } from '../wsk/facts';
import { isGhost, type MdlGhost } from '../wsk/objects';
import { argumentOf } from './dispatch';

export type BufferMember = 'Mdl' | 'Offset' | 'Length';

/** What the member of the call's WSK_BUF holds at the call; undefined when that is not known. */
export function bufferMember(call: CallFact, member: BufferMember): Value | undefined {
  const argument = argumentOf(call, 'buffer');
  if (!argument || argument.param?.type.includes('LIST')) return undefined;
  const region = pointed(argument.value, call.before);
  return region && memberOf(region, member, call.before);
}

/** The structure: a variable, or what the path has written of a block that it knows by its pointer only. */
function pointed(value: Value, state: State): Region | undefined {
  if (value.k === 'pointer') return value.region;
  if (value.k !== 'symbol') return undefined;
  const key = `*(${value.symbol.key})`;
  for (const [region] of state.entries()) {
    const root = rootOf(region);
    if (root.key === key) return root;
  }
  return undefined;
}

function memberOf(region: Region, member: BufferMember, state: State): Value | undefined {
  const part = region.parts.find((one) => one.r === 'field' && one.name === member);
  const bound = part && state.bound(part);
  if (bound) return bound;
  const fallback = state.fallback(part ?? region);
  if (fallback?.d === 'zero') return { k: 'int', value: 0, origin: fallback.origin };
  if (fallback?.d !== 'undefined') return undefined;
  // Written through another path, as a whole or in a part that is not understood: not known.
  for (const [one] of state.entries())
    if (isWithin(one, part ?? region) && one !== part && part !== undefined) return undefined;
  return { k: 'undefined', origin: fallback.origin };
}

/** The MDL that a pointer denotes, where this path allocated it. */
export function mdlOf(value: Value, state: State): MdlGhost | undefined {
  const ghost = value.k === 'symbol' ? state.ghost(`mdl:*(${value.symbol.key})`) : undefined;
  return ghost && isGhost(ghost, 'mdl') ? ghost : undefined;
}

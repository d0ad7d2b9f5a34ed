import type { Frame } from '../../flow/frames';
import { rootOf, type Region } from '../../flow/regions';
import { isNull, type Site, type Value } from '../../flow/values';
import { argumentPlace, callWithin, isCaller, placeOf, type Place } from '../../wsk/place';
import { isGhost } from '../../wsk/objects';
import type { Argument, CallFact, ExitFact } from '../../wsk/facts';
import { isAbandoned } from '../abandoned';
import { bufferMember, mdlOf } from '../buffer';
import { argumentOf } from '../dispatch';
import { irpGhosts } from '../irp';
import type { Rule } from '../rule';

/** Memory lives as long as the request that uses it: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_send */
export const rule: Rule = {
  meta: {
    id: 'buffer-lifetime',
    section: 'sockets',
    severity: 'error',
    statements: ['I15', 'I16', 'I21', 'I22'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const exit of facts.exits) {
      if (exit.stage !== 'returned' || exit.root.defers) continue;
      for (const ghost of irpGhosts(exit.state)) {
        const call = ghost.phase === 'at-wsk' && ghost.routine ? ghost.call : undefined;
        if (!call || call.control || isAbandoned(call, facts)) continue;
        for (const output of call.args) {
          if (isOutput(output) && diesWith(output.value, exit))
            report({ place: argumentPlace(call, output), message: { id: 'output', args: { function: call.name } } });
        }
        const buffer = argumentOf(call, 'buffer');
        const mdl = buffer && bufferMember(call, 'Mdl');
        if (!buffer || !mdl) continue;
        const described = mdlOf(mdl, call.before);
        const freedAt = mdlOf(mdl, exit.state)?.freedAt ?? (described?.memory && poolFreedAt(described.memory, exit));
        if (described?.memory && diesWith(described.memory, exit))
          report({
            place: placeFor(call, buffer, exit.frame),
            message: { id: 'stack', args: { function: call.name } },
          });
        else if (freedAt)
          report({
            place: placeFor(call, buffer, freedAt.frame),
            message: { id: 'freed', args: { function: call.name } },
            related: [{ place: placeOf(freedAt), message: { id: 'free' } }],
          });
      }
    }
  },
};

/** The buffer, or the call of the helper that sends it: what a caller hands over, the caller has to keep. */
function placeFor(call: CallFact, buffer: Argument, keeper: Frame | undefined): Place {
  let common = keeper;
  while (common && !isCaller(common, call.frame)) common = common.parent;
  return common && common !== call.frame ? callWithin(call, common) : argumentPlace(call, buffer);
}

function isOutput({ param, value }: Argument): boolean {
  return param !== undefined && param.dir !== 'in' && param.role !== 'irp' && !isNull(value);
}

/** The memory is a local of the function that is left. */
function diesWith(value: Value, exit: ExitFact): boolean {
  const root: Region | undefined = value.k === 'pointer' ? rootOf(value.region) : undefined;
  return root?.r === 'local' && root.frame === exit.frame && !isStatic(root);
}

function isStatic(root: Extract<Region, { r: 'local' }>): boolean {
  return root.local.entity !== undefined;
}

/** Where this path has given the memory back to the pool. */
function poolFreedAt(memory: Value, exit: ExitFact): Site | undefined {
  const ghost = memory.k === 'symbol' ? exit.state.ghost(`pool:*(${memory.symbol.key})`) : undefined;
  return ghost && isGhost(ghost, 'pool') ? ghost.freedAt : undefined;
}

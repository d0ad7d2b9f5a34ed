import { rootOf } from '../../flow/regions';
import type { Value } from '../../flow/values';
import { isGhost } from '../../wsk/objects';
import { argumentPlace, callPlace } from '../../wsk/place';
import { calledFunctions } from '../activation';
import type { ControlArgument, ExitFact } from '../../wsk/facts';
import type { Rule, RuleContext } from '../rule';

/** Buffers live until the IRP completes: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: {
    id: 'control-buffer-lifetime',
    section: 'control',
    severity: 'warning',
    statements: ['A31', 'E14', 'F9'],
    fixable: false,
  },
  check(context) {
    for (const exit of context.facts.exits)
      if (exit.stage === 'returned' && !exit.root.defers) checkExit(context, exit);
  },
};

const BUFFERS: readonly ControlArgument[] = ['inputBuffer', 'outputBuffer'];

/** The function is left while WSK still has the request, and the buffer was one of its locals. */
function checkExit({ facts, report }: RuleContext, exit: ExitFact): void {
  for (const [, ghost] of exit.state.allGhosts()) {
    const call = isGhost(ghost, 'irp') && ghost.phase === 'at-wsk' ? ghost.call : undefined;
    const control = call?.control;
    if (!call || !control || !isGhost(ghost, 'irp')) continue;
    // Nobody can wait for an IRP that has no completion routine: to forget that is the mistake.
    if (ghost.own === true && !ghost.routine) continue;
    // A helper's own IRP parameter, seen without its callers: they know whether there is an IRP at all.
    const isCalled = ghost.own === undefined && calledFunctions(facts).has(exit.root.fn);
    if (isCalled && (exit.frame.fn === exit.root.fn || isParameter(call.args[control.index.irp]?.value))) continue;
    for (const which of BUFFERS) {
      const buffer = call.args[control.index[which]];
      const region = buffer?.value.k === 'pointer' ? rootOf(buffer.value.region) : undefined;
      if (!buffer || region?.r !== 'local' || region.frame !== exit.frame) continue;
      const events =
        control.code?.name === 'SO_WSK_EVENT_CALLBACK' || control.code?.name === 'WSK_SET_STATIC_EVENT_CALLBACKS';
      report({
        place: argumentPlace(call, buffer),
        message: {
          id: which === 'inputBuffer' ? 'input' : 'output',
          args: { variable: region.local.name, function: exit.frame.fn.name },
        },
        ...(events ? { severity: 'information' as const } : {}),
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  }
}

/** The root function was given it. */
function isParameter(value: Value | undefined): boolean {
  const given = value?.k === 'pointer' && value.region.r === 'pointee' ? value.region.symbol : undefined;
  const symbol = value?.k === 'symbol' ? value.symbol : given;
  return symbol?.tag.startsWith('param:') === true;
}

import { callPlace } from '../../wsk/place';
import { argumentText, beforeCall, lastRoutine, routineAgain } from '../irpEdits';
import { pooledRequests, staleRequests } from '../keptIrps';
import type { CallFact, IrpFact, WskFacts } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** An IRP is made ready again before its next request: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-reuse', section: 'irps', severity: 'error', statements: ['K11', 'K12', 'K13'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.irps) {
      const again = fact.kind === 'reuse-without-reset';
      const before = fact.ghost.call;
      const { call } = fact;
      if ((!again && fact.kind !== 'pending-reuse') || !call || !before || fact.ghost.own !== true) continue;
      if (isLeftByOthers(call)) continue;
      report({
        place: callPlace(call),
        message: { id: again ? 'again' : 'pending', args: { function: call.name, before: before.name } },
        related: [{ place: callPlace(before), message: { id: 'before' } }],
        fixes: () => (again ? resetting(fact, call, before, facts, files) : []),
      });
    }
    for (const { call, before } of [...staleRequests(facts), ...pooledRequests(facts)])
      report({
        place: callPlace(call),
        message: { id: 'again', args: { function: call.name, before: before.name } },
        related: [{ place: callPlace(before), message: { id: 'before' } }],
      });
  },
};

/** Code that is not seen ran since the member got its IRP: it may keep the two requests apart. */
function isLeftByOthers({ irp }: CallFact): boolean {
  return irp?.value.k === 'symbol' && irp.value.symbol.leftIn !== undefined;
}

/** IoReuseIrp before the call, or before the routine that was set for it already. */
function resetting(
  { ghost }: IrpFact,
  call: CallFact,
  before: CallFact,
  facts: WskFacts,
  files: RuleContext['files'],
): FixReport[] {
  const routine = lastRoutine(call, facts);
  if (!routine || call.frame !== before.frame || before.site.start > call.site.start) return [];
  const irp = argumentText(routine, 0, files);
  if (irp === undefined) return [];
  const reuse = `IoReuseIrp(${irp}, STATUS_UNSUCCESSFUL);`;
  const clear = clearing(routine, call, facts, files);
  if (ghost.routine?.id !== before.irp?.ghost.routine?.id) {
    const edits = beforeCall(routine, [reuse, ...clear].join('\n'), files);
    return edits ? [{ title: { id: 'reuse' }, safe: false, edits }] : [];
  }
  const again = routineAgain(routine, files);
  const edits = again === undefined ? undefined : beforeCall(call, [reuse, ...clear, again].join('\n'), files);
  const name = argumentText(routine, 1, files) ?? '';
  return edits ? [{ title: { id: 'prepare', args: { routine: name } }, safe: false, edits }] : [];
}

/** A notification event that is still set would end the next wait at once. */
function clearing(routine: CallFact, call: CallFact, facts: WskFacts, files: RuleContext['files']): string[] {
  const event = argumentText(routine, 2, files);
  const ofEvent = (one: CallFact): boolean => one.frame === call.frame && argumentText(one, 0, files) === event;
  const made = facts.calls.filter((one) => one.name === 'KeInitializeEvent' && ofEvent(one));
  const isNotification = made.some((one) => argumentText(one, 1, files) === 'NotificationEvent');
  const isMadeAgain = new Set(made.map((one) => one.id)).size > 1;
  const isCleared = facts.calls.some((one) => /^Ke(?:Clear|Reset)Event$/.test(one.name) && ofEvent(one));
  return event !== undefined && isNotification && !isMadeAgain && !isCleared ? [`KeClearEvent(${event});`] : [];
}

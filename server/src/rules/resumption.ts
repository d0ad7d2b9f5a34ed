/** Whether indications that a callback stops are started again: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
import type { FunctionEntity } from '../flow/program';
import { mayHaveCallback } from './dispatch';
import { masksOf, staticCalls } from './mask';
import { openMentions } from './mentions';
import { enablesAgain } from './reenable';
import type { CallFact, WskFacts } from '../wsk/facts';
import type { RuleContext } from './rule';

/** Somebody may receive the rest of what a WskReceiveEvent callback left. */
export function receivesTheRest(callback: FunctionEntity, facts: WskFacts, files: RuleContext['files']): boolean {
  const isElsewhere = (call: CallFact): boolean => !mayHaveCallback(call, 'WskReceiveEvent', callback, facts);
  return ['WskReceive', 'WskReceiveEx'].some((name) => openMentions(files, name, facts, isElsewhere).length > 0);
}

/** Datagrams may come again after a WskReceiveFromEvent callback refused one. */
export function receivesDatagramsAgain(facts: WskFacts, files: RuleContext['files']): boolean {
  return mayBeStatic(facts) || enablesAgain('WSK_EVENT_RECEIVE_FROM', facts, files);
}

/** With several clients nobody knows whose callback it is. */
function mayBeStatic(facts: WskFacts): boolean {
  return staticCalls(facts).some((call) => {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    return !masks?.every((mask) => mask.exact && !mask.events.some((flag) => flag.name === 'WSK_EVENT_RECEIVE_FROM'));
  });
}

/** Whether the workspace enables an event a second time on a socket. */
import type { FunctionEntity } from '../flow/program';
import { cutShort } from './hiddenControl';
import { masksOf } from './mask';
import { occurrences, openMentions } from './mentions';
import type { CallFact, WskFacts } from '../wsk/facts';
import type { RuleContext } from './rule';

/** Something other than the first enable after a socket's creation may enable the event. */
export function enablesAgain(flag: string, facts: WskFacts, files: RuleContext['files']): boolean {
  if (cutShort(facts).length > 0) return true;
  const inner = new Map<FunctionEntity, boolean>();
  const isSeenFromOutside = (fn: FunctionEntity): boolean => {
    const known = inner.get(fn) ?? runsForOthersOnly(fn, facts, files);
    inner.set(fn, known);
    return known;
  };
  const isHarmless = (call: CallFact): boolean =>
    !mayEnable(call, flag) || isFirstEnable(call, flag) || isSeenFromOutside(call.root.fn);
  return openMentions(files, 'WskControlSocket', facts, isHarmless).length > 0;
}

function mayEnable({ control, before }: CallFact, flag: string): boolean {
  if (!control || (control.code && control.code.name !== 'SO_WSK_EVENT_CALLBACK')) return false;
  if (control.request !== undefined && control.request !== 'WskSetOption') return false;
  const masks = control.eventMask && masksOf(control.eventMask, before);
  return !masks?.every((mask) => mask.exact && (mask.disables || !mask.events.some((event) => event.name === flag)));
}

/** The socket was created in this run, and none of its operations since enabled the event. */
function isFirstEnable(call: CallFact, flag: string): boolean {
  const socket = call.socket?.ghost;
  return socket?.creation?.root === call.root && !socket.operations.some((one) => mayEnable(one, flag));
}

/** Each mention of the function is a call that was followed: what it does was seen from its callers, who know more. */
function runsForOthersOnly(fn: FunctionEntity, facts: WskFacts, files: RuleContext['files']): boolean {
  const settled = new Set<string>();
  for (const { frame } of facts.calls)
    for (let f = frame; f.parent; f = f.parent)
      if (f.fn === fn && f.call) settled.add(`${f.parent.fn.file}:${f.call.callee.start}`);
  if (settled.size === 0) return false;
  for (const { syntax, path } of [...files].map(([path, view]) => ({ path, syntax: view.syntax })))
    for (const decl of syntax.functions) if (decl.name === fn.name) settled.add(`${path}:${decl.nameSpan.start}`);
  return occurrences(files, fn.name).every(({ file, start }) => settled.has(`${file}:${start}`));
}

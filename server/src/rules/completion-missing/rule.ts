import { callPlace, placeOf } from '../../wsk/place';
import { neverSet } from './neverSet';
import { argumentText, beforeCall, lastRoutine, routineAgain } from '../irpEdits';
import { functionStart, signalling } from '../ownIrp';
import { edit, statementAt } from '../statements';
import { freeName, freeingRoutine } from '../../wsk/source';
import { rootOf } from '../../flow/regions';
import type { CallFact, WaitFact, WskFacts } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** An IRP of one's own needs a completion routine: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'completion-missing', section: 'irps', severity: 'error', statements: ['K3', 'K12'], fixable: true },
  check({ facts, files, report }) {
    for (const { call, allocated } of neverSet(facts, files)) {
      report({
        place: callPlace(call),
        message: { id: 'missing', args: { function: call.name } },
        related: [{ place: placeOf(allocated.origin.site), message: { id: 'allocated' } }],
        fixes: () => withRoutine(call, facts, files),
      });
    }
    for (const fact of facts.irps) {
      const { call } = fact;
      if (fact.kind !== 'no-completion-routine' || !call) continue;
      const allocation = fact.ghost.allocation;
      report({
        place: callPlace(call),
        message: { id: 'missing', args: { function: call.name } },
        related: allocation ? [{ place: callPlace(allocation), message: { id: 'allocated' } }] : [],
        fixes: () => withRoutine(call, facts, files),
      });
    }
  },
};

function withRoutine(call: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const irp = irpText(call, files);
  if (irp === undefined) return [];
  const earlier = lastRoutine(call, facts);
  if (earlier) {
    const again = routineAgain(earlier, files);
    const edits = again === undefined ? undefined : beforeCall(call, again, files);
    const routine = argumentText(earlier, 1, files) ?? '';
    return edits ? [{ title: { id: 'again', args: { routine } }, safe: false, edits }] : [];
  }
  const wait = waitAfter(call, facts);
  return wait ? signallingFix(call, irp, wait, files) : freeingFix(call, irp, files);
}

function irpText(call: CallFact, files: RuleContext['files']): string | undefined {
  const index = call.args.findIndex((arg) => arg.param?.role === 'irp');
  const text = index < 0 ? undefined : argumentText(call, index, files);
  return text !== undefined && /^[A-Za-z_][\w.>[\]-]*$/.test(text) ? text : undefined;
}

/** The function waits for an event of its own behind the call. */
function waitAfter(call: CallFact, facts: WskFacts): WaitFact | undefined {
  return facts.waits.find(
    (wait) =>
      wait.call.frame === call.frame &&
      wait.call.site.start > call.site.start &&
      wait.call.name === 'KeWaitForSingleObject' &&
      wait.region !== undefined &&
      rootOf(wait.region).r === 'local',
  );
}

/** Somebody waits: the routine sets the event, and the waiter frees the IRP. */
function signallingFix(call: CallFact, irp: string, wait: WaitFact, files: RuleContext['files']): FixReport[] {
  const event = argumentText(wait.call, 0, files);
  const at = statementAt(call.frame.fn, callPlace(call), files);
  if (event === undefined || !at) return [];
  const routine = signalling(at);
  const edits = beforeCall(call, `IoSetCompletionRoutine(${irp}, ${routine.name}, ${event}, TRUE, TRUE, TRUE);`, files);
  if (!edits) return [];
  return [
    {
      title: { id: 'signal', args: { event: event.replace(/^&/, '') } },
      safe: false,
      edits: [...routine.edits, ...edits],
    },
  ];
}

/** Nobody looks at the IRP behind the call: its routine frees it. */
function freeingFix(call: CallFact, irp: string, files: RuleContext['files']): FixReport[] {
  const at = statementAt(call.frame.fn, callPlace(call), files);
  if (!at || !/^\w+$/.test(irp)) return [];
  const rest = at.source.text.slice(call.call.end, at.fn.end);
  if (new RegExp(`\\b${irp}\\b`).test(rest)) return [];
  const name = freeName(`${at.fn.name}Complete`, at.source.text);
  const start = functionStart(at);
  const edits = beforeCall(call, `IoSetCompletionRoutine(${irp}, ${name}, NULL, TRUE, TRUE, TRUE);`, files);
  if (!edits) return [];
  const routine = edit(at.file, start, start, freeingRoutine(name, at.style) + at.style.lineEnd);
  return [{ title: { id: 'free' }, safe: false, edits: [routine, ...edits] }];
}

/** The completion routine that an IRP lacks: set before the call, or named and not written yet. */
import { argumentOf } from '../../rules/dispatch';
import { functionStart, signalling } from '../../rules/ownIrp';
import { edit, indentOf, type StatementPlace } from '../../rules/statements';
import { walkStatement } from '../../syntax/walk';
import type { CallFact } from '../../wsk/facts';
import { freeingRoutine, freeName, signallingRoutine } from '../../wsk/source';
import { setsRoutine } from '../../wsk/names';
import type { RefactorContext, Refactoring } from './context';
import { addressed, callStatement, declarators } from './statementsOfCall';

/** What happens to the IRP in the function after the call. */
function afterCall(at: StatementPlace, end: number): { readonly event: string | undefined; readonly frees: boolean } {
  let event: string | undefined;
  let frees = false;
  if (at.fn.body) {
    walkStatement(at.fn.body, (expr) => {
      if (expr.kind !== 'call' || expr.start < end || expr.callee.kind !== 'ident') return;
      if (expr.callee.name === 'KeWaitForSingleObject') event ??= addressed(expr.args[0]);
      frees ||= expr.callee.name === 'IoFreeIrp';
    });
  }
  return { event, frees };
}

function insert(context: RefactorContext): Refactoring[] {
  const { calls, fn, path, translate } = context;
  const [call] = calls;
  const statement = call && callStatement(context.at, call);
  const irp = call && argumentOf(call, 'irp')?.expr;
  const lacks = calls.every((one) => one.irp?.ghost.own === true && one.irp.ghost.routine === undefined);
  if (!statement || !irp || !fn || !lacks) return [];
  const { at } = statement;
  const { event, frees } = afterCall(at, call.call.end);
  // Freed here without a wait: which of the two is meant cannot be told.
  if (frees && event === undefined) return [];
  const name = freeName(`${fn.name}Complete`, at.source.text);
  const before = functionStart(at);
  const routine =
    event === undefined
      ? { name, edits: [edit(path, before, before, freeingRoutine(name, at.style) + at.style.lineEnd)] }
      : signalling(at);
  const irpText = at.source.text.slice(irp.start, irp.end);
  const target = event === undefined ? 'NULL' : `&${event}`;
  const line = `${indentOf(at)}IoSetCompletionRoutine(${irpText}, ${routine.name}, ${target}, TRUE, TRUE, TRUE);${at.style.lineEnd}`;
  return [
    {
      kind: 'refactor.rewrite.wsk',
      title: translate('refactor.insertRoutine', { function: routine.name }),
      edits: [...routine.edits, edit(path, statement.start, statement.start, line)],
    },
  ];
}

/** `IoSetCompletionRoutine(Irp, Name, …)` where nothing is called Name. */
function generate({ facts, fn, path, start, end, source, style, translate }: RefactorContext): Refactoring[] {
  const isHere = (one: CallFact): boolean => one.frame.fn === fn && one.call.start <= start && end <= one.call.end;
  const setter = facts.calls.find((one) => setsRoutine.has(one.name) && isHere(one));
  const [, routine, target] = setter?.args.map(({ expr }) => expr) ?? [];
  if (!fn?.decl.body || routine?.kind !== 'ident' || facts.program.defines(routine.name)) return [];
  const name = addressed(target);
  const isEvent =
    name !== undefined && declarators(fn.decl.body).some((one) => one.name === name && one.type.base === 'KEVENT');
  const text = isEvent ? signallingRoutine(routine.name, style) : freeingRoutine(routine.name, style);
  const at = functionStart({ source, fn: fn.decl });
  return [
    {
      kind: 'refactor.generate.wsk',
      title: translate('refactor.generate.routine', { function: routine.name }),
      edits: [edit(path, at, at, text + style.lineEnd)],
    },
  ];
}

export function completionRoutine(context: RefactorContext): Refactoring[] {
  return [...insert(context), ...generate(context)];
}

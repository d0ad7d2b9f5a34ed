/** An asynchronous call becomes one that is waited for: the IRP's routine sets an event, and the waiter frees the IRP. */
import { alternatives } from '../../flow/values';
import { argumentOf } from '../../rules/dispatch';
import { masksOf } from '../../rules/mask';
import { mayWait, signalling, withOwnIrp } from '../../rules/ownIrp';
import type { EditReport } from '../../rules/rule';
import { edit, indentOf } from '../../rules/statements';
import { indentationAt, lineStart } from '../../rules/text';
import { operationOf } from '../controlArguments';
import type { CallFact } from '../../wsk/facts';
import { freeName, inStyle } from '../../wsk/source';
import type { RefactorContext, Refactoring } from './context';
import { unusedLocals } from '../../rules/unusedLocals';
import {
  callStatement,
  callText,
  declarators,
  endOfDeclarations,
  isMentioned,
  type CallStatement,
} from './statementsOfCall';

/** No page forbids the IRP, and the function may wait. */
function canTakeIrp(call: CallFact): boolean {
  if (!call.fn || call.fn.irp.requirement === 'forbidden' || call.fn.irp.requirement === 'none') return false;
  const { control } = call;
  const operation = control?.code && operationOf(control.code, control.request);
  return control === undefined || (operation !== undefined && operation.irp !== 'forbidden' && !enables(call));
}

/** Enabling events is done when the call returns: an IRP would only cost. */
function enables({ control, before }: CallFact): boolean {
  if (control?.code?.name !== 'SO_WSK_EVENT_CALLBACK') return false;
  const masks = control.eventMask && masksOf(control.eventMask, before);
  return masks?.every((mask) => mask.disables) !== true;
}

export function synchronous(context: RefactorContext): Refactoring[] {
  const { calls, facts, at, fn } = context;
  const [call] = calls;
  const statement = call && callStatement(at, call);
  if (!call || !statement || !fn || !canTakeIrp(call) || !mayWait(call, facts)) return [];
  const irp = argumentOf(call, 'irp');
  if (!irp) return [];
  const isNull = calls.every((one) => {
    const value = argumentOf(one, 'irp')?.value;
    return value !== undefined && alternatives(value).every((each) => each.k === 'int' && each.value === 0);
  });
  const edits = isNull ? withOwnIrp(statement.at, call.call, irp.expr) : withOldIrp(statement, call, context);
  const title = context.translate('refactor.synchronous', { function: call.name });
  return edits ? [{ kind: 'refactor.rewrite.wsk', title, edits }] : [];
}

function bodyText({ at }: CallStatement): string {
  return at.source.text.slice(at.fn.start, at.fn.end);
}

/** The function allocates the IRP and sets its routine: another routine, and the wait behind the call. */
function withOldIrp(statement: CallStatement, call: CallFact, context: RefactorContext): EditReport[] | undefined {
  const { at } = statement;
  const { ghost } = call.irp ?? {};
  const setter = ghost?.routine;
  const irp = argumentOf(call, 'irp')?.expr;
  if (!irp || ghost?.own !== true || !setter || !ghost.allocation) return undefined;
  const isHere = (one: CallFact): boolean => one.frame.fn === context.fn && one.call.start < call.call.start;
  if (!isHere(setter) || !isHere(ghost.allocation) || waitsAlready(call, context)) return undefined;
  // Code behind the call that has to do with the IRP already does a part of what would be added.
  if (isMentioned(at, at.source.text.slice(irp.start, irp.end).replace(/\s+/g, ''), call.call.end)) return undefined;
  const [, routineArgument, contextArgument] = setter.args.map(({ expr }) => expr);
  const declared = endOfDeclarations(at);
  const setterLine = lineStart(at.source, setter.call.start);
  if (!routineArgument || !contextArgument || declared === undefined || declared > setterLine) return undefined;
  const { text } = at.source;
  const body = bodyText(statement);
  const event = freeName('Completed', body);
  const known =
    at.fn.body && declarators(at.fn.body).find(({ type }) => type.base === 'NTSTATUS' && type.pointers === 0);
  const status =
    statement.status ?? (statement.kind === 'returned' ? (known?.name ?? freeName('Status', body)) : undefined);
  const needsStatus = statement.kind === 'returned' && !known && status !== undefined;
  const irpText = text.slice(irp.start, irp.end);
  const routine = signalling(at);
  const margin = indentationAt(at.source, setter.call.start);
  const { lineEnd } = at.style;
  const wait = [
    `(VOID)${callText(at, call, '(VOID)')};`,
    `KeWaitForSingleObject(&${event}, Executive, KernelMode, FALSE, NULL);`,
    ...(status === undefined
      ? []
      : [
          `${statement.declared === undefined ? '' : `${statement.declared} `}${status} = ${irpText}->IoStatus.Status;`,
        ]),
    `IoFreeIrp(${irpText});`,
    ...(statement.kind === 'returned' && status !== undefined ? [`return ${status};`] : []),
  ];
  const inner = indentationAt(at.source, at.fn.body?.body[0]?.start ?? at.stmt.start);
  const { path } = context;
  return [
    ...routine.edits,
    edit(
      path,
      declared,
      declared,
      `${inner}KEVENT ${event};${lineEnd}${needsStatus ? `${inner}NTSTATUS ${status};${lineEnd}` : ''}`,
    ),
    edit(path, setterLine, setterLine, `${margin}KeInitializeEvent(&${event}, SynchronizationEvent, FALSE);${lineEnd}`),
    edit(path, routineArgument.start, routineArgument.end, routine.name),
    edit(path, contextArgument.start, contextArgument.end, `&${event}`),
    edit(path, statement.start, statement.end, inStyle(wait.join('\n'), at.style, indentOf(at))),
    ...unusedLocals(path, at.source, at.fn, [contextArgument]),
  ];
}

function waitsAlready(call: CallFact, { facts, fn }: RefactorContext): boolean {
  return facts.waits.some(({ call: wait }) => wait.frame.fn === fn && wait.call.start > call.call.end);
}

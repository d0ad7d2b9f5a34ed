/** Switches conditional accept mode on before a listening socket is bound. */
import { controlTarget, freeName, waitedCall } from '../wsk/source';
import type { CallFact, WskFacts } from '../wsk/facts';
import { callPlace } from '../wsk/place';
import { mayWait, signalling } from './ownIrp';
import type { EditReport, RuleContext } from './rule';
import { statementAt, withDeclarations, type StatementPlace } from './statements';
import { textOf } from './text';

/** Edits before the first bind of a listening socket that `concerns`; undefined where none can take them. */
export function conditionalBeforeBind(
  facts: WskFacts,
  files: RuleContext['files'],
  concerns: (bind: CallFact) => boolean,
): EditReport[] | undefined {
  const binds = facts.calls.filter((call) => call.name === 'WskBind');
  for (const bind of binds) {
    const here = binds.filter((one) => one.site.file === bind.site.file && one.site.start === bind.site.start);
    if (!here.every(isListening) || !concerns(bind) || !mayWait(bind, facts)) continue;
    const at = statementAt(bind.frame.fn, callPlace(bind), files);
    const edits = at && before(at, bind);
    if (edits) return edits;
  }
  return undefined;
}

function isListening({ socket }: CallFact): boolean {
  return (socket?.category ?? socket?.tableCategory) === 'listen';
}

function before(at: StatementPlace, bind: CallFact): EditReport[] | undefined {
  const { stmt, source, fn } = at;
  const socket = bind.args[0];
  const target = stmt.kind === 'expr' && stmt.expr.kind === 'assign' && stmt.expr.op === '=' ? stmt.expr : undefined;
  if (!at.siblings || target?.target.kind !== 'ident' || target.value.start !== bind.call.start || !socket)
    return undefined;
  const name = textOf(source, socket.expr);
  if (!/^[A-Za-z_][\w.>-]*$/.test(name)) return undefined;
  const body = textOf(source, fn);
  const mode = freeName('ConditionalAccept', body);
  const { member } = controlTarget(name, source.syntax.language);
  const routine = signalling(at);
  const call = (irp: string): string =>
    `${member}(\n    ${name}, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(${mode}), &${mode}, 0, NULL, NULL, ${irp})`;
  const names = {
    irp: freeName('Irp', body),
    event: freeName('Completed', body),
    status: freeName('Status', body),
  };
  const { declarations, statements } = waitedCall({
    call,
    result: { variable: target.target.name },
    routine: routine.name,
    names,
  });
  const edits = withDeclarations(at, 'before', `ULONG ${mode} = 1;\n${declarations}`, statements);
  return edits && [...routine.edits, ...edits];
}

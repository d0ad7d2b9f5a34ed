/** Switches conditional accept mode on before a listening socket is bound. */
import type { Call, Expr } from '../syntax/ast';
import { withoutCasts } from '../syntax/walk';
import { controlTarget, freeName, waitedCall } from '../wsk/source';
import type { CallFact, WskFacts } from '../wsk/facts';
import { callPlace } from '../wsk/place';
import { argumentOf } from './dispatch';
import { identifiers } from './failureTests';
import { mayWait, signalling } from './ownIrp';
import type { EditReport, RuleContext } from './rule';
import { plain, sibling, statementAt, together, withDeclarations, type StatementPlace } from './statements';
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

/** The mode comes first; the socket is bound only when it is on. */
function before(at: StatementPlace, bind: CallFact): EditReport[] | undefined {
  const { source, fn } = at;
  const socket = bind.args[0];
  const irp = bind.irp && argumentOf(bind, 'irp');
  const bound = irp && waitedGroup(at, bind.call, textOf(source, irp.expr));
  if (!bound || !socket) return undefined;
  const name = textOf(source, socket.expr);
  if (!/^[A-Za-z_][\w.>-]*$/.test(name)) return undefined;
  const body = textOf(source, fn);
  const mode = freeName('ConditionalAccept', body);
  const { member } = controlTarget(name, source.syntax.language);
  const routine = signalling(at);
  const call = (own: string): string =>
    `${member}(\n    ${name}, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(${mode}), &${mode}, 0, NULL, NULL, ${own})`;
  const names = {
    irp: freeName('Irp', body),
    event: freeName('Completed', body),
    status: freeName('Status', body),
  };
  const { declarations, statements } = waitedCall({
    call,
    result: { variable: bound.status },
    routine: routine.name,
    names,
  });
  const guarded = [
    `if (NT_SUCCESS(${bound.status})) {`,
    `    ${plain(bound.at, bound.at.stmt).replace(/\n/g, '\n    ')}`,
    '}',
  ].join('\n');
  const edits = withDeclarations(bound.at, 'own', `ULONG ${mode} = 1;\n${declarations}`, `${statements}\n${guarded}`);
  return edits && [...routine.edits, ...edits];
}

/**
 * The call and what waits for it: without the call none of it may run. `status` has the result in the end. Undefined where the
 * function goes on while the request is with WSK: who frees the IRP then is not seen here.
 */
function waitedGroup(
  at: StatementPlace,
  call: Call,
  irp: string,
): { readonly at: StatementPlace; readonly status: string } | undefined {
  const own = at.stmt.kind === 'expr' ? at.stmt.expr : undefined;
  if (!own || !isCallOrTakes(own, call)) return undefined;
  let status = takerOf(own);
  let count = 1;
  for (let next = sibling(at, at.index + 1); next; next = sibling(next, next.index + 1), count++) {
    const { stmt } = next;
    const expr = stmt.kind === 'expr' ? stmt.expr : undefined;
    const taker = expr && identifiers(expr).some((one) => one === irp) ? takerOf(expr) : undefined;
    const isWait = expr?.kind === 'call' && expr.callee.kind === 'ident' && expr.callee.name.startsWith('KeWaitFor');
    const isTest = stmt.kind === 'if' && !stmt.otherwise && identifiers(stmt.test).includes('STATUS_PENDING');
    if (!isWait && !isTest && (taker === undefined || (status !== undefined && taker !== status))) break;
    status ??= taker;
  }
  const whole = count > 1 ? together(at, count) : undefined;
  return whole && status !== undefined ? { at: whole, status } : undefined;
}

function isCallOrTakes(expr: Expr, call: Call): boolean {
  const inner = withoutCasts(expr.kind === 'assign' && expr.op === '=' ? expr.value : expr);
  return inner.start === call.start && inner.end === call.end;
}

/** The local that the statement gives a value. */
function takerOf(expr: Expr): string | undefined {
  return expr.kind === 'assign' && expr.op === '=' && expr.target.kind === 'ident' ? expr.target.name : undefined;
}

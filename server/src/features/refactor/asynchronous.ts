/** A call that is waited for becomes asynchronous: the IRP's completion routine frees it, and nobody waits. */
import { argumentOf } from '../../rules/dispatch';
import { functionStart } from '../../rules/ownIrp';
import type { EditReport } from '../../rules/rule';
import { edit, endOfLine, indentOf, sibling, startsLine, type StatementPlace } from '../../rules/statements';
import { lineStart } from '../../rules/text';
import type { Call, Span, Stmt } from '../../syntax/ast';
import { parts, withoutCasts } from '../../syntax/walk';
import type { CallFact } from '../../wsk/facts';
import { freeingRoutine, freeName, inStyle } from '../../wsk/source';
import type { RefactorContext, Refactoring } from './context';
import { unusedLocals } from '../../rules/unusedLocals';
import { addressed, callStatement, declarators, callText, isMentioned } from './statementsOfCall';

interface Waiting {
  /** The statements after the call that wait, take the status and free the IRP. */
  readonly statements: readonly StatementPlace[];
  /** What the status is taken into. */
  readonly status: string | undefined;
}

export function asynchronous(context: RefactorContext): Refactoring[] {
  const { calls, path, fn, translate } = context;
  const [call] = calls;
  const statement = call && callStatement(context.at, call);
  const setter = call?.irp?.ghost.routine;
  const irp = call && argumentOf(call, 'irp')?.expr;
  if (!statement || !irp || !fn || setter?.frame.fn !== fn || call.irp?.ghost.own !== true) return [];
  const { at } = statement;
  const event = addressed(setter.args[2]?.expr);
  const irpText = at.source.text.slice(irp.start, irp.end);
  const waiting = event !== undefined && statement.kind !== 'returned' ? waitingFor(at, event, irpText) : undefined;
  if (event === undefined || !waiting || usesStack(call, context)) return [];
  const initialised = initialisation(at, event);
  if (!initialised) return [];
  const gone = [...waiting.statements, initialised].map(linesOf);
  if (gone.includes(undefined) || mentionsLater(at, waiting, irpText)) return [];
  const [, routineArgument, contextArgument] = setter.args.map(({ expr }) => expr);
  if (!routineArgument || !contextArgument) return [];
  const name = freeName(`${fn.name}Complete`, at.source.text);
  const status = statement.status ?? waiting.status;
  const type = statement.declared === undefined ? '' : `${statement.declared} `;
  const lead = status === undefined ? '(VOID)' : `${type}${status} = `;
  const code = `${lead}${callText(at, call, lead)};`;
  const before = functionStart(at);
  const lines = gone.filter((one) => one !== undefined);
  const edits: EditReport[] = [
    edit(path, before, before, freeingRoutine(name, at.style) + at.style.lineEnd),
    edit(path, routineArgument.start, routineArgument.end, name),
    edit(path, contextArgument.start, contextArgument.end, 'NULL'),
    edit(path, statement.start, statement.end, inStyle(code, at.style, indentOf(at))),
    ...lines.map(({ start, end }) => edit(path, start, end, '')),
    ...unusedLocals(path, at.source, at.fn, [...lines, contextArgument]),
  ];
  return [{ kind: 'refactor.rewrite.wsk', title: translate('refactor.asynchronous', { function: call.name }), edits }];
}

function linesOf(at: StatementPlace): Span | undefined {
  const end = endOfLine(at, at.stmt.end);
  if (!at.siblings || !startsLine(at) || end === undefined) return undefined;
  const start = lineStart(at.source, at.stmt.start);
  const { text } = at.source;
  // Of the blank lines on both sides one is enough.
  const blank = /\n[ \t]*\r?\n$/.test(text.slice(0, start)) ? /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length : 0;
  return { start, end: end + (blank ?? 0) };
}

function plainCall(stmt: Stmt | undefined, name: string): Call | undefined {
  if (stmt?.kind !== 'expr') return undefined;
  const plain = withoutCasts(stmt.expr);
  const expr = plain.kind === 'assign' ? plain.value : plain;
  return expr.kind === 'call' && expr.callee.kind === 'ident' && expr.callee.name === name ? expr : undefined;
}

function isWait(stmt: Stmt | undefined, event: string): boolean {
  const call = plainCall(stmt, 'KeWaitForSingleObject');
  return call !== undefined && addressed(call.args[0]) === event;
}

/** The target of `Status = Irp->IoStatus.Status;`. */
function statusTaken({ source }: StatementPlace, stmt: Stmt | undefined, irp: string): string | undefined {
  if (stmt?.kind !== 'expr' || stmt.expr.kind !== 'assign' || stmt.expr.op !== '=') return undefined;
  const { target, value } = stmt.expr;
  const text = source.text.slice(value.start, value.end).replace(/\s+/g, '');
  return text === `${irp}->IoStatus.Status` ? source.text.slice(target.start, target.end) : undefined;
}

/** `if (Status == STATUS_PENDING) { wait; Status = Irp->IoStatus.Status; }` is a wait as well. */
function conditionalWait(
  at: StatementPlace,
  stmt: Stmt,
  event: string,
  irp: string,
): { status: string | undefined } | undefined {
  if (stmt.kind !== 'if' || stmt.otherwise) return undefined;
  const inner = stmt.then.kind === 'block' ? stmt.then.body : [stmt.then];
  if (!inner.some((one) => isWait(one, event))) return undefined;
  const others = inner.filter((one) => !isWait(one, event));
  const taken = others.map((one) => statusTaken(at, one, irp));
  return taken.includes(undefined) || taken.length > 1 ? undefined : { status: taken[0] };
}

function waitingFor(at: StatementPlace, event: string, irp: string): Waiting | undefined {
  const statements: StatementPlace[] = [];
  let status: string | undefined;
  let waits = false;
  for (let index = at.index + 1; ; index++) {
    const next = sibling(at, index);
    if (!next) return undefined;
    const { stmt } = next;
    const conditional = conditionalWait(next, stmt, event, irp);
    const taken = statusTaken(next, stmt, irp);
    const frees = plainCall(stmt, 'IoFreeIrp');
    if (isWait(stmt, event)) waits = true;
    else if (conditional) {
      waits = true;
      status = conditional.status ?? status;
    } else if (taken !== undefined) status = taken;
    else if (!frees) return undefined;
    statements.push(next);
    if (frees) return waits ? { statements, status } : undefined;
  }
}

/** `KeInitializeEvent(&Event, …);` wherever it stands in the function. */
function initialisation(at: StatementPlace, event: string): StatementPlace | undefined {
  const { body } = at.fn;
  const blocks: Stmt[] = body ? [body] : [];
  for (let block = blocks.pop(); block; block = blocks.pop()) {
    const { statements } = parts(block);
    const index = statements.findIndex((stmt) => {
      const call = plainCall(stmt, 'KeInitializeEvent');
      return call !== undefined && addressed(call.args[0]) === event;
    });
    const stmt = statements[index];
    if (stmt)
      return { ...at, stmt, siblings: block.kind === 'block' ? statements : undefined, index, parents: [block] };
    blocks.push(...statements);
  }
  return undefined;
}

/** Something behind the wait still reads the IRP, which its routine has freed by then. */
function mentionsLater(at: StatementPlace, { statements }: Waiting, irp: string): boolean {
  return isMentioned(at, irp, statements[statements.length - 1]?.stmt.end ?? at.stmt.end);
}

/** Memory of this function that the request would go on using; the WSK_BUF itself may be there. */
function usesStack(call: CallFact, { fn }: RefactorContext): boolean {
  const body = fn?.decl.body;
  const arrays = new Set(
    body ? declarators(body).flatMap(({ name, type }) => (type.arrays.length > 0 ? [name] : [])) : [],
  );
  return call.args.some(({ expr, param }) => {
    if (param?.role === 'buffer' || param?.role === 'irp') return false;
    const plain = withoutCasts(expr);
    return addressed(expr) !== undefined || (plain.kind === 'ident' && arrays.has(plain.name));
  });
}

/** A call that takes no IRP loses the one that was made for it, and with it all that only served the IRP. */
import type { Expr, FunctionDecl, Span, Stmt } from '../syntax/ast';
import { parts, walkStatement, withoutCasts } from '../syntax/walk';
import { callPlace } from '../wsk/place';
import type { CallFact } from '../wsk/facts';
import { identifiers, leaves } from './failureTests';
import { lastRoutine, takerOf } from './irpEdits';
import { occurrences } from './mentions';
import { functionStart } from './ownIrp';
import type { EditReport, RuleContext } from './rule';
import { edit, endOfLine, plainText, removal, replacement, statementAt, type StatementPlace } from './statements';
import { textOf } from './text';
import { unusedLocals } from './unusedLocals';

const SERVING: ReadonlySet<string> = new Set([
  'IoSetCompletionRoutine',
  'IoReuseIrp',
  'IoFreeIrp',
  'KeInitializeEvent',
  'KeClearEvent',
  'KeResetEvent',
  'KeWaitForSingleObject',
]);

/** Undefined where the IRP or its event is used for anything else, or where something else happens when the request completes. */
export function withoutOwnIrp(
  call: CallFact,
  irp: Expr,
  { facts, files }: Pick<RuleContext, 'facts' | 'files'>,
): EditReport[] | undefined {
  const allocation = call.irp?.ghost.allocation;
  const routine = lastRoutine(call, facts);
  const at = statementAt(call.frame.fn, callPlace(call), files);
  if (!at || irp.kind !== 'ident' || !routine || allocation?.frame !== call.frame) return undefined;
  if (takerOf(allocation, files)?.name !== irp.name) return undefined;
  const context = withoutCasts(routine.args[2]?.expr);
  if (context?.kind !== 'unary' || context.op !== '&' || context.operand.kind !== 'ident') return undefined;
  const event = context.operand.name;
  const serving = new Serving(at, new Set([irp.name, event]));
  if (!serving.isAll() || !serving.frees || !isLocal(at.fn, event)) return undefined;
  const gone = serving.gone.map((stmt) => removalOf(at, stmt, call, files));
  const own = calledWithout(at, call, irp, serving.status);
  if (!own || gone.includes(undefined)) return undefined;
  const spans = [...serving.gone, irp];
  return [
    ...own,
    ...gone.flatMap((edits) => edits ?? []),
    ...unusedLocals(at.file, at.source, at.fn, spans),
    ...withoutRoutine(withoutCasts(routine.args[1]?.expr), files),
  ];
}

/** The statements of the function that concern the IRP or its event. */
class Serving {
  readonly gone: Stmt[] = [];
  frees = false;
  /** Takes the final status from the IRP. */
  status: string | undefined;
  private other = false;

  constructor(
    private readonly at: StatementPlace,
    private readonly names: ReadonlySet<string>,
  ) {
    if (at.fn.body) this.visit(at.fn.body);
  }

  isAll(): boolean {
    return !this.other && !this.leavesLabel();
  }

  private visit(stmt: Stmt): void {
    if (stmt === this.at.stmt) return;
    if (this.serves(stmt)) {
      this.gone.push(stmt);
      return;
    }
    if (parts(stmt).expressions.some((expr) => this.mentions(expr))) this.other = true;
    parts(stmt).statements.forEach((one) => this.visit(one));
  }

  private mentions(expr: Expr): boolean {
    return identifiers(expr).some((name) => this.names.has(name));
  }

  private serves(stmt: Stmt): boolean {
    switch (stmt.kind) {
      case 'decl': {
        const [only, ...others] = stmt.declarators;
        return only?.init !== undefined && others.length === 0 && this.names.has(only.name);
      }
      case 'expr':
        return this.servesAlone(withoutCasts(stmt.expr));
      case 'if': {
        if (stmt.otherwise) return false;
        if (this.mentions(stmt.test)) return leaves(stmt.then) && !this.mentionsInside(stmt.then);
        const body = stmt.then.kind === 'block' ? stmt.then.body : [stmt.then];
        const isPending = identifiers(stmt.test).includes('STATUS_PENDING');
        return isPending && body.length > 0 && body.every((one) => this.serves(one));
      }
      default:
        return false;
    }
  }

  private servesAlone(expr: Expr): boolean {
    if (expr.kind === 'call') {
      const name = expr.callee.kind === 'ident' ? expr.callee.name : '';
      if (!SERVING.has(name) || !expr.args[0] || !this.mentions(expr.args[0])) return false;
      if (name === 'IoFreeIrp') this.frees = true;
      return true;
    }
    if (expr.kind !== 'assign' || expr.op !== '=' || expr.target.kind !== 'ident') return false;
    if (this.names.has(expr.target.name)) return true;
    const isStatus = /^\w+\s*->\s*IoStatus\s*\.\s*Status$/.test(textOf(this.at.source, expr.value));
    if (!isStatus || !this.mentions(expr.value) || (this.status ?? expr.target.name) !== expr.target.name) return false;
    this.status = expr.target.name;
    return true;
  }

  private mentionsInside(stmt: Stmt): boolean {
    let found = false;
    walkStatement(stmt, (expr) => {
      if (expr.kind === 'ident' && this.names.has(expr.name)) found = true;
    });
    return found;
  }

  /** A jump that goes would leave its label without use. */
  private leavesLabel(): boolean {
    const jumps = (stmt: Stmt): string[] =>
      stmt.kind === 'goto' ? [stmt.label] : parts(stmt).statements.flatMap(jumps);
    const all = this.at.fn.body ? jumps(this.at.fn.body) : [];
    const gone = this.gone.flatMap(jumps);
    return gone.some(
      (label) => all.filter((one) => one === label).length === gone.filter((one) => one === label).length,
    );
  }
}

function isLocal({ body }: FunctionDecl, name: string): boolean {
  const declares = (stmt: Stmt): boolean =>
    (stmt.kind === 'decl' && stmt.storage === 'none' && stmt.declarators.some((one) => one.name === name)) ||
    parts(stmt).statements.some(declares);
  return body !== undefined && declares(body);
}

function removalOf(
  at: StatementPlace,
  stmt: Stmt,
  { frame }: CallFact,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const place = statementAt(frame.fn, { file: at.file, start: stmt.start, end: stmt.end }, files);
  return place?.stmt === stmt ? removal(place) : undefined;
}

/** NULL in the IRP's place; what the call returns is the status at once. */
function calledWithout(
  at: StatementPlace,
  { call }: CallFact,
  irp: Expr,
  status: string | undefined,
): readonly EditReport[] | undefined {
  const { stmt, source } = at;
  const expr = stmt.kind === 'expr' ? stmt.expr : undefined;
  const target = expr?.kind === 'assign' && expr.op === '=' ? textOf(source, expr.target) : undefined;
  if (!expr || (target !== undefined && status !== undefined && target !== status)) return undefined;
  const none = source.syntax.language === 'cpp' && /\bnullptr\b/.test(source.text) ? 'nullptr' : 'NULL';
  const isDropped = withoutCasts(expr).start === call.start && target === undefined;
  if (target !== undefined || (isDropped && status === undefined)) return [edit(at.file, irp.start, irp.end, none)];
  if (!isDropped) return undefined;
  const text = source.text.slice(call.start, irp.start) + none + source.text.slice(irp.end, call.end);
  const lead = `${status ?? ''} = `;
  return replacement(at, `${lead}${plainText(at, text, call.start, lead.length)};`);
}

/** The routine, where nothing else names it. */
function withoutRoutine(routine: Expr | undefined, files: RuleContext['files']): EditReport[] {
  if (routine?.kind !== 'ident') return [];
  const places = occurrences(files, routine.name);
  for (const [file, source] of files) {
    const own = source.syntax.functions.filter(({ name }) => name === routine.name);
    const [fn, ...others] = own;
    if (!fn?.body || others.length > 0 || !fn.isStatic || places.length !== 2) continue;
    const end = endOfLine({ source }, fn.end);
    if (end === undefined) return [];
    const blank: Span = { start: end, end: end + (/^[ \t]*\r?\n/.exec(source.text.slice(end))?.[0].length ?? 0) };
    return [edit(file, functionStart({ source, fn }), blank.end, '')];
  }
  return [];
}

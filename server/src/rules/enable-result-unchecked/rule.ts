import { macroAt } from '../definitions';
import { eventCalls, masksOf, staticCalls } from '../mask';
import { textOf } from '../text';
import { callPlace, placeOf, type Place } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { Expr, Span, Stmt } from '../../syntax/ast';
import { parts, walkExpression } from '../../syntax/walk';
import type { FunctionEntity } from '../../flow/program';
import { freeName } from '../../wsk/source';
import { edit, holds, insertAfter, statementAt } from '../statements';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** The call can fail: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: {
    id: 'enable-result-unchecked',
    section: 'events',
    severity: 'information',
    statements: ['A38', 'B15', 'C21'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const conditional = facts.calls.filter(
      (fact) => fact.control?.code?.name === 'SO_CONDITIONAL_ACCEPT' && fact.control.request !== 'WskGetOption',
    );
    for (const call of [...eventCalls(facts), ...staticCalls(facts), ...conditional]) {
      const value = call.control?.eventMask;
      const irp = call.control && call.args[call.control.index.irp];
      const masks = value && masksOf(value, call.before);
      if (
        masks?.some((mask) => mask.disables) ||
        !irp ||
        (!isNullHere(irp.value, call.before) && isRead(call, facts, files))
      )
        continue;
      const place = call.discarded ? callPlace(call) : droppedByCaller(call, { facts, files });
      if (!place) continue;
      report({
        place,
        message: { id: 'dropped', args: { option: call.control.code?.name ?? '' } },
        fixes: () => (isNullHere(irp.value, call.before) ? testResult(place, functionOf(call, place), files) : []),
      });
    }
  },
};

/** The IRP's status may be read by the function that waits, by the completion routine, or by code that is not seen. */
function isRead(call: CallFact, facts: WskFacts, files: RuleContext['files']): boolean {
  const { irp } = call;
  const routine = irp?.ghost.routine?.args[1]?.value;
  if (!irp || routine?.k !== 'function' || !routine.entity || call.frame.parent) return true;
  const isLocal = irp.value.k === 'symbol' && irp.value.symbol.tag === 'irp-allocation';
  if (!isLocal && !isOverHere(call, facts)) return true;
  const reads = (text: string): boolean => /IoStatus|Status\s*=/.test(text);
  return (
    reads(textOf(files.get(routine.entity.file), routine.entity.decl)) ||
    reads(textOf(files.get(call.frame.fn.file), call.frame.fn.decl))
  );
}

/** The function waits for the IRP itself and tells its callers nothing: what becomes of the status is decided here. */
function isOverHere(call: CallFact, { waits }: WskFacts): boolean {
  const { fn } = call.frame;
  const waitsHere = waits.some(
    (wait) => wait.satisfied && wait.call.frame === call.frame && wait.call.call.start > call.call.end,
  );
  return waitsHere && resultOf(fn) === 'void';
}

/** The result only leaves a helper by its return, and the caller of the helper drops it. */
function droppedByCaller(call: CallFact, context: Pick<RuleContext, 'facts' | 'files'>): Place | undefined {
  let place: Place | undefined;
  let made: Expr = call.call;
  for (
    let frame = call.frame;
    frame.kind === 'call' && frame.parent && frame.callSite && frame.call;
    frame = frame.parent
  ) {
    const { decl, file } = frame.fn;
    if (!decl.body || !isOnlyReturned(made, decl.body, (expr) => carriedOut(expr, file, context))) return undefined;
    made = frame.call;
    place = placeOf(frame.callSite);
    const site = frame.callSite;
    const outer = statementAt(frame.parent.fn, site, context.files)?.stmt;
    if (outer?.kind === 'expr' && carriedOut(outer.expr, site.file, context).some((one) => same(one, site)))
      return place;
  }
  return undefined;
}

/** What a statement does: its expression, or the arguments of which a macro makes statements. */
function carriedOut(expr: Expr, file: string, context: Pick<RuleContext, 'facts' | 'files'>): readonly Expr[] {
  const macro = expr.kind === 'call' ? macroAt({ file, start: expr.start, end: expr.end }, context)?.decl : undefined;
  if (expr.kind !== 'call' || !macro) return [expr];
  const isCarriedOut = (i: number): boolean => {
    const name = macro.params?.[i];
    if (name === undefined) return false;
    const isStatement = (stmt: Stmt): boolean =>
      (stmt.kind === 'expr' && isName(stmt.expr, name)) || parts(stmt).statements.some(isStatement);
    return isName(macro.expr, name) || (macro.body ?? []).some(isStatement);
  };
  return expr.args.flatMap((arg, i) => (isCarriedOut(i) ? carriedOut(arg, file, context) : []));
}

/** `return call;`, or a local that takes the result and is then named by nothing but returns. */
function isOnlyReturned(call: Expr, body: Stmt, carriedOut: (expr: Expr) => readonly Expr[]): boolean {
  const taker = takerOf(call, body, carriedOut);
  if (taker === 'returned') return true;
  if (taker === undefined) return false;
  let other = false;
  const visit = (stmt: Stmt): void => {
    const { statements, expressions } = parts(stmt);
    statements.forEach(visit);
    if (stmt.end <= call.end || (stmt.kind === 'return' && isName(stmt.value, taker))) return;
    for (const expr of expressions)
      walkExpression(expr, (one) => (other ||= one.start >= call.end && isName(one, taker)));
  };
  visit(body);
  return !other;
}

/** The name of the local that the call's value goes to. */
function takerOf(call: Expr, stmt: Stmt, carriedOut: (expr: Expr) => readonly Expr[]): string | undefined {
  if (stmt.kind === 'return' && same(stmt.value, call)) return 'returned';
  for (const expr of stmt.kind === 'expr' ? carriedOut(stmt.expr) : [])
    if (expr.kind === 'assign' && expr.op === '=' && same(expr.value, call))
      return expr.target.kind === 'ident' ? expr.target.name : undefined;
  if (stmt.kind === 'decl') {
    const declared = stmt.declarators.find((one) => same(one.init, call));
    if (declared) return declared.name;
  }
  for (const inner of parts(stmt).statements) {
    const found = takerOf(call, inner, carriedOut);
    if (found !== undefined) return found;
  }
  return undefined;
}

function same(a: Expr | undefined, b: Span): boolean {
  return a?.start === b.start && a.end === b.end;
}

function isName(expr: Expr | undefined, name: string): boolean {
  return expr?.kind === 'ident' && expr.name === name;
}

function functionOf(call: CallFact, place: Place): FunctionEntity {
  let { frame } = call;
  while (frame.parent && !(frame.fn.file === place.file && holds(frame.fn.decl, place))) frame = frame.parent;
  return frame.fn;
}

/** Stores the result in the function's status variable, or in a new one, and leaves when the call fails. */
function testResult(place: Place, fn: FunctionEntity, files: RuleContext['files']): FixReport[] {
  const at = statementAt(fn, place, files);
  const result = resultOf(fn);
  if (!at || at.stmt.kind !== 'expr' || at.stmt.expr.start !== place.start || result === undefined) return [];
  const known = statusVariable(fn, place);
  const status = known ?? freeName('Status', at.source.text.slice(fn.decl.start, fn.decl.end));
  const test = insertAfter(at, `if (!NT_SUCCESS(${status})) {\n    return${result === 'void' ? '' : ` ${status}`};\n}`);
  if (!test) return [];
  return [
    {
      title: { id: 'fix', args: { variable: status } },
      safe: false,
      edits: [
        edit(place.file, place.start, place.start, `${known === undefined ? 'NTSTATUS ' : ''}${status} = `),
        ...test,
      ],
    },
  ];
}

function resultOf({ decl }: FunctionEntity): 'status' | 'void' | undefined {
  const { base, pointers } = decl.returnType;
  if (pointers > 0) return undefined;
  return base === 'NTSTATUS' ? 'status' : /^void$/i.test(base) ? 'void' : undefined;
}

/** An NTSTATUS that the function declares before the place, in a block that reaches it. */
function statusVariable(fn: FunctionEntity, place: Place): string | undefined {
  let found: string | undefined;
  const visit = (stmt: Stmt): void => {
    if (stmt.kind === 'decl' && stmt.end <= place.start && stmt.storage === 'none')
      for (const { name, type } of stmt.declarators)
        if (type.base === 'NTSTATUS' && type.pointers === 0 && type.arrays.length === 0) found = name;
    for (const inner of parts(stmt).statements) if (inner.kind === 'decl' || holds(inner, place)) visit(inner);
  };
  if (fn.decl.body) visit(fn.decl.body);
  return found;
}

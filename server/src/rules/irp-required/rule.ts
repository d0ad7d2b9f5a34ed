import { argument, controlCalls, eventDirection, isWellAddressed, operationOf, type ControlCall } from '../control';
import { argumentOf } from '../dispatch';
import { isOnStack, type Frame } from '../../flow/frames';
import { alternatives, type Value } from '../../flow/values';
import type { FunctionEntity } from '../../flow/program';
import type { Call, Expr, Stmt, TypeName } from '../../syntax/ast';
import { withoutCasts } from '../../syntax/walk';
import { argumentPlace, callPlace, callWithin, passedBy, type Place } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { Argument, CallFact, WskFacts } from '../../wsk/facts';
import { mayWait, withOwnIrp } from '../ownIrp';
import { statementAt } from '../statements';
import { textOf } from '../text';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Which calls need an IRP: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: {
    id: 'irp-required',
    section: 'control',
    severity: 'error',
    statements: ['C3', 'C14', 'E1', 'E2', 'F1', 'J1', 'K21'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const calls = controlCalls(facts);
    for (const call of calls) {
      const operation = isWellAddressed(call) ? operationOf(call) : undefined;
      const irp = argument(call, 'irp');
      if (
        !operation ||
        !irp ||
        !missing(irp.value, call.fact) ||
        eventDirection(call) !== undefined ||
        operation.irp !== 'required' ||
        isChosen(call, calls)
      )
        continue;
      report({
        place: askedFor(call.fact) ?? chosenBy(call, irp, calls) ?? argumentPlace(call.fact, irp),
        message: { id: 'control', args: { code: call.code.name } },
        related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
        fixes: () => withPattern(call.fact, irp, facts, files),
      });
    }
    for (const fact of facts.calls) {
      if (fact.control || fact.fn?.irp.requirement !== 'required') continue;
      const irp = argumentOf(fact, 'irp');
      if (!irp || !missing(irp.value, fact) || isLeftOver(irp.value, fact)) continue;
      report({
        place: argumentPlace(fact, irp),
        message: { id: 'function', args: { function: fact.name } },
        fixes: () => withPattern(fact, irp, facts, files),
      });
    }
  },
};

/** The call gets an IRP of its own and is waited for: where it is written with its NULL, and may wait. */
function withPattern(fact: CallFact, irp: Argument, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  // A request that ends when a list changes is not one to wait for.
  if (fact.control?.code?.name.endsWith('_LIST_CHANGE')) return [];
  const written = mayWait(fact, facts) ? writtenNull(fact, irp) : undefined;
  if (!written) return [];
  const { fn, call, expr } = written;
  const at = statementAt(fn, { file: fn.file, start: call.start, end: call.end }, files);
  const isNull = /^(?:NULL|nullptr|0)$/.test(textOf(files.get(fn.file), expr));
  const edits = at && isNull ? withOwnIrp(at, call, expr) : undefined;
  return edits ? [{ title: { id: 'pattern' }, safe: false, edits }] : [];
}

/** A NULL that another function stored: where paths were joined, it may be what an object held that is gone. */
function isLeftOver({ origin }: Value, { frame, root }: CallFact): boolean {
  return root.incomplete && origin.site.frame !== frame;
}

interface WrittenNull {
  readonly fn: FunctionEntity;
  readonly call: Call;
  readonly expr: Expr;
}

/** Where the NULL is written, as an argument of the call or of a helper that does nothing but make it. */
function writtenNull({ frame: inner, call: made }: CallFact, irp: Argument): WrittenNull | undefined {
  let [frame, call, expr] = [inner, made, irp.expr];
  for (;;) {
    if (expr.start < call.start || expr.end > call.end) return undefined;
    const outer = passedBy(expr, frame);
    if (!outer || !frame.parent || !frame.call) return { fn: frame.fn, call, expr };
    if (!onlyMakes(frame.fn.decl.body, call)) return undefined;
    [frame, call, expr] = [frame.parent, frame.call, outer];
  }
}

/** Declarations, and `return call;`: a request that is not sent would be waited for in vain. */
function onlyMakes(body: Stmt | undefined, call: Call): boolean {
  const statements = body?.kind === 'block' ? body.body : [];
  const last = statements.at(-1);
  const value = last?.kind === 'return' ? withoutCasts(last.value) : undefined;
  return value?.start === call.start && statements.slice(0, -1).every(({ kind }) => kind === 'decl');
}

/** A helper for every option makes its call with or without an IRP, as the caller wants: which one this option gets is not known. */
function isChosen({ fact, code, control }: ControlCall, calls: readonly ControlCall[]): boolean {
  const option = fact.args[control.index.code];
  if (!option || option.value.origin.site.frame === fact.frame) return false;
  return calls.some((other) => {
    const irp = other.fact.frame === fact.frame && other.code === code ? argument(other, 'irp') : undefined;
    return irp !== undefined && !missing(irp.value, other.fact);
  });
}

/** A helper that has an IRP for others goes without one for this caller: the call of the outermost helper that serves them too. */
function chosenBy({ fact }: ControlCall, irp: Argument, calls: readonly ControlCall[]): Place | undefined {
  if (passedBy(irp.expr, fact.frame)) return undefined;
  const others = calls.filter((other) => {
    const its = other.fact.call === fact.call ? argument(other, 'irp') : undefined;
    return its !== undefined && !missing(its.value, other.fact);
  });
  const servesOthers = ({ fn }: Frame): boolean => others.some((other) => isOnStack(other.fact.frame, fn));
  let { frame } = fact;
  while (frame.kind === 'call' && frame.parent && servesOthers(frame)) frame = frame.parent;
  return frame === fact.frame ? undefined : callWithin(fact, frame);
}

/** The helper's NULL stands for the NULL that its caller passes as the IRP. */
function askedFor({ frame }: CallFact): Place | undefined {
  const index = frame.fn.decl.params?.findIndex(({ type }) => isIrp(type)) ?? -1;
  let given = index < 0 ? undefined : frame.call?.args[index];
  for (let outer = frame.parent; given && outer; outer = outer.parent) {
    const isNull = given.kind === 'number' ? given.value === 0 : given.kind === 'ident' && given.name === 'NULL';
    if (isNull || given.kind === 'keyword') return { file: outer.fn.file, start: given.start, end: given.end };
    given = passedBy(given, outer);
  }
  return undefined;
}

function isIrp({ base, pointers }: TypeName): boolean {
  return (base === 'PIRP' && pointers === 0) || (base === 'IRP' && pointers === 1);
}

/** NULL as written; the NULL of an allocation that failed is another matter. */
function missing(value: Value, fact: CallFact): boolean {
  return isNullHere(value, fact.before) && alternatives(value).every((one) => one.k === 'int');
}

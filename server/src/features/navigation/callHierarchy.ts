/**
 * Who calls whom, with the calls that no other server sees: a WSK call hands an IRP over, and the IRP's completion routine runs
 * afterwards. Plain calls are in it as well, since an editor may show one server's hierarchy only.
 */
import type { FunctionEntity, Program } from '../../flow/program';
import { alternatives } from '../../flow/values';
import type { Call, Span } from '../../syntax/ast';
import { walkStatement } from '../../syntax/walk';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { nameAt } from '../sourceTokens';
import { isWskCode } from '../wskCode';

/** A function of the workspace, or one call of a WSK function. */
export interface HierarchyItem {
  readonly kind: 'function' | 'call';
  readonly name: string;
  /** For a call: the function that it stands in. */
  readonly container: string | undefined;
  readonly file: string;
  readonly range: Span;
  readonly selection: Span;
}

export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** Where it is called, in the file of the caller. */
  readonly ranges: readonly Span[];
  /** The call happens later: an IRP's completion. */
  readonly asynchronous: boolean;
}

/** A call of a WSK function whose IRP has a completion routine that the workspace defines. */
interface HandOver {
  readonly caller: FunctionEntity;
  readonly name: string;
  readonly call: Span;
  readonly selection: Span;
  readonly routine: FunctionEntity;
}

function functionItem({ name, file, decl }: FunctionEntity): HierarchyItem {
  return { kind: 'function', name, container: undefined, file, range: span(decl), selection: span(decl.nameSpan) };
}

function callItem({ name, call, selection, caller }: HandOver): HierarchyItem {
  return { kind: 'call', name, container: caller.name, file: caller.file, range: call, selection };
}

function span({ start, end }: Span): Span {
  return { start, end };
}

/** The name in `Dispatch->WskSend(…)`. */
function calleeName({ callee }: Call): Span {
  return span(callee.kind === 'member' ? callee.nameSpan : callee);
}

function handOversOf(fact: CallFact): HandOver[] {
  const routine = fact.fn && fact.irp?.ghost.routine?.args[1]?.value;
  if (!routine) return [];
  return alternatives(routine).flatMap((one) =>
    one.k === 'function' && one.entity
      ? [
          {
            caller: fact.frame.fn,
            name: fact.name,
            call: span(fact.call),
            selection: calleeName(fact.call),
            routine: one.entity,
          },
        ]
      : [],
  );
}

function handOvers(facts: WskFacts): HandOver[] {
  const known = new Map<string, HandOver>();
  for (const one of facts.calls.flatMap(handOversOf)) {
    known.set(`${one.caller.file}:${one.call.start}:${one.routine.id}`, one);
  }
  return [...known.values()];
}

/** Plain calls in a function of functions that the workspace defines. */
function plainCalls(program: Program, caller: FunctionEntity): { callee: FunctionEntity; range: Span }[] {
  const found: { callee: FunctionEntity; range: Span }[] = [];
  if (!caller.decl.body) return found;
  walkStatement(caller.decl.body, (expr) => {
    if (expr.kind !== 'call' || expr.callee.kind !== 'ident') return;
    const callee = program.resolveFunction(expr.callee.name, caller.file, expr.args.length);
    if (callee) found.push({ callee, range: calleeName(expr) });
  });
  return found;
}

/** Gathers ranges by the function at the other end. */
class Gathered {
  private readonly calls = new Map<string, { item: HierarchyItem; ranges: Span[]; asynchronous: boolean }>();

  add(key: string, item: HierarchyItem, range: Span, asynchronous: boolean): void {
    const known = this.calls.get(key);
    if (known) known.ranges.push(range);
    else this.calls.set(key, { item, ranges: [range], asynchronous });
  }

  list(): HierarchyCall[] {
    return [...this.calls.values()];
  }
}

export function prepareCallHierarchy(
  facts: WskFacts,
  { path, text, offset }: { readonly path: string; readonly text: string; readonly offset: number },
): HierarchyItem | undefined {
  if (!isWskCode(text)) return undefined;
  const found = nameAt(text, offset, /\.c$/i.test(path) ? 'c' : 'cpp');
  if (!found) return undefined;
  const handOver = handOvers(facts).find(
    ({ caller, selection }) => caller.file === path && selection.start === found.start && selection.end === found.end,
  );
  if (handOver) return callItem(handOver);
  const fn = facts.program.resolveFunction(found.name, path);
  return fn && functionItem(fn);
}

/** The function or call that an item stood for, if it is still there. */
function functionOf(facts: WskFacts, { file, selection, name }: HierarchyItem): FunctionEntity | undefined {
  for (const list of facts.program.allFunctions()) {
    const found = list.find((fn) => fn.name === name && fn.file === file && fn.decl.nameSpan.start === selection.start);
    if (found) return found;
  }
  return undefined;
}

function isThisCall({ caller, selection }: HandOver, item: HierarchyItem): boolean {
  return caller.file === item.file && selection.start === item.selection.start;
}

export function outgoingCalls(facts: WskFacts, item: HierarchyItem): HierarchyCall[] {
  const gathered = new Gathered();
  const all = handOvers(facts);
  if (item.kind === 'call') {
    for (const one of all.filter((each) => isThisCall(each, item)))
      gathered.add(one.routine.id, functionItem(one.routine), one.selection, true);
    return gathered.list();
  }
  const fn = functionOf(facts, item);
  if (!fn) return [];
  for (const { callee, range } of plainCalls(facts.program, fn))
    gathered.add(callee.id, functionItem(callee), range, false);
  for (const one of all.filter(({ caller }) => caller === fn))
    gathered.add(`later ${one.routine.id}`, functionItem(one.routine), one.selection, true);
  return gathered.list();
}

export function incomingCalls(facts: WskFacts, item: HierarchyItem): HierarchyCall[] {
  const gathered = new Gathered();
  const all = handOvers(facts);
  if (item.kind === 'call') {
    for (const one of all.filter((each) => isThisCall(each, item)))
      gathered.add(one.caller.id, functionItem(one.caller), one.selection, false);
    return gathered.list();
  }
  const fn = functionOf(facts, item);
  if (!fn) return [];
  for (const list of facts.program.allFunctions()) {
    for (const caller of list) {
      for (const { callee, range } of plainCalls(facts.program, caller))
        if (callee === fn) gathered.add(caller.id, functionItem(caller), range, false);
    }
  }
  for (const one of all.filter(({ routine }) => routine === fn))
    gathered.add(`later ${one.caller.file}:${one.call.start}`, callItem(one), one.selection, true);
  return gathered.list();
}

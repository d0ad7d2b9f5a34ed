/** The static call moves before the client's first socket, with what fills its structure and a test of its result. */
import type { Call, Expr, Stmt } from '../../syntax/ast';
import { parts, walkExpression, walkStatement, withoutCasts } from '../../syntax/walk';
import type { Frame } from '../../flow/frames';
import type { State } from '../../flow/state';
import { callWithin, isCaller } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import { freeName } from '../../wsk/source';
import { branchOf, isFailureTest, isSuccessTest } from '../failureTests';
import { ownsNothing, withGovernor } from '../irpEdits';
import type { EditReport, RuleContext } from '../rule';
import {
  declaration,
  edit,
  insertBefore,
  lastDeclaration,
  plain,
  removal,
  rewritten,
  sibling,
  statementAt,
  type StatementPlace,
} from '../statements';
import { textOf } from '../text';

type Files = RuleContext['files'];

/** The static call's statement, those before it that fill its structure, and the test of its result behind it. */
interface Moved {
  readonly at: StatementPlace;
  readonly call: Call;
  /** The variable that takes the result. */
  readonly status: string | undefined;
  readonly preparation: readonly StatementPlace[];
  readonly test: StatementPlace | undefined;
}

export function beforeFirstSocket(call: CallFact, creation: CallFact, files: Files): EditReport[] | undefined {
  const frame = commonFrame(call, creation);
  const moved = frame && movedStatements(frame, call, files);
  const created = frame && statementAt(frame.fn, callWithin(creation, frame), files);
  if (!moved || !created || created.file !== moved.at.file) return undefined;
  const target = firstOf(created, moved, creation, frame, files);
  if (!target || !dependsOnNothing(moved, target)) return undefined;
  const status = statusOf(moved, created, target);
  const failure = status && failureOf(moved, created, creation, status.name);
  const gone = withoutMoved(moved);
  if (!status || !failure || !gone) return undefined;
  const code = [
    ...moved.preparation.map((one) => plain(one, one.stmt)),
    `${status.name} = ${plain(moved.at, moved.call)};`,
    `if (!NT_SUCCESS(${status.name})) {`,
    ...failure.map((line) => `    ${line.replace(/\n/g, '\n    ')}`),
    '}',
  ].join('\n');
  const added = ahead(target, code);
  return added && [...status.edits, ...added, ...gone];
}

/** The innermost activation that makes both calls, itself or through helpers. */
function commonFrame(a: CallFact, b: CallFact): Frame | undefined {
  for (let frame: Frame | undefined = a.frame; frame; frame = frame.parent) if (isCaller(frame, b.frame)) return frame;
  return undefined;
}

function movedStatements(frame: Frame, fact: CallFact, files: Files): Moved | undefined {
  const place = callWithin(fact, frame);
  const at = statementAt(frame.fn, place, files);
  const made = at && madeIn(at.stmt);
  if (!at?.siblings || !made || made.call.start !== place.start || made.call.end !== place.end) return undefined;
  const next = sibling(at, at.index + 1);
  const test = next && made.status !== undefined && isFailureTest(next.stmt, made.status) ? next : undefined;
  return { at, ...made, preparation: preparationOf(at, made.call), test };
}

/** `status = call;`, `return call;` or `call;`. */
function madeIn(stmt: Stmt): { readonly call: Call; readonly status: string | undefined } | undefined {
  let expr = stmt.kind === 'expr' ? stmt.expr : stmt.kind === 'return' ? stmt.value : undefined;
  let status: string | undefined;
  if (expr?.kind === 'assign' && expr.op === '=' && expr.target.kind === 'ident' && stmt.kind === 'expr') {
    status = expr.target.name;
    expr = expr.value;
  }
  const call = withoutCasts(expr);
  return call?.kind === 'call' ? { call, status } : undefined;
}

/** The statements just before the call that write nothing but what it is given by address. */
function preparationOf(at: StatementPlace, call: Call): StatementPlace[] {
  const given = new Set(
    call.args.flatMap((arg) => (arg.kind === 'unary' && arg.op === '&' ? [rootName(arg.operand)] : [])),
  );
  const found: StatementPlace[] = [];
  for (let one = sibling(at, at.index - 1); one && fills(one.stmt, given); one = sibling(one, one.index - 1))
    found.unshift(one);
  return found;
}

function fills(stmt: Stmt, names: ReadonlySet<string | undefined>): boolean {
  if (stmt.kind !== 'expr') return false;
  const { expr } = stmt;
  if (expr.kind === 'assign') return expr.target.kind === 'member' && names.has(rootName(expr.target));
  if (expr.kind !== 'call' || expr.callee.kind !== 'ident') return false;
  const [first] = expr.args;
  return (
    /^(?:RtlZeroMemory|RtlSecureZeroMemory|RtlFillMemory|memset)$/.test(expr.callee.name) &&
    first?.kind === 'unary' &&
    first.op === '&' &&
    names.has(rootName(first.operand))
  );
}

function rootName(expr: Expr): string | undefined {
  let one = expr;
  while (one.kind === 'member' || one.kind === 'index') one = one.object;
  return one.kind === 'ident' ? one.name : undefined;
}

/** The statement before which there is no socket yet, and no IRP for one: in a block around the moved call. */
function firstOf(
  created: StatementPlace,
  moved: Moved,
  creation: CallFact,
  frame: Frame,
  files: Files,
): StatementPlace | undefined {
  const chain = [created.stmt, ...created.parents];
  const block = chain.find((one) => one.kind === 'block' && moved.at.parents.includes(one));
  if (block?.kind !== 'block' || !isGovernedByStatus(moved, block)) return undefined;
  const allocation = creation.irp?.ghost.allocation;
  const first = allocation?.frame === frame ? statementAt(frame.fn, callWithin(allocation, frame), files) : created;
  const inside = first && [first.stmt, ...first.parents];
  const stmt = inside?.[inside.indexOf(block) - 1];
  if (!first || !stmt || stmt.start > created.stmt.start) return undefined;
  const parents = created.parents.slice(created.parents.indexOf(block));
  return { ...created, stmt, siblings: block.body, index: block.body.indexOf(stmt), parents };
}

/** Between the block and the call nothing decides but what earlier calls returned. */
function isGovernedByStatus({ at }: Moved, block: Stmt): boolean {
  return at.parents
    .slice(0, at.parents.indexOf(block))
    .every((one) => one.kind === 'block' || (one.kind === 'if' && !one.otherwise && isSuccessTest(one.test)));
}

/** What the moved statements read is there before the target, and nothing between writes it or reads what they write. */
function dependsOnNothing(moved: Moved, target: StatementPlace): boolean {
  const own = [...moved.preparation, moved.at, ...(moved.test ? [moved.test] : [])].map((one) => one.stmt);
  const written = new Set(moved.preparation.map((one) => writtenBy(one.stmt)));
  const read = new Set<string>();
  for (const one of [...moved.preparation.map(({ stmt }) => stmt), moved.at.stmt])
    walkStatement(one, (expr) => {
      const path = pathOf(expr);
      if (path !== undefined && path !== moved.status) read.add(path);
    });
  const isHelper = moved.call.callee.kind === 'ident';
  let free = true;
  const visit = (stmt: Stmt): void => {
    if (own.includes(stmt)) return;
    if (stmt.kind === 'decl' && stmt.start >= target.stmt.start && stmt.end <= moved.at.stmt.start)
      for (const { name } of stmt.declarators) if ([...read].some((path) => overlaps(path, name))) free = false;
    const inner = parts(stmt);
    if (stmt.start >= target.stmt.start && stmt.start < moved.at.stmt.start)
      for (const root of inner.expressions)
        walkExpression(root, (expr) => {
          if (isHelper && fillsArgument(expr, moved.call)) free = false;
          const path = changedBy(expr);
          if (path !== undefined && [...read].some((one) => overlaps(one, path))) free = false;
          if (expr.kind === 'ident' && written.has(expr.name)) free = false;
        });
    inner.statements.forEach(visit);
  };
  if (moved.at.fn.body) visit(moved.at.fn.body);
  return free;
}

function writtenBy(stmt: Stmt): string | undefined {
  if (stmt.kind !== 'expr') return undefined;
  if (stmt.expr.kind === 'assign') return rootName(stmt.expr.target);
  const [first] = stmt.expr.kind === 'call' ? stmt.expr.args : [];
  return first?.kind === 'unary' ? rootName(first.operand) : undefined;
}

/** `a->b.c` as `a.b.c`. */
function pathOf(expr: Expr): string | undefined {
  if (expr.kind === 'ident') return expr.name;
  if (expr.kind !== 'member') return undefined;
  const owner = pathOf(expr.object);
  return owner === undefined ? undefined : `${owner}.${expr.name}`;
}

function changedBy(expr: Expr): string | undefined {
  if (expr.kind === 'assign') return pathOf(expr.target);
  if (expr.kind === 'update' || (expr.kind === 'unary' && expr.op === '&')) return pathOf(expr.operand);
  return undefined;
}

function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`);
}

/** A member of what a helper is given gets a value: other than a socket, which the helper for the client does not need. */
function fillsArgument(expr: Expr, call: Call): boolean {
  if (expr.kind !== 'assign' || expr.target.kind !== 'member' || expr.value.kind === 'call') return false;
  const root = rootName(expr.target);
  return !membersOf(expr.value).includes('Information') && call.args.some((arg) => rootName(arg) === root);
}

function membersOf(expr: Expr): string[] {
  const names: string[] = [];
  walkExpression(expr, (one) => {
    if (one.kind === 'member') names.push(one.name);
  });
  return names;
}

interface Status {
  readonly name: string;
  readonly edits: readonly EditReport[];
}

/** A variable that is declared before the target, or comes to be. */
function statusOf(moved: Moved, created: StatementPlace, target: StatementPlace): Status | undefined {
  const known = [moved.status, takerOf(created.stmt)].find(
    (name) => name !== undefined && isDeclaredBefore(name, target),
  );
  if (known !== undefined) return { name: known, edits: [] };
  const name = freeName('Status', textOf(target.source, target.fn));
  const edits = declaration(target, `NTSTATUS ${name};`);
  return edits && { name, edits };
}

function takerOf(stmt: Stmt): string | undefined {
  if (stmt.kind === 'decl') return stmt.declarators.length === 1 ? stmt.declarators[0]?.name : undefined;
  const expr = stmt.kind === 'expr' ? stmt.expr : undefined;
  return expr?.kind === 'assign' && expr.op === '=' && expr.target.kind === 'ident' ? expr.target.name : undefined;
}

/** As an NTSTATUS; the target may declare it itself, and is split then. */
function isDeclaredBefore(name: string, target: StatementPlace): boolean {
  return target.parents.some(
    (block) =>
      block.kind === 'block' &&
      block.body.some(
        (one) =>
          one.kind === 'decl' &&
          (one.start < target.stmt.start || (one === target.stmt && isSplittable(target))) &&
          one.declarators.some(
            (each) => each.name === name && each.type.base === 'NTSTATUS' && each.type.pointers === 0,
          ),
      ),
  );
}

/** `NTSTATUS status = call;` can be a declaration and an assignment. */
function isSplittable({ stmt }: StatementPlace): boolean {
  const [only, ...others] = stmt.kind === 'decl' ? stmt.declarators : [];
  return (
    stmt.kind === 'decl' &&
    !stmt.isConst &&
    stmt.storage === 'none' &&
    only?.init !== undefined &&
    only.init.kind !== 'initList' &&
    only.type.arrays.length === 0 &&
    only.type.base !== 'auto' &&
    others.length === 0
  );
}

/** The code before the target; where the target is a declaration, behind the declarations, and its initialiser after the code. */
function ahead(target: StatementPlace, code: string): EditReport[] | undefined {
  const { stmt, source, file } = target;
  if (stmt.kind !== 'decl') return insertBefore(target, code);
  const [only] = stmt.declarators;
  if (!isSplittable(target) || !only?.init) return undefined;
  const last = lastDeclaration(target, (expr) => expr.kind === 'ident' && expr.name === only.name);
  if (sibling(last, last.index + 1)?.stmt.kind === 'decl') return undefined;
  const after = rewritten(last, { after: `\n${code}\n${only.name} = ${plain(target, only.init)};` });
  return after && [edit(file, only.nameSpan.end, only.init.end, ''), ...after, ...dropBlank(last, source, file)];
}

/** The blank line that stood between the declarations and the code. */
function dropBlank(last: StatementPlace, source: StatementPlace['source'], file: string): EditReport[] {
  const blank = /^[ \t]*(?:\/\/[^\n]*)?\r?\n([ \t]*\r?\n)/.exec(source.text.slice(last.stmt.end));
  if (!blank) return [];
  const end = last.stmt.end + blank[0].length;
  return [edit(file, end - (blank[1]?.length ?? 0), end, '')];
}

/** What the function does when the call fails, before any socket: as at the creation, or a plain return. */
function failureOf(
  moved: Moved,
  created: StatementPlace,
  creation: CallFact,
  status: string,
): readonly string[] | undefined {
  const atHelper = created.stmt.start !== creation.call.start && creation.irp?.ghost.allocation?.frame !== undefined;
  const next = sibling(created, created.index + 1);
  if (atHelper && next && takerOf(created.stmt) === status && isFailureTest(next.stmt, status)) {
    const branch = branchOf(next);
    if (branch.every((text) => !/\bIrp\b/i.test(text))) return branch;
  }
  const before: State = creation.irp?.ghost.allocation?.before ?? creation.before;
  const { base, pointers } = moved.at.fn.returnType;
  return base === 'NTSTATUS' && pointers === 0 && ownsNothing(before) ? [`return ${status};`] : undefined;
}

/** The statements leave their old place. */
function withoutMoved(moved: Moved): EditReport[] | undefined {
  const { at, preparation, test } = moved;
  const gone: EditReport[] = [];
  if (at.stmt.kind === 'return') {
    const [before, after] = [textOf(at.source, { start: at.stmt.start, end: moved.call.start }), ';'];
    gone.push(edit(at.file, at.stmt.start, at.stmt.end, `${before.trimEnd()} STATUS_SUCCESS${after}`));
  } else {
    const whole = preparation.length === 0 && !test ? withGovernor(at) : at;
    const edits = removal(whole);
    if (!edits) return undefined;
    gone.push(...edits);
  }
  for (const one of [...preparation, ...(test ? [test] : [])]) {
    const edits = removal(one);
    if (!edits) return undefined;
    gone.push(...edits);
  }
  return gone;
}

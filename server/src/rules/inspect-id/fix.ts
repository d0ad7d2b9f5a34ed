/** A copy of the structure in place of the pointer, its members in place of the address, a test before the pointer is followed. */
import type { Region } from '../../flow/regions';
import type { Value } from '../../flow/values';
import { model } from '../../model';
import type { Binary, Declarator, Expr, FileSyntax, Stmt, TypeName } from '../../syntax/ast';
import { children, parts, walkFile, withoutCasts } from '../../syntax/walk';
import type { ComparisonFact, DereferenceFact, WriteFact, WskFacts } from '../../wsk/facts';
import { placeOf, type Place } from '../../wsk/place';
import { isNonNullHere } from '../../wsk/values';
import { occurrences } from '../mentions';
import type { EditReport, FixReport, RuleContext, SourceView } from '../rule';
import { edit, insertBefore, outermostStatement, statementAt } from '../statements';
import { textOf } from '../text';

type Files = RuleContext['files'];

const STRUCTURE = 'WSK_INSPECT_ID';

/** The callback answers at once when there is no id. */
export function tested(use: DereferenceFact, files: Files): FixReport[] {
  const found = testBefore(use, files);
  return found ? [{ title: { id: 'test', args: { name: found.name } }, safe: false, edits: found.edits }] : [];
}

function testBefore(
  { root: { fn }, site }: Pick<DereferenceFact, 'root' | 'site'>,
  files: Files,
): { readonly name: string; readonly edits: readonly EditReport[] } | undefined {
  const index = model.callbacks.get('WskInspectEvent')?.params.findIndex(({ name }) => name === 'InspectID') ?? -1;
  const name = fn.decl.params?.[index]?.name;
  const at = site.frame?.fn === fn ? statementAt(fn, placeOf(site), files) : undefined;
  const outer = at && outermostStatement(at);
  if (!outer || name === undefined || name === '') return undefined;
  const edits = insertBefore(outer, `if (${name} == NULL) {\n    return WskInspectReject;\n}`);
  return edits && { name, edits };
}

/** Connections are told apart by what the structures hold. `other` points to a copy that is there for certain. */
export function byMembers({ site }: ComparisonFact, other: Value, files: Files): FixReport[] {
  const place = placeOf(site);
  const at = site.frame && statementAt(site.frame.fn, place, files);
  const found = at && comparisonIn(at.stmt, place);
  if (!at || !found || other.k !== 'pointer') return [];
  const { comparison, parent } = found;
  const [left, right] = [comparison.left, comparison.right].map((side) => reader(side, at.source));
  if (!left || !right) return [];
  const { op } = comparison;
  const members = ['Key', 'SerialNumber'].map((member) => `${left(member)} ${op} ${right(member)}`);
  const joint = op === '==' ? '&&' : '||';
  const text = members.join(` ${joint} `);
  const isBare = parent === undefined || (parent.kind === 'binary' && parent.op === joint);
  const edits = [edit(place.file, place.start, place.end, isBare ? text : `(${text})`)];
  return [{ title: { id: 'members' }, safe: false, edits }];
}

function comparisonIn(
  stmt: Stmt,
  place: Place,
): { readonly comparison: Binary; readonly parent: Expr | undefined } | undefined {
  const search = (
    expr: Expr,
    parent: Expr | undefined,
  ): { readonly comparison: Binary; readonly parent: Expr | undefined } | undefined => {
    if (expr.kind === 'binary' && expr.start === place.start && expr.end === place.end)
      return expr.op === '==' || expr.op === '!=' ? { comparison: expr, parent } : undefined;
    for (const child of children(expr)) {
      const found = search(child, expr);
      if (found) return found;
    }
    return undefined;
  };
  for (const root of parts(stmt).expressions) {
    const found = search(root, undefined);
    if (found) return found;
  }
  return undefined;
}

/** How a member is read through the pointer: `id->Key`, and `entry.Id.Key` of `&entry.Id`. */
function reader(pointer: Expr, source: SourceView): ((member: string) => string) | undefined {
  const plain = withoutCasts(pointer);
  const isAddress = plain.kind === 'unary' && plain.op === '&';
  const object = plain.kind === 'unary' && isAddress ? plain.operand : plain;
  if (object.kind !== 'ident' && object.kind !== 'member' && object.kind !== 'index') return undefined;
  const text = textOf(source, object);
  return (member) => `${text}${isAddress ? '.' : '->'}${member}`;
}

/** Where the pointer was stored stands the structure from now on, if all that names it can do with one. */
export function copied(write: WriteFact, facts: WskFacts, files: Files): FixReport[] {
  const { region, site } = write;
  const at = site.frame && statementAt(site.frame.fn, placeOf(site), files);
  const store = at?.stmt.kind === 'expr' && at.stmt.expr.kind === 'assign' ? at.stmt.expr : undefined;
  if (store?.op !== '=' || store.value.kind !== 'ident') return [];
  const keeper = keeperOf(region, facts, files);
  const uses = keeper && usesOf(keeper, store, files);
  if (!keeper || !uses) return [];
  const { file, type } = keeper;
  const isTested = write.root.callback !== 'WskInspectEvent' || isNonNullHere(write.value, write.state);
  const test = isTested ? [] : testBefore(write, files)?.edits;
  if (!test) return [];
  return [
    {
      title: { id: 'copy' },
      safe: false,
      edits: [
        edit(file, type.start, type.end, keeper.isAligned ? `${STRUCTURE} ` : STRUCTURE),
        edit(site.file, store.value.start, store.value.start, '*'),
        ...test,
        ...uses,
      ],
    },
  ];
}

/** The member or the variable that holds the pointer. */
interface Keeper {
  readonly name: string;
  readonly isMember: boolean;
  readonly file: string;
  readonly type: TypeName;
  /** Its name stands in one column with others. */
  readonly isAligned: boolean;
}

function keeperOf(region: Region, facts: WskFacts, files: Files): Keeper | undefined {
  const found: Keeper[] = [];
  for (const [file, syntax] of facts.program.files) found.push(...declarationsIn(file, syntax, region, files));
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

/** Declarations of that name which hold a pointer to the structure and nothing else. */
function declarationsIn(file: string, syntax: FileSyntax, region: Region, files: Files): Keeper[] {
  const source = files.get(file);
  if (region.r === 'global')
    return syntax.variables
      .filter((one) => one.name === region.name && !one.init && isPointer(one.type, source))
      .filter((one) => isAlone(one, source))
      .map(({ name, type }) => ({ name, isMember: false, file, type, isAligned: false }));
  if (region.r !== 'field') return [];
  const column = (offset: number): number => offset - (source?.text.lastIndexOf('\n', offset) ?? 0);
  return syntax.records.flatMap(({ fields }) =>
    fields
      .filter((one) => one.name === region.name && isPointer(one.type, source))
      .map((one) => ({
        name: one.name,
        isMember: true,
        file,
        type: one.type,
        isAligned: fields.some((other) => other !== one && column(other.nameSpan.start) === column(one.nameSpan.start)),
      })),
  );
}

function isPointer(type: TypeName, source: SourceView | undefined): boolean {
  return textOf(source, type) === `P${STRUCTURE}`;
}

/** `PWSK_INSPECT_ID Name;` */
function isAlone(one: Declarator, source: SourceView | undefined): boolean {
  const text = source?.text ?? '';
  return /^\s+$/.test(text.slice(one.type.end, one.nameSpan.start)) && /^\s*;/.test(text.slice(one.nameSpan.end));
}

/** What else names it, for a structure: its address as an argument, `.` for `->`. */
function usesOf(keeper: Keeper, store: Expr, files: Files): EditReport[] | undefined {
  const edits: EditReport[] = [];
  const known = new Set<string>();
  const isIt = (expr: Expr): boolean =>
    keeper.isMember
      ? expr.kind === 'member' && expr.name === keeper.name
      : expr.kind === 'ident' && expr.name === keeper.name;
  const settle = (file: string, expr: Expr, ...made: readonly EditReport[]): void => {
    known.add(`${file}:${expr.end}`);
    edits.push(...made);
  };
  for (const [file, { syntax, text }] of files)
    walkFile(syntax, (expr) => {
      if (expr.kind === 'assign' && isIt(expr.target)) {
        if (expr === store) settle(file, expr.target);
      } else if (expr.kind === 'call') {
        for (const arg of expr.args) if (isIt(arg)) settle(file, arg, edit(file, arg.start, arg.start, '&'));
      } else if (expr.kind === 'member' && expr.arrow && isIt(expr.object)) {
        const arrow = text.indexOf('->', expr.object.end);
        settle(file, expr.object, edit(file, arrow, arrow + 2, '.'));
      }
    });
  return mentionsOf(keeper, files).every(({ file, end }) => known.has(`${file}:${end}`)) ? edits : undefined;
}

/** Every place that can mean it, but its declaration. */
function mentionsOf(keeper: Keeper, files: Files): Place[] {
  return occurrences(files, keeper.name).filter(({ file, start }) => {
    const text = files.get(file)?.text ?? '';
    if (keeper.isMember) return /(?:\.|->)\s*$/.test(text.slice(Math.max(0, start - 20), start));
    return !(file === keeper.file && start > keeper.type.end && /^\s+$/.test(text.slice(keeper.type.end, start)));
  });
}

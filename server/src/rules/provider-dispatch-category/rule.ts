import type { SocketCategory } from '../../model';
import { callPlace } from '../../wsk/place';
import type { CallFact, TableReadFact } from '../../wsk/facts';
import type { Expr, Span, Stmt } from '../../syntax/ast';
import { parts, walkStatement } from '../../syntax/walk';
import type { EditReport, FixReport, Rule, RuleContext, SourceView } from '../rule';

/** Socket->Dispatch points to the table of the socket's category: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-socket-categories */
export const rule: Rule = {
  meta: {
    id: 'provider-dispatch-category',
    section: 'sockets',
    severity: 'error',
    statements: ['H6', 'H7', 'H9', 'H10'],
    fixable: true,
  },
  check({ facts, files, report }) {
    const seen = new Set<string>();
    for (const fact of facts.calls) {
      if (!isMismatch(fact)) continue;
      const key = `${fact.root.fn.id}:${pointerOf(fact)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      // The same pointer used again is the same mistake.
      const uses = facts.calls.filter(
        (one) => one.root.fn === fact.root.fn && isMismatch(one) && pointerOf(one) === pointerOf(fact),
      );
      const common = uses.every((one) => COMMON.has(one.name));
      const { category, tableCategory, ghost } = fact.socket ?? {};
      const read = readOf(fact);
      if (!category || !tableCategory || !read) continue;
      report({
        place: { file: fact.frame.fn.file, start: read.start, end: read.end },
        message: {
          id: common ? 'common' : 'mismatch',
          args: { given: tableName(tableCategory), category: { sockets: [category] }, right: tableName(category) },
        },
        ...(common ? { severity: 'hint' as const } : {}),
        related: ghost?.creation ? [{ place: callPlace(ghost.creation), message: { id: 'created' } }] : [],
        fixes: () => fixesFor(uses, tableName(category), files),
      });
    }
    for (const fact of facts.tableReads) {
      const { category, creation } = fact.ghost;
      const { tableCategory, table, root, site } = fact;
      if (category === undefined || category === tableCategory) continue;
      const key = `${root.fn.id}:${table.value.k === 'pointer' ? table.value.region.key : site.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const common = facts.tableReads.every(
        (one) => one.root.fn !== root.fn || !sameTable(one, fact) || COMMON.has(one.name),
      );
      report({
        place: { file: table.value.origin.site.file, start: table.expr.start, end: table.expr.end },
        message: {
          id: common ? 'common' : 'mismatch',
          args: { given: tableName(tableCategory), category: { sockets: [category] }, right: tableName(category) },
        },
        ...(common ? { severity: 'hint' as const } : {}),
        related: creation ? [{ place: callPlace(creation), message: { id: 'created' } }] : [],
      });
    }
  },
};

/** What stands at the same place in every table. */
const COMMON: ReadonlySet<string> = new Set(['WskControlSocket', 'WskCloseSocket']);

function sameTable(one: TableReadFact, other: TableReadFact): boolean {
  return (
    one.tableCategory === other.tableCategory &&
    one.table.value.k === 'pointer' &&
    other.table.value.k === 'pointer' &&
    one.table.value.region === other.table.value.region
  );
}

/** Where the function reads Socket->Dispatch into the local that the call goes through, if once only; else the pointer in the call. */
function readOf({ table, frame }: CallFact): Span | undefined {
  const pointer = table?.expr;
  const body = frame.fn.decl.body;
  if (pointer?.kind !== 'ident' || !body) return pointer;
  const stored: Expr[] = [];
  const visit = (stmt: Stmt): void => {
    if (stmt.kind === 'decl')
      for (const one of stmt.declarators) if (one.name === pointer.name && one.init) stored.push(one.init);
    parts(stmt).statements.forEach(visit);
  };
  visit(body);
  walkStatement(body, (expr) => {
    if (expr.kind === 'assign' && expr.target.kind === 'ident' && expr.target.name === pointer.name)
      stored.push(expr.value);
  });
  const [only] = stored;
  return only && stored.length === 1 && isDispatch(only) ? only : pointer;
}

function isDispatch(expr: Expr): boolean {
  return expr.kind === 'cast' ? isDispatch(expr.operand) : expr.kind === 'member' && expr.name === 'Dispatch';
}

/** The right type in the casts or in the pointer's declaration, where it has all that is called. */
function fixesFor(uses: readonly CallFact[], right: string, files: RuleContext['files']): FixReport[] {
  const edits = new Map<number, EditReport>();
  for (const use of uses) {
    const source = files.get(use.frame.fn.file);
    const types = source ? writtenTypes(use) : [];
    const given = source && indicationsFor(use, right, source);
    if (!source || !given || !use.fn?.dispatchTables.includes(right) || types.length === 0) return [];
    for (const one of given) edits.set(one.place.start, one);
    for (const { start, end } of types) {
      const text = source.text.slice(start, end);
      const newText = text.replace(/(?<=\bP?)WSK_PROVIDER_[A-Z]+_DISPATCH\b/g, right);
      if (newText === text) return [];
      edits.set(start, { place: { file: use.frame.fn.file, start, end }, newText });
    }
  }
  return [{ title: { id: 'fix', args: { right } }, safe: false, edits: [...edits.values()] }];
}

/** WskRelease takes another list of a datagram socket: the casts to it follow; undefined where it is not written what is given. */
function indicationsFor(use: CallFact, right: string, { text }: SourceView): EditReport[] | undefined {
  const { fn, args, frame } = use;
  const others = fn?.altParams ?? [];
  const takesOthers = right === tableName('datagram');
  if (takesOthers === (use.socket?.tableCategory === 'datagram')) return [];
  const edits: EditReport[] = [];
  for (const [i, other] of others.entries()) {
    const usual = fn?.params[i]?.type ?? other.type;
    const argument = args[i];
    if (usual === other.type || !argument) continue;
    const { start, end } = argument.expr.kind === 'cast' ? argument.expr.type : argument.expr;
    const [from, to] = takesOthers ? [usual, other.type] : [other.type, usual];
    if (text.slice(start, end) !== from) return undefined;
    edits.push({ place: { file: frame.fn.file, start, end }, newText: to });
  }
  return edits;
}

/** Where the pointer's type is written: in the cast, or in the declaration of the local that holds it and in what is stored there. */
function writtenTypes({ table, frame }: CallFact): readonly Span[] {
  const expr = table?.expr;
  if (expr?.kind === 'cast') return [expr.type];
  const body = frame.fn.decl.body;
  if (expr?.kind !== 'ident' || !body) return [];
  const declared: Span[] = [];
  const visit = (stmt: Stmt): void => {
    if (stmt.kind === 'decl')
      for (const one of stmt.declarators)
        if (one.name === expr.name) declared.push({ start: stmt.start, end: one.end });
    parts(stmt).statements.forEach(visit);
  };
  visit(body);
  const casts: Span[] = [];
  walkStatement(body, (one) => {
    if (
      one.kind === 'assign' &&
      one.target.kind === 'ident' &&
      one.target.name === expr.name &&
      one.value.kind === 'cast'
    )
      casts.push(one.value.type);
  });
  return declared.length === 1 ? [...declared, ...casts] : [];
}

function isMismatch(fact: CallFact): boolean {
  const { category, tableCategory } = fact.socket ?? {};
  return (
    category !== undefined && tableCategory !== undefined && category !== tableCategory && fact.table !== undefined
  );
}

/** The dispatch pointer that the call goes through. */
function pointerOf(fact: CallFact): string {
  const value = fact.table?.value;
  return value?.k === 'pointer' ? value.region.key : `${fact.site.start}`;
}

function tableName(category: SocketCategory): string {
  return `WSK_PROVIDER_${category.toUpperCase()}_DISPATCH`;
}

/** Client dispatch tables: the callback that is named and missing, the entries that are empty, and a table of the file's callbacks. */
import { alternatives } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import { fillTable } from '../../rules/handlers';
import { declarationStart } from '../../rules/ownIrp';
import { edit, endOfLine } from '../../rules/statements';
import type { FunctionDecl } from '../../syntax/ast';
import type { ClientTable } from '../../wsk/facts';
import { callbackStub, dispatchTable, freeName } from '../../wsk/source';
import { matchesCallback } from '../callbackFunctions';
import type { RefactorContext, Refactoring } from './context';

const generate = 'refactor.generate.wsk';

function tableAt({ facts, path, start, end }: RefactorContext): ClientTable | undefined {
  return facts.tables.find(
    ({ variable }) =>
      variable.file === path &&
      Math.min(variable.decl.start, variable.decl.type.start) <= start &&
      end <= variable.decl.end,
  );
}

function callbacksOf({ type }: ClientTable): WskCallback[] {
  return [...model.callbacks.values()].filter(
    (one) => one.table === type && one.member !== null && !one.reservedForSystem,
  );
}

interface MissingFunction {
  readonly callback: WskCallback;
  readonly name: string;
  /** Another file may see it. */
  readonly isPublic: boolean;
}

/** Names that stand in the table and that no file of the workspace defines. */
function missingFunctions(table: ClientTable, context: RefactorContext): MissingFunction[] {
  const { init } = table.variable.decl;
  if (init?.kind !== 'initList') return [];
  const order = model.tables.get(table.type)?.flatMembers ?? [];
  return init.items.flatMap(({ designators, value }, index) => {
    const plain = value.kind === 'unary' && value.op === '&' ? value.operand : value;
    const member = designators.length === 0 ? order[index]?.name : designators[0];
    const callback = callbacksOf(table).find((one) => one.member === member);
    if (!callback || plain.kind !== 'ident' || plain.name === 'NULL') return [];
    const { program } = context.facts;
    const prototype = program.resolvePrototype(plain.name, context.path);
    const isDefined = prototype ? program.functionsNamed(plain.name).length > 0 : program.defines(plain.name);
    return isDefined ? [] : [{ callback, name: plain.name, isPublic: prototype?.decl.isStatic === false }];
  });
}

function generateMissing(table: ClientTable, context: RefactorContext): Refactoring[] {
  const { source, path, style, translate } = context;
  const at = declarationStart(source.text, table.variable.decl.type.start, before(source.syntax.functions, table));
  return missingFunctions(table, context).map(({ callback, name, isPublic }) => {
    const stub = callbackStub(callback, name, style) + style.lineEnd;
    return {
      kind: generate,
      title: translate('refactor.generate.callback', { function: name, callback: callback.name }),
      edits: [edit(path, at, at, isPublic ? stub.replace(/^static /m, '') : stub)],
    };
  });
}

function before(functions: readonly FunctionDecl[], { variable }: ClientTable): readonly FunctionDecl[] {
  return functions.filter((one) => one.end <= variable.decl.start);
}

function emptyEntries(table: ClientTable): WskCallback[] {
  return callbacksOf(table).filter(({ member }) => {
    const value = table.entries.get(member ?? '');
    return value?.k === 'int' && value.value === 0;
  });
}

/** Functions of the workspace that could stand in the entry and stand in no table: the one, where there is just one. */
function unusedMatch(callback: WskCallback, context: RefactorContext): string | undefined {
  const { program } = context.facts;
  const used = namesInTables(context);
  const found = new Set<string>();
  for (const list of program.allFunctions()) {
    for (const { name, decl, file } of list) {
      if (used.has(name) || !matchesCallback(decl, callback)) continue;
      if (file === context.path || (!decl.isStatic && program.resolvePrototype(name, context.path))) found.add(name);
    }
  }
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

function namesInTables({ facts }: RefactorContext): ReadonlySet<string> {
  const values = [
    ...facts.tables.flatMap(({ entries }) => [...entries.values()]),
    ...facts.handlers.map((one) => one.value),
  ];
  return new Set(
    values.flatMap((value) => alternatives(value).flatMap((one) => (one.k === 'function' ? [one.name] : []))),
  );
}

function complete(table: ClientTable, context: RefactorContext): Refactoring[] {
  const empty = emptyEntries(table);
  const one = (callbacks: readonly WskCallback[], title: string): Refactoring[] => {
    const handlers = new Map(callbacks.map((callback) => [callback.name, unusedMatch(callback, context)]));
    const edits = fillTable(table, callbacks, context.files, handlers);
    return edits ? [{ kind: generate, title, edits }] : [];
  };
  const { translate } = context;
  const name = table.variable.name;
  const each = empty.flatMap((callback) =>
    one([callback], translate('refactor.generate.entry', { table: name, callback: callback.name })),
  );
  return empty.length > 1 ? [...one(empty, translate('refactor.generate.complete', { table: name })), ...each] : each;
}

/** The callback that a function under the cursor could be, where the function is in no table yet. */
function buildTable(context: RefactorContext): Refactoring[] {
  const { fn, start, source, path, style, translate } = context;
  if (!fn || start > fn.decl.nameSpan.end || start < fn.decl.start || fn.decl.isMethod) return [];
  const used = namesInTables(context);
  const callback = [...model.callbacks.values()].find((one) => one.table !== null && matchesCallback(fn.decl, one));
  if (!callback || callback.table === null || used.has(fn.name)) return [];
  const handlers = new Map<string, FunctionDecl>([[callback.member ?? '', fn.decl]]);
  for (const other of model.callbacks.values()) {
    if (other.table !== callback.table || other.member === null || handlers.has(other.member)) continue;
    const fitting = source.syntax.functions.filter((one) => !used.has(one.name) && matchesCallback(one, other));
    const [only] = fitting;
    if (only && fitting.length === 1) handlers.set(other.member, only);
  }
  const last = Math.max(...[...handlers.values()].map(({ end }) => end));
  const at = endOfLine({ source }, last);
  if (at === undefined) return [];
  const name = freeName(tableName(callback.table), source.text);
  const names = new Map([...handlers].map(([member, decl]) => [member, decl.name]));
  // Nothing uses it yet: a static variable would be an unused one.
  const text = dispatchTable(callback.table, name, names, style).replace(/^static /, '');
  return [
    {
      kind: generate,
      title: translate('refactor.generate.table', { table: callback.table }),
      edits: [edit(path, at, at, style.lineEnd + (source.syntax.language === 'cpp' ? `extern ${text}` : text))],
    },
  ];
}

/** `WSK_CLIENT_CONNECTION_DISPATCH` makes `ConnectionEvents`. */
function tableName(type: string): string {
  const kind = /^WSK_CLIENT_(\w+)_DISPATCH$/.exec(type)?.[1] ?? 'Client';
  return `${kind.charAt(0)}${kind.slice(1).toLowerCase()}Events`;
}

export function tables(context: RefactorContext): Refactoring[] {
  const table = tableAt(context);
  return table ? [...generateMissing(table, context), ...complete(table, context)] : buildTable(context);
}

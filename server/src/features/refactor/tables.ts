/** Client dispatch tables: the callback that is named and missing, the entries that are empty, and a table of the file's callbacks. */
import { alternatives } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import { isSameRegion } from '../../flow/regions';
import { eventCalls, masksOf, staticCalls } from '../../rules/mask';
import type { EditReport } from '../../rules/rule';
import { callbackMap } from '../map/callbackMap';
import { fillTable } from '../../rules/handlers';
import { blankBefore, declarationStart } from '../../rules/ownIrp';
import { edit, endOfLine } from '../../rules/statements';
import type { FunctionDecl } from '../../syntax/ast';
import type { CallFact, ClientTable } from '../../wsk/facts';
import { valuePlace } from '../../wsk/place';
import { callbackStub, dispatchTable, freeName } from '../../wsk/source';
import { isMeantAs, matchesCallback } from '../callbackFunctions';
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
    const stub = blankBefore(source.text, at, style.lineEnd) + callbackStub(callback, name, style) + style.lineEnd;
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
      if (used.has(name) || !isCallback(decl, callback, context.files.get(file)?.text ?? '')) continue;
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

/** An entry of a table is of use only when its event is on: the mask that switches the table's other events on gets the flag. */
function enabling(table: ClientTable, callback: WskCallback, context: RefactorContext): EditReport[] | undefined {
  const { facts, files } = context;
  const { flag } = callback;
  if (flag === null) return undefined;
  const uses = (call: CallFact): boolean => {
    const dispatch = call.socket?.ghost?.dispatch;
    return (
      dispatch !== undefined &&
      alternatives(dispatch).some((one) => one.k === 'pointer' && isSameRegion(one.region, table.region))
    );
  };
  for (const call of [...staticCalls(facts), ...eventCalls(facts).filter(uses)]) {
    const [mask, ...others] = (call.control?.eventMask && masksOf(call.control.eventMask, call.before)) ?? [];
    if (!mask?.exact || mask.disables || others.length > 0) continue;
    const place = valuePlace(mask.value);
    const text = files.get(place.file)?.text.slice(place.start, place.end);
    if (text === undefined || !/^[\w\s|()]+$/.test(text)) continue;
    const end = /^\([^()]*\)$/.test(text) ? place.end - 1 : place.end;
    return [edit(place.file, end, end, ` | ${flag}`)];
  }
  return undefined;
}

function complete(table: ClientTable, context: RefactorContext): Refactoring[] {
  const { files, facts, translate } = context;
  // WSK has no client event that a driver would need.
  const empty = table.type === 'WSK_CLIENT_DISPATCH' ? [] : emptyEntries(table);
  if (empty.length === 0) return [];
  const rows = callbackMap(facts, (path) => files.get(path)?.text).tables.find(
    ({ place, name }) => name === table.variable.name && place.file === table.variable.file,
  )?.callbacks;
  const isOff = (callback: WskCallback): boolean =>
    rows?.find((row) => row.callback === callback.name)?.state === 'never';
  const one = (callbacks: readonly WskCallback[], title: string): Refactoring[] => {
    const handlers = new Map(callbacks.map((callback) => [callback.name, unusedMatch(callback, context)]));
    const edits = fillTable(table, callbacks, files, handlers);
    const masks = callbacks.filter(isOff).flatMap((callback) => enabling(table, callback, context) ?? []);
    return edits ? [{ kind: generate, title, edits: [...edits, ...masks] }] : [];
  };
  const name = table.variable.name;
  // A callback that nothing switches on, and that no mask could: it would stand in the table for nothing.
  const useful = empty.filter((callback) => !isOff(callback) || callback.flag !== null);
  const each = useful.flatMap((callback) =>
    one([callback], translate('refactor.generate.entry', { table: name, callback: callback.name })),
  );
  return useful.length > 1 ? [...one(useful, translate('refactor.generate.complete', { table: name })), ...each] : each;
}

/** The function has the parameters of the callback, and it is seen that it is meant to be one. */
function isCallback(decl: FunctionDecl, callback: WskCallback, text: string): boolean {
  if (!matchesCallback(decl, callback)) return false;
  return isMeantAs(callback, decl.name, text.slice(declarationStart(text, decl.nameSpan.start), decl.nameSpan.end));
}

/** The callback that a function under the cursor could be, where the function is in no table yet. */
function buildTable(context: RefactorContext): Refactoring[] {
  const { fn, start, source, path, style, translate } = context;
  if (!fn || start > fn.decl.nameSpan.end || start < fn.decl.start || fn.decl.isMethod) return [];
  const used = namesInTables(context);
  const callback = [...model.callbacks.values()].find(
    (one) => one.table !== null && isCallback(fn.decl, one, source.text),
  );
  if (!callback || callback.table === null || used.has(fn.name)) return [];
  const handlers = new Map<string, FunctionDecl>([[callback.member ?? '', fn.decl]]);
  for (const other of model.callbacks.values()) {
    if (other.table !== callback.table || other.member === null || handlers.has(other.member)) continue;
    const fitting = source.syntax.functions.filter((one) => !used.has(one.name) && isCallback(one, other, source.text));
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

/** Handlers that fixes give to dispatch tables: the stub, and the entry that names it. */
import type { InitList } from '../syntax/ast';
import { model, type WskCallback } from '../model';
import type { ClientTable } from '../wsk/facts';
import { callbackStub, freeName, handlerName, tableMembers } from '../wsk/source';
import { declarationStart } from './ownIrp';
import type { EditReport, RuleContext } from './rule';
import { edit } from './statements';
import { styleOf } from './text';

/**
 * A stub for each callback before the table, and the table's entries for them; undefined where the table cannot be written to.
 * `known`: functions, by callback, that are there already.
 */
export function fillTable(
  table: ClientTable,
  callbacks: readonly WskCallback[],
  files: RuleContext['files'],
  known: ReadonlyMap<string, string | undefined> = new Map(),
): EditReport[] | undefined {
  const { variable } = table;
  const source = files.get(variable.file);
  const init = variable.decl.init;
  if (!source || init?.kind !== 'initList' || table.written || variable.decl.scope.length > 0) return undefined;
  // A macro's use has no entries to write to.
  if (source.text[init.start] !== '{') return undefined;
  const style = styleOf(source);
  const siblings = siblingHandlers(table);
  const handlers = callbacks.map((callback) => ({
    callback,
    name: known.get(callback.name) ?? freeName(handlerName(callback.name, siblings), source.text),
  }));
  const entries = entryEdits(variable.file, source.text, init, table.type, handlers);
  if (!entries) return undefined;
  const start = declarationStart(
    source.text,
    variable.decl.type.start,
    source.syntax.functions.filter((one) => one.end <= variable.decl.start),
  );
  const stubs = handlers
    .filter(({ callback }) => known.get(callback.name) === undefined)
    .map(({ callback, name }) => callbackStub(callback, name, style) + style.lineEnd);
  return stubs.length === 0 ? entries : [edit(variable.file, start, start, stubs.join('')), ...entries];
}

function siblingHandlers(table: ClientTable): { callback: string; handler: string }[] {
  return [...table.entries].flatMap(([member, value]) => {
    const callback = [...model.callbacks.values()].find((one) => one.table === table.type && one.member === member);
    return value.k === 'function' && callback ? [{ callback: callback.name, handler: value.name }] : [];
  });
}

interface Handler {
  readonly callback: WskCallback;
  readonly name: string;
}

function entryEdits(
  file: string,
  text: string,
  init: InitList,
  type: string,
  handlers: readonly Handler[],
): EditReport[] | undefined {
  const designated = init.items.some((item) => item.designators.length > 0);
  if (
    designated &&
    !init.items.every((item) => item.designators.length === 1 && typeof item.designators[0] === 'string')
  )
    return undefined;
  return designated ? byName(file, text, init, handlers) : byPosition(file, text, init, type, handlers);
}

function byName(file: string, text: string, init: InitList, handlers: readonly Handler[]): EditReport[] {
  const edits: EditReport[] = [];
  const added: string[] = [];
  for (const { callback, name } of handlers) {
    const item = init.items.find((one) => one.designators[0] === callback.member);
    if (item) edits.push(edit(file, item.value.start, item.value.end, name));
    else added.push(`.${callback.member ?? ''} = ${name}`);
  }
  return added.length === 0 ? edits : [...edits, appended(file, text, init, added)];
}

function byPosition(
  file: string,
  text: string,
  init: InitList,
  type: string,
  handlers: readonly Handler[],
): EditReport[] | undefined {
  const members = tableMembers(type);
  const empty = init.items.length === 1 && text.slice(init.items[0]?.value.start, init.items[0]?.value.end) === '0';
  const given = empty ? 0 : init.items.length;
  const edits: EditReport[] = [];
  const wanted = new Map(handlers.map(({ callback, name }) => [callback.member, name]));
  const last = Math.max(...handlers.map(({ callback }) => members.indexOf(callback.member ?? '')));
  if (last < 0) return undefined;
  for (const [i, item] of init.items.entries()) {
    const name = wanted.get(members[i] ?? '');
    if (name !== undefined && i < given) edits.push(edit(file, item.value.start, item.value.end, name));
  }
  const added: string[] = [];
  for (let i = given; i <= last; i++) added.push(wanted.get(members[i] ?? '') ?? 'NULL');
  if (added.length === 0) return edits;
  const zero = empty ? init.items[0]?.value : undefined;
  return zero ? [edit(file, zero.start, zero.end, added.join(', '))] : [...edits, appended(file, text, init, added)];
}

/** New items after the last one, on lines of their own where the list has them so. */
function appended(file: string, text: string, init: InitList, added: readonly string[]): EditReport {
  const last = init.items[init.items.length - 1];
  if (!last) return edit(file, init.start + 1, init.start + 1, ` ${added.join(', ')} `);
  const end = Math.max(last.span.end, last.value.end);
  const margin = /\n([ \t]*)$/.exec(text.slice(init.start, last.span.start));
  const comma = /^\s*,/.exec(text.slice(end, init.end));
  const at = comma ? end + comma[0].length : end;
  const between = margin ? `${text.includes('\r\n') ? '\r\n' : '\n'}${margin[1] ?? ''}` : ' ';
  const list = added.join(`,${between}`);
  return edit(file, at, at, `${comma ? '' : ','}${between}${list}`);
}

/** A client dispatch table for a socket that was made without one. */
import { model, type EventFlag, type SocketCategory, type WskCallback } from '../model';
import type { FunctionEntity } from '../flow/program';
import { callbackStub, dispatchTable, freeName, handlerName } from '../wsk/source';
import type { WskFacts } from '../wsk/facts';
import type { Place } from '../wsk/place';
import { functionStart } from './ownIrp';
import type { EditReport, FixReport, RuleContext } from './rule';
import { edit } from './statements';
import { styleOf, textOf } from './text';

/** The NULL of a Dispatch argument becomes a table that serves the events: one that is there already, or a new one. */
export function tableInstead(
  argument: Place,
  fn: FunctionEntity,
  category: SocketCategory,
  events: readonly EventFlag[],
  { facts, files }: Pick<RuleContext, 'facts' | 'files'>,
): FixReport[] {
  const text = textOf(files.get(argument.file), argument);
  const type = [...model.tables.values()].find((one) => one.side === 'client' && one.category === category)?.name;
  const callbacks = events.flatMap(({ callback }) => {
    const known = callback === null ? undefined : model.callbacks.get(callback);
    return known && known.table === type ? [known] : [];
  });
  if (type === undefined || callbacks.length === 0 || !/^(?:NULL|nullptr|0)$/.test(text)) return [];
  const ready = existing(type, callbacks, argument, facts);
  if (ready !== undefined)
    return [
      {
        title: { id: 'pass', args: { table: ready } },
        safe: false,
        edits: [edit(argument.file, argument.start, argument.end, `&${ready}`)],
      },
    ];
  const made = created(type, callbacks, argument, fn, files);
  return made ? [{ title: { id: 'create' }, safe: false, edits: made }] : [];
}

/** A table of this file, above the use, that has a handler for each of the events. */
function existing(type: string, callbacks: readonly WskCallback[], use: Place, facts: WskFacts): string | undefined {
  return facts.tables.find(
    ({ type: own, variable, written, entries }) =>
      own === type &&
      !written &&
      variable.file === use.file &&
      variable.decl.end < use.start &&
      variable.decl.scope.length === 0 &&
      variable.decl.type.arrays.length === 0 &&
      callbacks.every(({ member }) => member !== null && entries.get(member)?.k === 'function'),
  )?.variable.name;
}

function created(
  type: string,
  callbacks: readonly WskCallback[],
  argument: Place,
  fn: FunctionEntity,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const source = files.get(argument.file);
  if (!source || fn.file !== argument.file || fn.decl.scope.length > 0) return undefined;
  const style = styleOf(source);
  const handlers = new Map<string, string>();
  const stubs = callbacks.map((callback) => {
    const name = freeName(handlerName(callback.name, []), source.text);
    if (callback.member !== null) handlers.set(callback.member, name);
    return callbackStub(callback, name, style) + style.lineEnd;
  });
  const name = freeName('SocketEvents', source.text);
  const start = functionStart({ source, fn: fn.decl });
  const table = dispatchTable(type, name, handlers, style) + style.lineEnd;
  return [
    edit(argument.file, start, start, stubs.join('') + table),
    edit(argument.file, argument.start, argument.end, `&${name}`),
  ];
}

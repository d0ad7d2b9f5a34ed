/** Which events the text under the cursor stands for. */
import { model } from '../../model';
import type { WskFacts } from '../../wsk/facts';
import { nameAt } from '../sourceTokens';
import { isWskCode } from '../wskCode';
import { entriesFor, eventIndex, within, type EventEntry, type EventIndex, type EventUse } from './events';

export interface NavigationRequest {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly facts: WskFacts;
}

export interface Target {
  readonly index: EventIndex;
  readonly kind: 'flag' | 'option' | 'entry' | 'function';
  readonly entries: readonly EventEntry[];
  /** Callbacks with the tables in which they are looked for. */
  readonly callbacks: readonly { readonly callback: string; readonly tables: EventUse['tables'] }[];
  readonly start: number;
  readonly end: number;
}

const switching = new Set(['SO_WSK_EVENT_CALLBACK', 'WSK_SET_STATIC_EVENT_CALLBACKS', 'SO_CONDITIONAL_ACCEPT']);

class TargetFinder {
  private readonly index: EventIndex;

  constructor(private readonly request: NavigationRequest) {
    this.index = eventIndex(request.facts);
  }

  find(): Target | undefined {
    const { path, text, offset } = this.request;
    const found = nameAt(text, offset, /\.c$/i.test(path) ? 'c' : 'cpp');
    if (!found) return undefined;
    const { name, start, end, tokens } = found;
    const span = { start, end };
    if (model.eventFlags.has(name)) return this.flag(name, span);
    if (switching.has(name)) return this.option(span);
    if (tokens.is(found.index - 1, '.') || tokens.is(found.index - 1, '->')) return this.member(name, span);
    return this.handler(name, span);
  }

  private target(
    kind: Target['kind'],
    span: { start: number; end: number },
    callbacks: Target['callbacks'],
    entries: readonly EventEntry[] = callbacks.flatMap(({ callback, tables }) =>
      entriesFor(this.index, callback, tables),
    ),
  ): Target {
    return { index: this.index, kind, callbacks, entries: [...new Set(entries)], ...span };
  }

  private flag(name: string, span: { start: number; end: number }): Target | undefined {
    const callback = model.eventFlags.get(name)?.callback;
    if (!callback) return undefined;
    const uses = this.index.uses.filter(
      (use) => use.callback === callback && within(use.place, this.request.path, span.start, span.end),
    );
    const callbacks = uses.map(({ tables }) => ({ callback, tables }));
    return this.target('flag', span, callbacks.length > 0 ? callbacks : [{ callback, tables: undefined }]);
  }

  private option(span: { start: number; end: number }): Target | undefined {
    const uses = this.index.uses.filter(
      ({ option, call }) =>
        within(call, this.request.path, span.start, span.end) ||
        (option && within(option, this.request.path, span.start, span.end)),
    );
    return uses.length > 0 ? this.target('option', span, uses) : undefined;
  }

  /** `.WskReceiveEvent = …` in an initialiser, or in an assignment while the driver runs. */
  private member(name: string, span: { start: number; end: number }): Target | undefined {
    const { path, facts, text } = this.request;
    const callback = [...model.callbacks.values()].find(({ member }) => member === name);
    if (!callback) return undefined;
    const table = facts.tables.find(
      ({ variable, type }) =>
        type === callback.table && variable.file === path && holds(variable.decl, span) && variable.decl.init,
    );
    // The value of an assignment stands between the member and the end of the statement.
    const assigned = { start: span.end, end: text.indexOf(';', span.end) };
    const entries = this.index.entries.filter(
      (entry) =>
        entry.callback === callback.name &&
        (table ? entry.table === table.region.key : entry.place.file === path && holds(assigned, entry.place)),
    );
    if (!table && entries.length === 0) return undefined;
    const tables = table && new Set([table.region.key]);
    return this.target('entry', span, [{ callback: callback.name, tables }], entries);
  }

  private handler(name: string, span: { start: number; end: number }): Target | undefined {
    const { path, facts } = this.request;
    const named = this.index.entries.filter(({ handler }) => handler.name === name);
    if (named.length === 0) return undefined;
    const resolved = facts.program.resolveFunction(name, path);
    const entries = named.filter(({ handler }) => handler === resolved || resolved === undefined);
    const callbacks = entries.map(({ callback, table }) => ({
      callback,
      tables: table === undefined ? undefined : new Set([table]),
    }));
    return entries.length > 0 ? this.target('function', span, callbacks, entries) : undefined;
  }
}

function holds(
  outer: { readonly start: number; readonly end: number },
  inner: { start: number; end: number },
): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function targetAt(request: NavigationRequest): Target | undefined {
  return isWskCode(request.text) ? new TargetFinder(request).find() : undefined;
}

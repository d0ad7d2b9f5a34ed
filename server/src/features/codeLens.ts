/**
 * Code lenses: above a client dispatch table what is on, above an event callback its contract and where it is switched, above a
 * completion routine which calls it completes and whose IRP it gets.
 */
import { alternatives } from '../flow/values';
import type { FunctionEntity } from '../flow/program';
import { model, type WskCallback } from '../model';
import type { CallFact, WskFacts } from '../wsk/facts';
import { callPlace, type Place } from '../wsk/place';
import { irpOwner } from './irpOwner';
import { featureTexts } from './language';
import { callbackMap, type CallbackMap, type CallbackRow, type TableGroup } from './map/callbackMap';
import type { Translate } from './messages';
import { placeKey } from './navigation/events';
import { isWskCode } from './wskCode';

export interface CodeLens {
  /** The name that the lens stands above. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
  /** Where a click leads. */
  readonly places: readonly Place[];
}

export interface CodeLensSettings {
  readonly tables: boolean;
  readonly callbacks: boolean;
  readonly completionRoutines: boolean;
}

export interface CodeLensRequest {
  readonly path: string;
  readonly text: string;
  readonly language: 'en' | 'zh-cn';
  readonly settings: CodeLensSettings;
  readonly facts: WskFacts;
  /** The text of a file as the analysis saw it. */
  readonly textOf: (path: string) => string | undefined;
  /** `listener.c:104` and the like. */
  readonly nameOf: (place: Place) => string;
}

/** More names than these are counted. */
const namedPlaces = 2;

class LensWriter {
  readonly lenses: CodeLens[] = [];
  private readonly translate: Translate;

  constructor(private readonly request: CodeLensRequest) {
    this.translate = featureTexts(request.language);
  }

  write(): void {
    const { settings, facts, textOf } = this.request;
    const map = settings.tables || settings.callbacks ? callbackMap(facts, textOf) : undefined;
    if (map && settings.tables) for (const table of map.tables) this.table(table);
    if (map && settings.callbacks) for (const [fn, names] of facts.callbacks) this.callback(fn, names, map);
    if (settings.completionRoutines) this.completionRoutines();
  }

  private add(at: Place, title: string, places: readonly Place[]): void {
    if (at.file !== this.request.path) return;
    this.lenses.push({ ...this.line(at), title, places });
  }

  /** Above the declaration of the name, which may begin on an earlier line. */
  private line({ start, end }: Place): { readonly start: number; readonly end: number } {
    const { text, path, facts } = this.request;
    const fn = facts.program.files
      .get(path)
      ?.functions.find(({ nameSpan }) => nameSpan.start === start && nameSpan.end === end);
    const stop = fn ? text.indexOf('\n', fn.start) : -1;
    return fn && stop >= 0 && stop < start ? { start: fn.start, end: stop } : { start, end };
  }

  private listed(places: readonly Place[]): string {
    return this.some([...new Set(places.map((place) => this.request.nameOf(place)))], 'lens.more');
  }

  private some(names: readonly string[], more: 'lens.more' | 'lens.moreFunctions'): string {
    const shown = names.slice(0, namedPlaces).join(this.translate('join.list'));
    return names.length > namedPlaces
      ? this.translate(more, { places: shown, count: names.length - namedPlaces })
      : shown;
  }

  /** An entry that is empty and that nothing enables says nothing. */
  private table({ place, callbacks }: TableGroup): void {
    if (place.file !== this.request.path) return;
    for (const row of callbacks) {
      if (!row.handler && (row.state === 'never' || row.state === 'unknown')) continue;
      this.add(place, this.translate('lens.row', { callback: row.callback, state: this.state(row) }), row.enabledAt);
    }
  }

  private state({ state, enabledAt, handler }: CallbackRow): string {
    const places = this.listed(enabledAt);
    const words =
      state === 'unknown' && places !== ''
        ? this.translate('map.perhapsAt', { places })
        : [this.translate(`lens.state.${state}`), places].filter((part) => part !== '').join(' ');
    return handler === null ? this.translate('lens.noFunction', { state: words }) : words;
  }

  private callback(fn: FunctionEntity, names: ReadonlySet<string>, map: CallbackMap): void {
    if (fn.file !== this.request.path || !fn.decl.body) return;
    const at = { file: fn.file, start: fn.decl.nameSpan.start, end: fn.decl.nameSpan.end };
    for (const name of names) {
      const callback = model.callbacks.get(name);
      if (!callback) continue;
      const rows = map.tables
        .flatMap((table) => table.callbacks)
        .filter((row) => row.callback === name && row.handler?.place && placeKey(row.handler.place) === placeKey(at));
      // The contract is the longest and comes last, where a narrow editor cuts it off.
      this.switches(at, rows);
      this.add(at, this.contract(callback), distinct(rows.flatMap((row) => row.handler?.entry ?? [])));
    }
  }

  private contract(callback: WskCallback): string {
    return this.translate('lens.contract', {
      callback: callback.name,
      irql: callback.irql,
      returns: callback.returns.map(({ name }) => name).join(' | '),
    });
  }

  private switches(at: Place, rows: readonly CallbackRow[]): void {
    if (rows.length > 0 && rows.every(({ state }) => state === 'never')) {
      this.add(at, this.translate('lens.never'), []);
      return;
    }
    const certain = rows.filter(({ state }) => state !== 'unknown');
    const enabled = distinct(certain.flatMap(({ enabledAt }) => enabledAt));
    const perhaps = distinct(rows.filter((row) => !certain.includes(row)).flatMap(({ enabledAt }) => enabledAt));
    const disabled = distinct(rows.flatMap(({ disabledAt }) => disabledAt));
    if (enabled.length > 0) this.add(at, this.translate('lens.enabledAt', { places: this.listed(enabled) }), enabled);
    else if (perhaps.length > 0)
      this.add(at, this.translate('lens.perhapsAt', { places: this.listed(perhaps) }), perhaps);
    if (disabled.length > 0)
      this.add(at, this.translate('lens.disabledAt', { places: this.listed(disabled) }), disabled);
  }

  private completionRoutines(): void {
    const { facts, path } = this.request;
    for (const fn of facts.completionRoutines.keys()) {
      if (fn.file !== path || !fn.decl.body) continue;
      const calls = facts.calls.filter((call) => completes(call, fn));
      if (calls.length === 0) continue;
      const at = { file: fn.file, start: fn.decl.nameSpan.start, end: fn.decl.nameSpan.end };
      const names = [...new Set(calls.map(({ name }) => name))].sort();
      const places = distinct(calls.map(callPlace));
      const words = this.translate('lens.completes', {
        functions: this.some(names, 'lens.moreFunctions'),
        places: this.listed(places),
      });
      const owner = this.owner(calls);
      this.add(at, owner === undefined ? words : this.translate('lens.owner', { words, owner }), places);
    }
  }

  /** Nothing where it is not known, or not the same for all calls. */
  private owner(calls: readonly CallFact[]): string | undefined {
    const [owner, ...others] = new Set(calls.map(irpOwner));
    return owner === undefined || others.length > 0 ? undefined : this.translate(`lens.irp.${owner}`);
  }
}

function completes({ fn, irp }: CallFact, routine: FunctionEntity): boolean {
  const given = fn && irp?.ghost.routine?.args[1]?.value;
  return given !== undefined && alternatives(given).some((one) => one.k === 'function' && one.entity === routine);
}

function distinct(places: readonly Place[]): Place[] {
  const byKey = new Map(places.map((place) => [placeKey(place), place]));
  return [...byKey.values()].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}

/** In the order of the text. */
export function codeLenses(request: CodeLensRequest): CodeLens[] {
  if (!isWskCode(request.text)) return [];
  const writer = new LensWriter(request);
  writer.write();
  return writer.lenses.sort((a, b) => a.start - b.start);
}

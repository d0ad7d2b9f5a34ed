/** The event callback map as other programs read it: files and lines, counted from 1. */
import type { Place } from '../../wsk/place';
import type { CallbackMap, CallbackState, Doubt, TableGroup } from './callbackMap';

export interface ReportedPlace {
  readonly file: string;
  readonly line: number;
}

export interface ReportedCallback {
  readonly callback: string;
  readonly flag: string | null;
  readonly handler: string | null;
  /** The table's memory is not known well enough to tell whether a function is in it. */
  readonly handlerUnknown?: true;
  readonly state: CallbackState;
  readonly enabledAt: readonly ReportedPlace[];
  readonly disabledAt: readonly ReportedPlace[];
  /** Of `unknown`. */
  readonly doubt?: Doubt;
}

export interface ReportedTable extends ReportedPlace {
  readonly name: string;
  readonly category: TableGroup['category'];
  readonly callbacks: readonly ReportedCallback[];
}

export interface CallbackMapReport {
  readonly version: 1;
  readonly tables: readonly ReportedTable[];
  readonly staticMask: readonly string[];
}

/** Several places of one line are one line to a reader. */
function reported(places: readonly Place[], lineOf: (place: Place) => number): ReportedPlace[] {
  const lines = places.map((place) => ({ file: place.file, line: lineOf(place) }));
  return lines.filter(
    ({ file, line }, index) => lines.findIndex((one) => one.file === file && one.line === line) === index,
  );
}

export function mapReport(map: CallbackMap, lineOf: (place: Place) => number): CallbackMapReport {
  return {
    version: 1,
    tables: map.tables.map(({ name, place, category, callbacks }) => ({
      name,
      file: place.file,
      line: lineOf(place),
      category,
      callbacks: callbacks.map(({ callback, flag, handler, state, enabledAt, disabledAt, doubt }) => ({
        callback,
        flag,
        handler: handler?.name ?? null,
        ...(handler === undefined && { handlerUnknown: true as const }),
        state,
        enabledAt: reported(enabledAt, lineOf),
        disabledAt: reported(disabledAt, lineOf),
        ...(doubt && { doubt }),
      })),
    })),
    staticMask: map.staticMask,
  };
}

/** The map's words for people, and how much room they take. */
import { model } from '../../model';
import type { Translate } from '../messages';
import { callbackStates, type CallbackState, type Doubt } from './callbackMap';
import type { CallbackMapReport, ReportedCallback, ReportedPlace } from './report';

/** One sign for each state: no two look alike without colour. */
export const stateSigns: Readonly<Record<CallbackState, string>> = {
  static: '■',
  enabled: '●',
  inherited: '◐',
  conditional: '◆',
  never: '○',
  unknown: '?',
};

/** The function in a table, or that there is none. */
export function handlerWord({ handler, handlerUnknown }: ReportedCallback, translate: Translate): string {
  return handler ?? translate(handlerUnknown ? 'map.unknownHandler' : 'map.noHandler');
}

/** East Asian characters are as wide as two letters. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function placesText(places: readonly ReportedPlace[], translate: Translate): string {
  return places.map(({ file, line }) => `${file}:${line}`).join(translate('join.list'));
}

/** Where a callback is switched on and off, or why that is not known. */
export function sitesText({ state, enabledAt, disabledAt, doubt }: ReportedCallback, translate: Translate): string {
  const key = state === 'unknown' ? 'map.perhapsAt' : 'map.enabledAt';
  return [
    ...(enabledAt.length > 0 ? [translate(key, { places: placesText(enabledAt, translate) })] : []),
    ...(disabledAt.length > 0 ? [translate('map.disabledAt', { places: placesText(disabledAt, translate) })] : []),
    ...(doubt ? [doubtText(doubt, translate)] : []),
  ].join(translate('join.clause'));
}

/** More names than these tell a reader nothing. */
const namesShown = 3;

/** Why the state is not known; nothing where it is. */
export function doubtText(doubt: Doubt | undefined, translate: Translate): string {
  if (!doubt) return '';
  const shown = doubt.names.slice(0, namesShown);
  const names = [...shown, ...(doubt.names.length > namesShown ? ['…'] : [])].join(translate('join.list'));
  return translate(`map.doubt.${doubt.why}`, { names });
}

export function stateWord(state: CallbackState, translate: Translate): string {
  return translate(`map.state.${state}`);
}

/** States that the map shows, in their order. */
export function statesIn(report: CallbackMapReport): CallbackState[] {
  const shown = new Set(report.tables.flatMap(({ callbacks }) => callbacks.map(({ state }) => state)));
  return callbackStates.filter((state) => shown.has(state));
}

/** Columns in the model's order, and only those that a table of the workspace can hold. */
export function columnsOf(
  tables: readonly { readonly callbacks: readonly { readonly callback: string }[] }[],
): string[] {
  const shown = new Set(tables.flatMap(({ callbacks }) => callbacks.map(({ callback }) => callback)));
  return [...model.callbacks.keys()].filter((name) => shown.has(name));
}

/** The event callback map as text for a terminal. */
import type { Translate } from '../messages';
import type { CallbackMapReport, ReportedTable } from './report';
import { handlerWord, padded, sitesText, stateSigns, stateWord, statesIn, widthOf } from './words';

type Emphasis = 'heading' | 'quiet' | 'plain';
export type Style = (emphasis: Emphasis, text: string) => string;

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, widthOf(text)), 0);
}

export function mapText(report: CallbackMapReport, translate: Translate, style: Style = (_, text) => text): string {
  if (report.tables.length === 0) return `${translate('map.empty')}\n`;
  const rows = report.tables.flatMap(({ callbacks }) => callbacks);
  const columns = {
    callback: widest(rows.map(({ callback }) => callback)),
    state: widest(rows.map(({ state }) => stateWord(state, translate))),
    handler: widest(rows.map((row) => handlerWord(row, translate))),
  };
  const table = ({ name, file, line, category, callbacks }: ReportedTable): string => {
    const title = `${style('heading', name)}  ${translate(`map.category.${category}`)}  ${style('quiet', `${file}:${line}`)}`;
    const lines = callbacks.map((row) =>
      [
        `  ${stateSigns[row.state]} ${padded(row.callback, columns.callback)}`,
        padded(stateWord(row.state, translate), columns.state),
        style('plain', padded(handlerWord(row, translate), columns.handler)),
        style('quiet', sitesText(row, translate)),
      ]
        .join('  ')
        .trimEnd(),
    );
    return [title, ...lines].join('\n');
  };
  const legend = statesIn(report).map((state) => `${stateSigns[state]} ${translate(`map.legend.${state}`)}`);
  const statics =
    report.staticMask.length > 0 ? [translate('map.static', { flags: report.staticMask.join(' | ') })] : [];
  return `${[...report.tables.map(table), ...statics, legend.map((line) => style('quiet', line)).join('\n')].join('\n\n')}\n`;
}

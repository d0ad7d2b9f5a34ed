/** The event callback map as a drawing: tables down, callbacks across. Its own colours, light and dark. */
import { model } from '../../model';
import type { Translate } from '../messages';
import type { CallbackState } from './callbackMap';
import type { CallbackMapReport, ReportedCallback, ReportedTable } from './report';
import { columnsOf, handlerWord, sitesText, stateWord, statesIn, widthOf } from './words';
import { basename } from '../../text/paths';

const letter = 7.2;
const rowHeight = 52;
const headHeight = 48;
const margin = 16;
const padding = 10;
const sign = 14;

const style = `
svg { font: 12px ui-monospace, Consolas, Menlo, monospace; background: #ffffff; }
text { fill: #1f2328; }
.quiet { fill: #59636e; }
.head { font-weight: 600; }
.line { stroke: #d1d9e0; }
.none { fill: #f6f8fa; }
.sign { stroke-width: 1.5; }
.static { fill: #0550ae; stroke: #0550ae; }
.enabled { fill: #1a7f37; stroke: #1a7f37; }
.inherited { fill: #1b7c83; stroke: #1b7c83; }
.conditional { fill: #8250df; stroke: #8250df; }
.never { fill: none; stroke: #59636e; }
.unknown { fill: none; stroke: #9a6700; stroke-dasharray: 3 2; }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1117; }
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .line { stroke: #3d444d; }
  .none { fill: #151b23; }
  .static { fill: #58a6ff; stroke: #58a6ff; }
  .enabled { fill: #3fb950; stroke: #3fb950; }
  .inherited { fill: #39c5cf; stroke: #39c5cf; }
  .conditional { fill: #bc8cff; stroke: #bc8cff; }
  .never { stroke: #9198a1; }
  .unknown { stroke: #d29922; }
}
`;

function escape(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function text(x: number, y: number, content: string, className = ''): string {
  return `<text x="${round(x)}" y="${round(y)}"${className && ` class="${className}"`}>${escape(content)}</text>`;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** No two states share a shape: the drawing reads without colour. */
function shape(state: CallbackState, x: number, y: number): string {
  const half = sign / 2;
  const [cx, cy] = [round(x + half), round(y + half)];
  const circle = (className: string): string =>
    `<circle class="sign ${className}" cx="${cx}" cy="${cy}" r="${half - 1}"/>`;
  switch (state) {
    case 'static':
      return `<rect class="sign static" x="${round(x + 1)}" y="${round(y + 1)}" width="${sign - 2}" height="${sign - 2}"/>`;
    case 'enabled':
      return circle('enabled');
    case 'inherited':
      return `<g class="sign inherited"><circle fill="none" cx="${cx}" cy="${cy}" r="${half - 1}"/><path d="M${cx} ${round(y + 1)}a6 6 0 0 1 0 12z"/></g>`;
    case 'conditional':
      return `<path class="sign conditional" d="M${cx} ${round(y)}l7 7l-7 7l-7 -7z"/>`;
    case 'never':
      return circle('never');
    case 'unknown':
      return circle('unknown');
  }
}

class Drawing {
  private readonly columns: readonly string[];
  private readonly parts: string[] = [];
  private readonly lefts: number[] = [];
  private readonly width: number;

  constructor(
    private readonly report: CallbackMapReport,
    private readonly translate: Translate,
  ) {
    this.columns = columnsOf(report.tables);
    let left = margin + this.room(report.tables.flatMap((table) => [table.name, this.kindOf(table), placeOf(table)]));
    for (const column of this.columns) {
      this.lefts.push(left);
      const cells = report.tables.flatMap(({ callbacks }) => callbacks.filter(({ callback }) => callback === column));
      const state = (cell: ReportedCallback): string => `   ${stateWord(cell.state, translate)}`;
      left += this.room([
        column,
        ...cells.flatMap((cell) => [cell.flag ?? '', handlerWord(cell, translate), state(cell)]),
      ]);
    }
    this.width = left + margin;
  }

  draw(): string {
    const { report, translate } = this;
    this.columns.forEach((column, index) => this.head(column, this.lefts[index] ?? 0));
    report.tables.forEach((table, index) => this.row(table, margin + headHeight + index * rowHeight));
    const bottom = margin + headHeight + report.tables.length * rowHeight;
    this.rule(bottom);
    let y = bottom + 26;
    if (report.tables.length === 0) this.parts.push(text(margin, margin + 24, translate('map.empty')));
    if (report.staticMask.length > 0) {
      this.parts.push(text(margin, y, translate('map.static', { flags: report.staticMask.join(' | ') })));
      y += 24;
    }
    const legend = statesIn(report).map((state) => [state, translate(`map.legend.${state}`)] as const);
    for (const [state, words] of legend) {
      this.parts.push(shape(state, margin, y - 12), text(margin + sign + 8, y, words, 'quiet'));
      y += 22;
    }
    const widest = Math.max(this.width, ...legend.map(([, words]) => margin * 3 + sign + widthOf(words) * letter));
    return this.document(Math.ceil(widest), Math.ceil(y));
  }

  private document(width: number, height: number): string {
    const title = escape(this.translate('map.title'));
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `role="img" aria-label="${title}">\n<title>${title}</title>\n<style>${style}</style>\n${this.parts.join('\n')}\n</svg>\n`
    );
  }

  private room(texts: readonly string[]): number {
    return Math.max(...texts.map((each) => widthOf(each) * letter), 0) + 2 * padding;
  }

  private kindOf({ category }: ReportedTable): string {
    return this.translate(`map.category.${category}`);
  }

  private rule(y: number): void {
    this.parts.push(`<line class="line" x1="${margin}" y1="${y}" x2="${round(this.width - margin)}" y2="${y}"/>`);
  }

  private head(callback: string, left: number): void {
    this.parts.push(
      text(left + padding, margin + 16, callback, 'head'),
      text(left + padding, margin + 33, model.callbacks.get(callback)?.flag ?? '', 'quiet'),
    );
  }

  private row(table: ReportedTable, top: number): void {
    this.rule(top);
    this.parts.push(
      text(margin, top + 17, table.name, 'head'),
      text(margin, top + 32, this.kindOf(table), 'quiet'),
      text(margin, top + 46, placeOf(table), 'quiet'),
    );
    this.columns.forEach((column, index) => {
      const left = this.lefts[index] ?? 0;
      const right = this.lefts[index + 1] ?? this.width - margin;
      const cell = table.callbacks.find(({ callback }) => callback === column);
      if (cell) this.cell(cell, left, top);
      else
        this.parts.push(
          `<rect class="none" x="${round(left)}" y="${top + 1}" width="${round(right - left)}" height="${rowHeight - 2}"/>`,
        );
    });
  }

  private cell(cell: ReportedCallback, left: number, top: number): void {
    const state = stateWord(cell.state, this.translate);
    const sites = sitesText(cell, this.translate);
    this.parts.push(
      `<g><title>${escape([`${cell.callback}: ${state}`, ...(sites ? [sites] : [])].join('\n').replace(/\n/g, ' — '))}</title>`,
      shape(cell.state, left + padding, top + 10),
      text(left + padding + sign + 6, top + 21, state),
      text(left + padding, top + 41, handlerWord(cell, this.translate), 'quiet'),
      '</g>',
    );
  }
}

function placeOf({ file, line }: ReportedTable): string {
  return `${basename(file)}:${line}`;
}

export function mapSvg(report: CallbackMapReport, translate: Translate): string {
  return new Drawing(report, translate).draw();
}

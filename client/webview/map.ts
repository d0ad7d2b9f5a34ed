// The page of the event callback map. Everything is built from elements and text nodes: what a driver's source holds is
// shown and never becomes markup.

import type { FromPage, PageTexts, ShownMaps, ToPage } from '../src/map/pageMessages';
import type { CodePlace, MappedCallback, MappedFolder, MappedTable, StateWords } from '../src/map/maps';
import { moveByArrow } from './keyboard';
import { news } from './news';
import { drawSign } from './signs';

interface Host {
  postMessage(message: FromPage): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();

type Child = Node | string;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A place as people read it: `listener.c:56`. */
function labelOf({ uri, range }: CodePlace): string {
  const path = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return `${path}:${range.start.line + 1}`;
}

class MatrixPage {
  constructor(
    private readonly maps: ShownMaps,
    private readonly texts: PageTexts,
  ) {}

  draw(): Child[] {
    const heading = element('h1', {}, this.texts.title);
    if (this.maps.folders.length === 0) return [heading, element('p', { class: 'empty' }, this.texts.empty)];
    const sections = this.maps.folders.flatMap((folder, index) => this.folder(folder, index));
    return [heading, ...sections, this.legend()];
  }

  private folder(folder: MappedFolder, index: number): Child[] {
    const name = this.maps.folderNames[index] ?? '';
    const several = this.maps.folders.length > 1;
    return [
      ...(several ? [element('h2', {}, name)] : []),
      element('div', { class: 'scroll' }, this.matrix(folder, several ? name : this.texts.title)),
      ...(folder.staticMask.length > 0
        ? [
            element(
              'p',
              { class: 'static-events' },
              `${this.texts.staticEvents} `,
              element('code', {}, folder.staticMask.join(' | ')),
            ),
          ]
        : []),
    ];
  }

  private matrix({ tables }: MappedFolder, label: string): HTMLTableElement {
    const columns = this.maps.columns.filter(({ callback }) =>
      tables.some(({ callbacks }) => callbacks.some((row) => row.callback === callback)),
    );
    const head = element(
      'tr',
      {},
      element('th', { scope: 'col', class: 'corner' }, this.texts.table),
      ...columns.map(({ callback, flag }) =>
        element('th', { scope: 'col' }, callback, ...(flag === null ? [] : [element('small', {}, flag)])),
      ),
    );
    const rows = tables.map((table) =>
      element(
        'tr',
        {},
        this.tableHead(table),
        ...columns.map(({ callback }) => this.cell(table.callbacks.find((row) => row.callback === callback))),
      ),
    );
    return element('table', { 'aria-label': label }, element('thead', {}, head), element('tbody', {}, ...rows));
  }

  private tableHead(table: MappedTable): HTMLElement {
    return element(
      'th',
      { scope: 'row' },
      this.link(table.name, table.location, 'name'),
      element('small', {}, table.category),
      element('small', {}, labelOf(table.location)),
    );
  }

  private cell(row: MappedCallback | undefined): HTMLElement {
    if (!row) return element('td', { class: 'none' }, element('span', { class: 'unseen' }, this.texts.notInTable));
    const words = this.words(row);
    const place = row.handler?.location ?? null;
    return element(
      'td',
      { class: `state-${row.state}`, title: words.explanation },
      element('span', { class: 'state' }, drawSign(row.state), words.word),
      row.handler
        ? place
          ? this.link(row.handler.name, place, 'handler')
          : element('span', { class: 'handler' }, row.handler.name)
        : element(
            'span',
            { class: 'handler quiet' },
            row.handlerUnknown ? this.texts.unknownFunction : this.texts.noFunction,
          ),
      ...this.sites(row.state === 'unknown' ? this.texts.perhapsOn : this.texts.on, row.enabledAt),
      ...this.sites(this.texts.off, row.disabledAt),
      ...(row.doubt === '' ? [] : [element('span', { class: 'doubt quiet' }, row.doubt)]),
    );
  }

  private words({ state }: MappedCallback): StateWords {
    return (
      this.maps.states.find((words) => words.state === state) ?? { state, sign: '', word: state, explanation: state }
    );
  }

  private sites(label: string, places: readonly CodePlace[]): Child[] {
    if (places.length === 0) return [];
    const links = places.map((place) => this.link(labelOf(place), place, 'site', `${label} ${labelOf(place)}`));
    return [element('span', { class: 'sites' }, element('span', { class: 'quiet' }, label), ...links)];
  }

  private link(text: string, place: CodePlace, kind: string, spoken = text): HTMLButtonElement {
    const button = element('button', { type: 'button', class: kind, 'aria-label': spoken }, text);
    button.addEventListener('click', () => host.postMessage({ type: 'open', place }));
    return button;
  }

  private legend(): HTMLElement {
    const shown = new Set(
      this.maps.folders.flatMap(({ tables }) => tables.flatMap(({ callbacks }) => callbacks.map(({ state }) => state))),
    );
    const entries = this.maps.states
      .filter(({ state }) => shown.has(state))
      .map(({ state, explanation }) => element('li', {}, drawSign(state), explanation));
    return element('ul', { class: 'legend', 'aria-label': this.texts.legend }, ...entries);
  }
}

const main = document.getElementById('map');
const status = document.getElementById('news');
let shown: ShownMaps | undefined;

/** Draws anew, and gives the focus back to what had it: the page changes while somebody walks through it. */
function show({ maps, texts }: ToPage): void {
  if (!main) return;
  const buttons = (): HTMLButtonElement[] => [...main.querySelectorAll('button')];
  const focused = document.activeElement;
  const before = focused instanceof HTMLButtonElement ? buttons().indexOf(focused) : -1;
  const label = focused?.getAttribute('aria-label');
  document.title = texts.title;
  main.replaceChildren(...new MatrixPage(maps, texts).draw());
  if (status && shown) status.textContent = news(shown, maps);
  shown = maps;
  if (before < 0) return;
  const after = buttons();
  const same = after[before]?.getAttribute('aria-label') === label ? after[before] : undefined;
  const again = same ?? after.find((button) => button.getAttribute('aria-label') === label) ?? after[before];
  again?.focus({ preventScroll: true });
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => show(data));
main?.addEventListener('keydown', moveByArrow);
host.postMessage({ type: 'ready' });

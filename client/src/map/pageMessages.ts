// What the extension and the page of the map say to each other. Types only: the page is a bundle of its own.

import type { CodePlace, CallbackMaps } from './maps';

/** Words of the page; those of the map itself come from the server. */
export interface PageTexts {
  readonly title: string;
  readonly empty: string;
  readonly table: string;
  readonly noFunction: string;
  readonly unknownFunction: string;
  readonly on: string;
  readonly perhapsOn: string;
  readonly off: string;
  readonly staticEvents: string;
  readonly notInTable: string;
  readonly legend: string;
}

export interface ShownMaps extends CallbackMaps {
  readonly folderNames: readonly string[];
}

export interface ToPage {
  readonly type: 'maps';
  readonly maps: ShownMaps;
  readonly texts: PageTexts;
}

export type FromPage = { readonly type: 'ready' } | { readonly type: 'open'; readonly place: CodePlace };

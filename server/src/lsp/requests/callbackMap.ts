/** The event callback map as an editor shows it: places to go to, and every word in the reader's language. */
import type { Location } from 'vscode-languageserver';
import { workspaceMap, callbackStates, type CallbackRow, type CallbackState } from '../../features/map/callbackMap';
import type { Handler } from '../../features/map/tables';
import { columnsOf, doubtText, stateSigns, stateWord } from '../../features/map/words';
import { featureTexts } from '../../features/language';
import type { Translate } from '../../features/messages';
import { model } from '../../model';
import type { Place } from '../../wsk/place';
import type { Project, Snapshot } from '../project';
import type { Session } from '../session';

export interface MappedHandler {
  readonly name: string;
  /** The function, or its name in the table where the function is not in the workspace. */
  readonly location: Location | null;
}

export interface MappedCallback {
  readonly callback: string;
  readonly flag: string | null;
  readonly handler: MappedHandler | null;
  /** Whether a function is there is not known. */
  readonly handlerUnknown: boolean;
  readonly state: CallbackState;
  readonly enabledAt: readonly Location[];
  readonly disabledAt: readonly Location[];
  /** Why the state is not known; empty where it is. */
  readonly doubt: string;
}

export interface MappedTable {
  readonly name: string;
  /** `WSK_CLIENT_LISTEN_DISPATCH` and the like. */
  readonly type: string;
  /** What the table is for, in words. */
  readonly category: string;
  readonly location: Location;
  readonly callbacks: readonly MappedCallback[];
}

export interface MappedFolder {
  /** The workspace folder's URI; null for documents outside of all folders. */
  readonly uri: string | null;
  readonly tables: readonly MappedTable[];
  readonly staticMask: readonly string[];
}

export interface MappedState {
  readonly state: CallbackState;
  readonly sign: string;
  readonly word: string;
  readonly explanation: string;
}

export interface MappedColumn {
  readonly callback: string;
  readonly flag: string | null;
}

export interface CallbackMaps {
  /** Folders with a client dispatch table. */
  readonly folders: readonly MappedFolder[];
  /** Callbacks that some table can hold, in the order of the documentation. */
  readonly columns: readonly MappedColumn[];
  readonly states: readonly MappedState[];
}

export async function callbackMaps(session: Session, isCancelled: () => boolean): Promise<CallbackMaps> {
  const translate = featureTexts(session.profile.language);
  const folders: MappedFolder[] = [];
  for (const project of session.projects.all()) {
    const folder = await folderOf(session, project, isCancelled);
    if (folder && folder.tables.length > 0) folders.push(folder);
  }
  return {
    folders,
    columns: columnsOf(folders.flatMap(({ tables }) => tables)).map((callback) => ({
      callback,
      flag: model.callbacks.get(callback)?.flag ?? null,
    })),
    states: callbackStates.map((state) => ({
      state,
      sign: stateSigns[state],
      word: stateWord(state, translate),
      explanation: translate(`map.legend.${state}`),
    })),
  };
}

async function folderOf(
  session: Session,
  project: Project,
  isCancelled: () => boolean,
): Promise<MappedFolder | undefined> {
  const known = await project.knowledge(isCancelled);
  if (!known) return undefined;
  const { snapshot, facts } = known;
  const translate = featureTexts(session.profile.language);
  const locate = new Locator(session, snapshot, translate);
  const map = workspaceMap(facts, (path) => snapshot.file(path)?.text);
  const tables = map.tables.flatMap(({ name, type, category, place, callbacks }): MappedTable[] => {
    const location = locate.place(place);
    if (!location) return [];
    const rows = callbacks.map((row) => locate.row(row));
    return [{ name, type, category: translate(`map.category.${category}`), location, callbacks: rows }];
  });
  return {
    uri: project.isFolder ? session.documents.uriOf(project.root) : null,
    tables,
    staticMask: map.staticMask,
  };
}

class Locator {
  constructor(
    private readonly session: Session,
    private readonly snapshot: Snapshot,
    private readonly translate: Translate,
  ) {}

  place(place: Place | undefined): Location | undefined {
    const range = place && this.session.converter.range(this.snapshot, place);
    return range && { uri: this.session.documents.uriOf(place.file), range };
  }

  row({ callback, flag, handler, state, enabledAt, disabledAt, doubt }: CallbackRow): MappedCallback {
    return {
      callback,
      flag,
      handler: handler ? this.handler(handler) : null,
      handlerUnknown: handler === undefined,
      state,
      enabledAt: enabledAt.flatMap((place) => this.place(place) ?? []),
      disabledAt: disabledAt.flatMap((place) => this.place(place) ?? []),
      doubt: doubtText(doubt, this.translate),
    };
  }

  private handler({ name, place, entry }: Handler): MappedHandler {
    return { name, location: this.place(place) ?? this.place(entry) ?? null };
  }
}

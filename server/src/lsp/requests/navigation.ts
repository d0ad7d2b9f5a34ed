import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentLink,
  DocumentLinkParams,
  Location,
  ReferenceParams,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { SymbolKind } from 'vscode-languageserver';
import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
  type HierarchyCall,
  type HierarchyItem,
} from '../../features/navigation/callHierarchy';
import { definitionsAt } from '../../features/navigation/definition';
import { documentLinks } from '../../features/navigation/documentLinks';
import { referencesAt } from '../../features/navigation/references';
import { featureTexts } from '../../features/language';
import type { WskFacts } from '../../wsk/facts';
import type { Snapshot } from '../project';
import type { Session } from '../session';
import { locations } from './locations';
import { openSource, type OpenSource } from './source';

/** What the analysis knows of the text as it is now, in an open document. */
async function knowledge(
  session: Session,
  params: TextDocumentPositionParams,
): Promise<{ source: OpenSource; facts: WskFacts } | undefined> {
  const source = openSource(session, params);
  const facts = source && (await source.project.factsOf(source.path, source.text));
  return facts && { source, facts };
}

export async function definition(session: Session, params: TextDocumentPositionParams): Promise<Location[]> {
  const known = await knowledge(session, params);
  if (!known?.source.settings.definition) return [];
  const { source, facts } = known;
  return locations(session, source.project.latest, definitionsAt({ ...source, facts }));
}

export async function references(session: Session, params: ReferenceParams): Promise<Location[]> {
  const known = await knowledge(session, params);
  if (!known?.source.settings.references) return [];
  const { source, facts } = known;
  const places = referencesAt({ ...source, facts }, params.context.includeDeclaration);
  return locations(session, source.project.latest, places);
}

export function links(session: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const source = openSource(session, { textDocument, position: { line: 0, character: 0 } });
  if (!source) return [];
  const { path, text, lines, settings } = source;
  const translate = featureTexts(session.profile.language);
  return documentLinks(path, text, settings.documentLinks).map(({ start, end, url, subject }) => ({
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
    target: url,
    tooltip: translate('link.documentation', { subject }),
  }));
}

export async function prepareHierarchy(
  session: Session,
  params: TextDocumentPositionParams,
): Promise<CallHierarchyItem[] | null> {
  const known = await knowledge(session, params);
  // Whether an editor that has another one wants it, its client has said before.
  if (!known || known.source.settings.callHierarchy === 'off') return null;
  const { source, facts } = known;
  const item = prepareCallHierarchy(facts, source);
  const converted = item && toProtocol(session, source.project.latest, item, false);
  return converted ? [converted] : null;
}

function toProtocol(
  session: Session,
  snapshot: Snapshot,
  item: HierarchyItem,
  asynchronous: boolean,
): CallHierarchyItem | undefined {
  const range = session.converter.range(snapshot, { file: item.file, ...item.range });
  const selectionRange = session.converter.range(snapshot, { file: item.file, ...item.selection });
  if (!range || !selectionRange) return undefined;
  const translate = featureTexts(session.profile.language);
  const detail =
    item.container !== undefined
      ? translate('hierarchy.in', { function: item.container })
      : asynchronous
        ? translate('hierarchy.later')
        : undefined;
  return {
    name: item.name,
    kind: item.kind === 'function' ? SymbolKind.Function : SymbolKind.Event,
    uri: session.documents.uriOf(item.file),
    range,
    selectionRange,
    ...(detail !== undefined && { detail }),
    data: { kind: item.kind },
  };
}

/** The item as the analysis knows it now; undefined when its project is gone. */
async function itemOf(
  session: Session,
  { uri, name, range, selectionRange, data, detail }: CallHierarchyItem,
): Promise<{ facts: WskFacts; snapshot: Snapshot; item: HierarchyItem } | undefined> {
  const path = session.documents.pathOf(uri);
  const project = session.projects.existing(path);
  if (!project) return undefined;
  const snapshot = await project.current();
  const file = snapshot.file(path);
  const facts = file && (await project.factsOf(path, file.text));
  if (!facts) return undefined;
  const span = (of: typeof range): { start: number; end: number } => ({
    start: file.lines.offsetAt(of.start),
    end: file.lines.offsetAt(of.end),
  });
  const kind: unknown = data;
  const isCall = typeof kind === 'object' && kind !== null && 'kind' in kind && kind.kind === 'call';
  const item: HierarchyItem = {
    kind: isCall ? 'call' : 'function',
    name,
    container: detail,
    file: path,
    range: span(range),
    selection: span(selectionRange),
  };
  return { facts, snapshot, item };
}

interface Protocol {
  readonly item: CallHierarchyItem;
  readonly call: HierarchyCall;
}

async function hierarchyCalls(
  session: Session,
  from: CallHierarchyItem,
  find: (facts: WskFacts, item: HierarchyItem) => HierarchyCall[],
): Promise<{ readonly snapshot: Snapshot; readonly calls: Protocol[]; readonly path: string } | undefined> {
  const known = await itemOf(session, from);
  if (!known) return undefined;
  const { snapshot } = known;
  const calls = find(known.facts, known.item).flatMap((call) => {
    const item = toProtocol(session, snapshot, call.item, call.asynchronous);
    return item ? [{ item, call }] : [];
  });
  return { snapshot, calls, path: known.item.file };
}

export async function hierarchyOutgoing(
  session: Session,
  from: CallHierarchyItem,
): Promise<CallHierarchyOutgoingCall[] | null> {
  const known = await hierarchyCalls(session, from, outgoingCalls);
  if (!known) return null;
  return known.calls.map(({ item, call }) => ({
    to: item,
    fromRanges: call.ranges.flatMap(
      (span) => session.converter.range(known.snapshot, { file: known.path, ...span }) ?? [],
    ),
  }));
}

export async function hierarchyIncoming(
  session: Session,
  to: CallHierarchyItem,
): Promise<CallHierarchyIncomingCall[] | null> {
  const known = await hierarchyCalls(session, to, incomingCalls);
  if (!known) return null;
  return known.calls.map(({ item, call }) => ({
    from: item,
    fromRanges: call.ranges.flatMap(
      (span) => session.converter.range(known.snapshot, { file: call.item.file, ...span }) ?? [],
    ),
  }));
}

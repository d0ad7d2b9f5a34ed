/** Refactorings and generators: what can be made of the code at a place. */
import type { TextEdit } from '../../rules/finding';
import type { SourceView } from '../../rules/rule';
import type { WskFacts } from '../../wsk/facts';
import { featureTexts } from '../language';
import { isWskCode } from '../wskCode';
import { asynchronous } from './asynchronous';
import { completionRoutine } from './completionRoutine';
import { contextAt, type RefactorContext, type Refactoring } from './context';
import { socketFunctions } from './socketFunctions';
import { splitDisable } from './splitDisable';
import { staticEvents } from './staticEvents';
import { synchronous } from './synchronous';
import { tables } from './tables';

export interface RefactoringRequest {
  readonly path: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly language: 'en' | 'zh-cn';
  readonly facts: WskFacts;
  /** The text of a file as the analysis saw it. */
  readonly textOf: (path: string) => string | undefined;
}

export interface OfferedRefactoring {
  readonly kind: `refactor.${string}`;
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

const kinds: readonly ((context: RefactorContext) => Refactoring[])[] = [
  splitDisable,
  staticEvents,
  synchronous,
  asynchronous,
  completionRoutine,
  tables,
  socketFunctions,
];

function filesOf({ facts, textOf }: RefactoringRequest): Map<string, SourceView> {
  const files = new Map<string, SourceView>();
  for (const [path, syntax] of facts.program.files) {
    const text = textOf(path);
    if (text !== undefined) files.set(path, { text, syntax });
  }
  return files;
}

export function refactorings(request: RefactoringRequest): OfferedRefactoring[] {
  if (!isWskCode(request.text)) return [];
  const context = contextAt(request, request.facts, filesOf(request), featureTexts(request.language));
  if (!context) return [];
  return kinds
    .flatMap((kind) => kind(context))
    .map(({ kind, title, edits }) => ({
      kind,
      title,
      edits: edits.map(({ place, newText }) => ({ location: place, newText })),
    }));
}

/** What completion offers, and what it is asked. */
import type { ModelEntry } from '../../model';
import type { Tokens } from '../../text/scan';
import type { Knowledge } from '../knowledge';
import type { Translate } from '../messages';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'constant' | 'enumMember' | 'value' | 'field' | 'snippet';
  readonly detail: string;
  readonly insertText: string;
  readonly isSnippet: boolean;
  /** The model's name that documents the item. */
  readonly name: string | undefined;
  /** Text that the item needs elsewhere in the document: a function that it names. */
  readonly addition?: { readonly offset: number; readonly text: string };
}

export interface Completions {
  /** Best first. */
  readonly items: readonly CompletionItem[];
  /** What an item replaces: the word that is being typed. */
  readonly start: number;
  readonly end: number;
}

export interface CompletionRequest {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  /** Of the text, where they are there already. */
  readonly tokens?: Tokens;
  readonly language: 'en' | 'zh-cn';
  /** Undefined before the first analysis. */
  readonly knowledge: Knowledge | undefined;
}

export function item(
  label: string,
  kind: CompletionItem['kind'],
  detail: string,
  name: string | undefined = label,
): CompletionItem {
  return { label, kind, detail, insertText: label, isSnippet: false, name };
}

export function kindOf(entry: ModelEntry | undefined, translate: Translate): string {
  return entry && 'kind' in entry ? translate(`detail.${entry.kind}`) : '';
}

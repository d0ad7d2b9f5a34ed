/** What a rule is: its metadata, and a check over the facts of a program. */
import type { FileSyntax } from '../syntax/ast';
import type { WskFacts } from '../wsk/facts';
import type { Place } from '../wsk/place';
import type { Argument, Severity } from './finding';

export type Section =
  'events' | 'control' | 'static' | 'conditional-accept' | 'callbacks' | 'sockets' | 'registration' | 'irps';

export interface RuleMeta {
  /** Public and fixed: the diagnostic's code, the folder, the word in settings and suppressions. */
  readonly id: string;
  readonly section: Section;
  readonly severity: Severity;
  /** Statements of the documentation that the rule enforces (model/data/statements.json). */
  readonly statements: readonly string[];
  readonly fixable: boolean;
}

/** A sentence of the rule's messages.<language>.json with its arguments. */
export interface Sentence {
  readonly id: string;
  readonly args?: Readonly<Record<string, Argument>>;
}

export interface RelatedReport {
  readonly place: Place;
  readonly message: Sentence;
}

export interface EditReport {
  readonly place: Place;
  readonly newText: string;
}

export interface FixReport {
  readonly title: Sentence;
  readonly safe: boolean;
  readonly edits: readonly EditReport[];
}

export interface Report {
  readonly place: Place;
  readonly message: Sentence;
  /** Where it differs from the rule's default. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedReport[];
  /** The related places are, in order, the steps of one path that leads `to` the finding's place or on `from` it. */
  readonly path?: 'to' | 'from';
  /** Worked out for what is reported only: one mistake is seen on many paths. */
  readonly fixes?: readonly FixReport[] | (() => readonly FixReport[]);
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

export interface RuleContext {
  readonly facts: WskFacts;
  /** The files that were read, by path. */
  readonly files: ReadonlyMap<string, SourceView>;
  readonly report: (report: Report) => void;
}

export interface SourceView {
  readonly text: string;
  readonly syntax: FileSyntax;
}

export interface Rule {
  readonly meta: RuleMeta;
  check(context: RuleContext): void;
}

/** What a rule says: the shape of a finding, its related places and its fixes. Offsets are UTF-16 offsets in the file's text. */

import type { SocketCategory } from '../model';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type Level = Severity | 'off';

/** Levels that differ from the rules' defaults, by the file that a finding stands in. */
export interface Levels {
  /** In every file. */
  isOff(rule: string): boolean;
  levelOf(rule: string, file: string): Level | undefined;
}

/** A range of one file of the workspace. */
export interface Location {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Sockets of these categories, which each language has its own words for. */
export interface Sockets {
  readonly sockets: readonly SocketCategory[];
}

/** What a sentence speaks of: a name or a number of the code, or kinds of sockets. */
export type Argument = string | number | Sockets;

/** A sentence in the reader's language: a key of the rule's messages with its arguments, never free text. */
export interface Message {
  /** `rule-id/name`, resolved in the rule's `messages.<language>.json`. */
  readonly key: string;
  readonly args: Readonly<Record<string, Argument>>;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly message: Message;
}

export interface TextEdit {
  readonly location: Location;
  readonly newText: string;
}

export interface Fix {
  readonly title: Message;
  /** Safe fixes keep the program's meaning but for the mistake: `--fix` and "fix all" apply them. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly location: Location;
  readonly message: Message;
  readonly related: readonly RelatedLocation[];
  /** The related locations are, in order, the steps of one path that leads `to` this place or on `from` it. */
  readonly path?: 'to' | 'from';
  readonly fixes: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

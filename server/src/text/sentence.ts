/** A sentence for people that is not yet in a language: a key of the shells' messages, with its arguments. */
export interface Sentence {
  readonly key: string;
  /** An argument may be a sentence itself. */
  readonly args: Readonly<Record<string, string | number | Sentence>>;
}

export function sentence(key: string, args: Sentence['args'] = {}): Sentence {
  return { key, args };
}

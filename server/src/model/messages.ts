import en from './messages/en.json';

const english: ReadonlyMap<string, string> = new Map(Object.entries(en));

/** The sentence behind a key. A key without a sentence is a defect that a test finds; it shows as itself. */
export function message(key: string): string {
  return english.get(key) ?? key;
}

export function hasMessage(key: string): boolean {
  return english.has(key);
}

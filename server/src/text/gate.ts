/** A quick look at a text, so that files that cannot matter are never scanned or parsed. */

/** Tests texts for any of the words as a whole identifier. */
export type WordGate = (text: string) => boolean;

export function createWordGate(words: Iterable<string>): WordGate {
  const alternatives = [...new Set(words)].filter((word) => word !== '').map(escapePattern);
  if (alternatives.length === 0) return () => false;
  const pattern = new RegExp(`\\b(?:${alternatives.join('|')})\\b`);
  return (text) => pattern.test(text);
}

export function mentionsAny(text: string, words: Iterable<string>): boolean {
  return createWordGate(words)(text);
}

function escapePattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

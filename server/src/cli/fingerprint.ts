import { createHash } from 'node:crypto';

/**
 * Names findings so that the name survives lines that move: the rule, the text of the line without its layout, and which of
 * several equal ones in the file it is. Findings have to come in the order of the file.
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  next(file: string, rule: string, line: string): string {
    const text = line.replace(/\s+/g, ' ').trim();
    const key = JSON.stringify([file, rule, text]);
    const occurrence = this.seen.get(key) ?? 0;
    this.seen.set(key, occurrence + 1);
    return createHash('sha256')
      .update(JSON.stringify([rule, text, occurrence]))
      .digest('hex')
      .slice(0, 32);
  }
}

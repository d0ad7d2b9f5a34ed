import type { Translate } from '../features/messages';

function countLines(text: string): number {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Times of the stages of one run, for `--stats`. */
export class Stopwatch {
  private last = performance.now();
  private readonly laps: { readonly name: string; readonly milliseconds: number }[] = [];

  lap(name: string): void {
    const now = performance.now();
    this.laps.push({ name, milliseconds: now - this.last });
    this.last = now;
  }

  describe(contents: ReadonlyMap<string, string>, translate: Translate): string {
    let lines = 0;
    for (const text of contents.values()) lines += countLines(text);
    const rows = [
      [translate('stats.files'), String(contents.size)],
      [translate('stats.lines'), String(lines)],
      ...this.laps.map(({ name, milliseconds }) => [translate(`stats.${name}`), `${milliseconds.toFixed(0)} ms`]),
      // Since the process began, so that loading the program counts.
      [translate('stats.total'), `${performance.now().toFixed(0)} ms`],
      [translate('stats.memory'), `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`],
    ];
    return rows.map(([name = '', value = '']) => `${name.padEnd(10)} ${value.padStart(10)}\n`).join('');
  }
}

import type { Translate } from '../features/messages';
import type { Contents } from './contents';

/** Times of the stages of one run, for `--stats`. */
export class Stopwatch {
  private last = performance.now();
  private readonly laps: { readonly name: string; readonly milliseconds: number }[] = [];

  lap(name: string): void {
    const now = performance.now();
    this.laps.push({ name, milliseconds: now - this.last });
    this.last = now;
  }

  describe(contents: Contents, translate: Translate): string {
    const lines = contents.countLines();
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

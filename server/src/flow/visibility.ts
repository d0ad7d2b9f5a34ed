/** Which files a file sees, and which of several declarations of one name it means. */
import type { FileSyntax } from '../syntax/ast';
import { basename, dirname } from '../text/paths';

export interface Declared {
  readonly file: string;
}

/** Includes are followed by file name over the workspace: nobody tells where the build looks for headers. */
export class Visibility {
  private readonly visible = new Map<string, ReadonlySet<string>>();
  private readonly pathsByBasename = new Map<string, string[]>();

  constructor(private readonly includesOf: (path: string) => FileSyntax['includes']) {}

  /** The files, or which file includes which, are others than before. */
  forget(paths: Iterable<string>): void {
    this.visible.clear();
    this.pathsByBasename.clear();
    for (const path of paths) append(this.pathsByBasename, basename(path).toLowerCase(), path);
  }

  /** The file and everything that it includes, by file name, over the workspace. */
  from(path: string): ReadonlySet<string> {
    const known = this.visible.get(path);
    if (known) return known;
    const seen = new Set<string>([path]);
    const queue = [path];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const include of this.includesOf(next)) {
        for (const target of this.includeTargets(next, include.path)) {
          if (seen.has(target)) continue;
          seen.add(target);
          queue.push(target);
        }
      }
    }
    this.visible.set(path, seen);
    return seen;
  }

  private includeTargets(from: string, written: string): readonly string[] {
    const candidates = this.pathsByBasename.get(basename(written).toLowerCase()) ?? [];
    if (candidates.length < 2) return candidates;
    const folder = dirname(from);
    const wanted = written
      .replace(/\\/g, '/')
      .toLowerCase()
      .replace(/^(\.\.?\/)+/, '');
    const near = candidates.filter(
      (path) => path.toLowerCase().endsWith(`/${wanted}`) || path.toLowerCase() === wanted,
    );
    const pool = near.length > 0 ? near : candidates;
    const best = Math.max(...pool.map((path) => commonPrefix(dirname(path), folder)));
    return pool.filter((path) => commonPrefix(dirname(path), folder) === best);
  }

  /** The file that declares the name best as seen from `from`: itself, an included one, else the nearest other one. */
  pick<T extends Declared>(
    entries: readonly T[] | undefined,
    from: string,
    fallback: 'any' | 'visible' | 'unique',
  ): T | undefined {
    if (!entries || entries.length === 0) return undefined;
    const own = entries.filter((entry) => entry.file === from);
    if (own.length > 0) return own[own.length - 1];
    const visible = this.from(from);
    const included = entries.filter((entry) => visible.has(entry.file));
    if (included.length > 0) return included[0];
    if (fallback === 'visible') return undefined;
    if (fallback === 'unique') return entries.length === 1 ? entries[0] : undefined;
    const folder = dirname(from);
    return [...entries].sort(
      (a, b) => commonPrefix(dirname(b.file), folder) - commonPrefix(dirname(a.file), folder),
    )[0];
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** So many characters at the start of both are the same. */
export function commonPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

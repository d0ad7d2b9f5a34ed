/** Which files of a workspace have to be parsed: those that use WSK, and those that these reach. And which of them belong together. */
import { basename, isNear } from '../text/paths';
import type { Outline } from './outline';

type Outlines = ReadonlyMap<string, Outline>;

/** Folder of a path, with `/`. */
function folder(path: string): string {
  const plain = path.replace(/\\/g, '/');
  return plain.slice(0, Math.max(0, plain.lastIndexOf('/')));
}

/** Paths by lower-case file name. */
function byFileName(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = basename(path).toLowerCase();
    const list = byName.get(name);
    if (list) list.push(path);
    else byName.set(name, [path]);
  }
  return byName;
}

function included(outline: Outline, byName: ReadonlyMap<string, readonly string[]>): string[] {
  return outline.includes.flatMap((written) => {
    const target = nearest(byName.get(basename(written).toLowerCase()) ?? [], outline.path);
    return target === undefined ? [] : [target];
  });
}

/** Workspaces of so few files are looked at as a whole; in larger ones, only what is near a file that uses WSK. */
const FEW_FILES = 100;

function isHeader({ path }: Outline): boolean {
  return /\.(?:h|hpp|inl)$/i.test(path);
}

function includesOne({ includes }: Outline, headers: ReadonlySet<string>): boolean {
  return includes.some((written) => headers.has(basename(written).toLowerCase()));
}

function headersOf(seeds: readonly Outline[]): ReadonlySet<string> {
  return new Set(seeds.filter(isHeader).map(({ path }) => basename(path).toLowerCase()));
}

/** Lower-case file names of these headers, and of those that lead to one of them. */
function headersWith(direct: ReadonlySet<string>, near: readonly Outline[]): ReadonlySet<string> {
  const headers = new Set(direct);
  let others = near.filter((outline) => isHeader(outline) && !outline.usesWsk);
  for (let found = true; found && headers.size > 0;) {
    const through = others.filter((outline) => includesOne(outline, headers));
    for (const { path } of through) headers.add(basename(path).toLowerCase());
    others = others.filter((outline) => !through.includes(outline));
    found = through.length > 0;
  }
  return headers;
}

/** A file that includes the header and names nothing of it, nor has a neighbour that does, has nothing to do with WSK. */
function seedsOf(outlines: Outlines): readonly Outline[] {
  const users = [...outlines.values()].filter(({ usesWsk }) => usesWsk);
  const folders = users.flatMap(({ namesWsk, path }) => (namesWsk ? [folder(path)] : []));
  const isClose = ({ path }: Outline): boolean =>
    outlines.size <= FEW_FILES ? folders.length > 0 : folders.some((one) => isNear(one, folder(path)));
  return users.filter((outline) => outline.namesWsk || isClose(outline));
}

/** The files to parse, in the order given. A file without any WSK name, and not reachable from one that has, stays out. */
export function selectFiles(outlines: Outlines): readonly string[] {
  const seeds = seedsOf(outlines);
  const selected = new Set(seeds.map(({ path }) => path));
  if (selected.size === 0) return [];
  const byName = byFileName(outlines.keys());
  const queue = [...seeds];
  for (let outline = queue.pop(); outline !== undefined; outline = queue.pop()) {
    for (const target of included(outline, byName)) {
      const next = outlines.get(target);
      if (!next || selected.has(target)) continue;
      selected.add(target);
      queue.push(next);
    }
  }
  const folders = [...new Set(seeds.map(({ path }) => folder(path)))];
  const near = [...outlines.values()].filter(
    ({ path }) => outlines.size <= FEW_FILES || folders.some((one) => isNear(one, folder(path))),
  );
  const headers = headersOf(seeds);
  const leading = headersWith(headers, near);
  const offered = new Set(seeds.flatMap((outline) => (isHeader(outline) ? [] : [...outline.defined])));
  const wanted = new Set(seeds.flatMap(({ called }) => [...called]));
  for (const outline of near) {
    if (selected.has(outline.path)) continue;
    // Where a driver starts tells what runs first, even where that file names nothing of WSK.
    const belongs =
      outline.startsDriver ||
      // A file that takes its declarations from a header of WSK code may hand it what is wrong.
      includesOne(outline, headers) ||
      (includesOne(outline, leading) && [...outline.called].some((name) => offered.has(name))) ||
      [...outline.defined].some((name) => wanted.has(name));
    if (belongs) selected.add(outline.path);
  }
  return [...outlines.keys()].filter((path) => selected.has(path));
}

function nearest(paths: readonly string[], from: string): string | undefined {
  const home = folder(from);
  const close = paths.filter((path) => isNear(folder(path), home));
  return close[0] ?? (paths.length === 1 ? paths[0] : undefined);
}

/** Characters up to which a workspace is one part: to tell its parts apart pays for large code bases only. */
const ONE_PART = 2_000_000;

/**
 * Files that can have to do with each other, by what they include, call and declare: each such part is analysed by itself.
 * The order of the paths is kept.
 */
export function partsOf(selected: readonly string[], outlines: Outlines): readonly (readonly string[])[] {
  const files = selected.flatMap((path) => outlines.get(path) ?? []);
  if (files.reduce((sum, { text }) => sum + text.length, 0) <= ONE_PART) return files.length > 0 ? [selected] : [];
  const groups = new Groups(selected);
  const byName = byFileName(selected);
  const definers = new Map<string, string[]>();
  for (const { path, defined } of files) {
    for (const name of defined) {
      const list = definers.get(name);
      if (list) list.push(path);
      else definers.set(name, [path]);
    }
  }
  const starts = byFolder(files.filter(({ startsDriver }) => startsDriver));
  for (const file of files) {
    for (const target of included(file, byName)) groups.join(file.path, target);
    for (const name of file.called)
      if (!file.defined.has(name))
        for (const target of nearestOf(definers.get(name) ?? [], file.path)) groups.join(file.path, target);
    if (file.externs.size > 0) joinExterns(file, files, groups);
    for (const target of starts.get(folder(file.path)) ?? []) groups.join(file.path, target);
  }
  return groups.all();
}

/** Near files that speak of a variable that this one takes from elsewhere. */
function joinExterns(file: Outline, files: readonly Outline[], groups: Groups): void {
  const home = folder(file.path);
  for (const other of files) {
    if (other === file || !isNear(home, folder(other.path))) continue;
    if ([...file.externs].some((name) => other.text.includes(name))) groups.join(file.path, other.path);
  }
}

function byFolder(files: readonly Outline[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of files) {
    const list = folders.get(folder(path));
    if (list) list.push(path);
    else folders.set(folder(path), [path]);
  }
  return folders;
}

/** Those that share the longest beginning with the path. */
function nearestOf(paths: readonly string[], from: string): readonly string[] {
  if (paths.length <= 1) return paths;
  const shared = paths.map((path) => {
    let i = 0;
    while (i < path.length && path[i] === from[i]) i++;
    return folder(path.slice(0, i + 1)).length;
  });
  const best = Math.max(...shared);
  return paths.filter((_, i) => shared[i] === best);
}

/** Union of paths that belong together. */
class Groups {
  private readonly parents: Map<string, string>;

  constructor(private readonly paths: readonly string[]) {
    this.parents = new Map(paths.map((path) => [path, path]));
  }

  join(a: string, b: string): void {
    const [first, second] = [this.root(a), this.root(b)];
    if (first !== second) this.parents.set(second, first);
  }

  all(): readonly (readonly string[])[] {
    const groups = new Map<string, string[]>();
    for (const path of this.paths) {
      const root = this.root(path);
      const list = groups.get(root);
      if (list) list.push(path);
      else groups.set(root, [path]);
    }
    return [...groups.values()];
  }

  private root(path: string): string {
    let root = path;
    for (let up = this.parents.get(root); up !== undefined && up !== root; up = this.parents.get(root)) root = up;
    for (let at = path; at !== root;) {
      const up = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = up;
    }
    return root;
  }
}

/** Which files of a workspace have to be parsed: those that use WSK, and those that these reach. */
import { basename } from '../flow/program';
import { model } from '../model';
import { builtin } from './names';

const GATE = /\bWsk[A-Z]|\bWSK_|\bPWSK_|\bPFN_WSK|\bSO_WSK|\bSIO_WSK|[<"]wsk\.h[>"]|\bNPI_WSK/;

/** Looks at a text once and keeps what the selection needs of it. */
export interface Glance {
  readonly usesWsk: boolean;
}

export function glance(text: string): Glance {
  return { usesWsk: GATE.test(text) };
}

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm;
const CALLED = /\b([A-Za-z_]\w*)[ \t]*\(/g;
/** Names that no file of a driver defines. */
const PLATFORM =
  /^(?:Ke|Ex|Io|Iof|Rtl|Zw|Nt|Mm|Ob|Ps|Se|Hal|Cm|Fs|Fwp|Fwps|Ndis|Net|Wdf|Dbg|Kd|Interlocked|_|if$|for$|while$|switch$|return$|sizeof$|defined$)/;

/** Folder of a path, with `/`. */
function folder(path: string): string {
  const plain = path.replace(/\\/g, '/');
  return plain.slice(0, Math.max(0, plain.lastIndexOf('/')));
}

/** One folder is the other's, its parent's or its child's. */
function isNear(a: string, b: string): boolean {
  if (a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)) return true;
  return folder(a) === folder(b);
}

/**
 * The files to parse, in the order given. `texts` are all of the workspace; a file without any WSK name, and not reachable
 * from one that has, stays out.
 */
export function selectFiles(
  texts: ReadonlyMap<string, { readonly text: string; readonly usesWsk: boolean }>,
): readonly string[] {
  const selected = new Set<string>();
  for (const [path, file] of texts) if (file.usesWsk) selected.add(path);
  if (selected.size === 0) return [];
  const byName = new Map<string, string[]>();
  for (const path of texts.keys()) {
    const name = basename(path).toLowerCase();
    const list = byName.get(name);
    if (list) list.push(path);
    else byName.set(name, [path]);
  }
  const seeds = [...selected];
  const queue = [...selected];
  const wanted = new Set<string>();
  const folders = new Set(seeds.map(folder));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const text = texts.get(path)?.text ?? '';
    for (const match of text.matchAll(INCLUDE)) {
      const target =
        match[1] === undefined ? undefined : nearest(byName.get(basename(match[1]).toLowerCase()) ?? [], path);
      if (target === undefined || selected.has(target)) continue;
      selected.add(target);
      queue.push(target);
    }
    if (seeds.includes(path)) {
      for (const match of text.matchAll(CALLED)) {
        const name = match[1];
        if (name !== undefined && !PLATFORM.test(name) && !builtin.has(name) && !model.functions.has(name))
          wanted.add(name);
      }
    }
  }
  const headers = new Set(
    seeds.filter((path) => /\.(?:h|hpp|inl)$/i.test(path)).map((path) => basename(path).toLowerCase()),
  );
  for (const [path, { text }] of texts) {
    if (selected.has(path) || ![...folders].some((one) => isNear(one, folder(path)))) continue;
    // Where a driver starts tells what runs first, even where that file names nothing of WSK.
    if (/\bDriverEntry\s*\(/.test(text) || includesAny(text, headers) || definesAny(text, wanted)) selected.add(path);
  }
  return [...texts.keys()].filter((path) => selected.has(path));
}

/** A file that takes its declarations from a header of WSK code may hand it what is wrong. */
function includesAny(text: string, headers: ReadonlySet<string>): boolean {
  for (const match of text.matchAll(INCLUDE))
    if (match[1] !== undefined && headers.has(basename(match[1]).toLowerCase())) return true;
  return false;
}

function nearest(paths: readonly string[], from: string): string | undefined {
  const home = folder(from);
  const close = paths.filter((path) => isNear(folder(path), home));
  return close[0] ?? (paths.length === 1 ? paths[0] : undefined);
}

/** A quick look for `name(…) … {`, or `#define name(`. */
function definesAny(text: string, wanted: ReadonlySet<string>): boolean {
  for (const match of text.matchAll(CALLED)) {
    const name = match[1];
    if (name === undefined || !wanted.has(name)) continue;
    const lineStart = text.lastIndexOf('\n', match.index) + 1;
    if (/^\s*#\s*define\s+$/.test(text.slice(lineStart, match.index))) return true;
    const close = closing(text, match.index + match[0].length - 1);
    if (close < 0) continue;
    const after = /^[\s\w()]*?([{;,)=+\-*/&|<>?:[.])/.exec(text.slice(close + 1, close + 200));
    if (after?.[1] === '{') return true;
  }
  return false;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length && i < open + 4000; i++) {
    const c = text.charCodeAt(i);
    if (c === 40) depth++;
    else if (c === 41 && --depth === 0) return i;
  }
  return -1;
}

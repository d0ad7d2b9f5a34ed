/** The cases of the rules: driver fragments whose marks say where a finding starts and where none may stand. */
import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';

const folder = path.join(path.dirname(require.resolve('../../package.json')), 'server', 'src', 'rules');

export interface Mark {
  readonly kind: 'EXPECT' | 'OR' | 'NOT';
  readonly rule: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface Case {
  readonly rule: string;
  /** `rule/file`, or `rule/folder` for a workspace of several files. */
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly marks: readonly Mark[];
  /** The whole workspace is there: what it never does is known. */
  readonly complete: boolean;
  /** The texts after the fixes, where a neighbour `name.fixed.c`, or for a folder `name.fixed`, has them. */
  readonly fixed: ReadonlyMap<string, string> | undefined;
}

const SOURCE = /\.(?:c|h|cpp|hpp|inl)$/;
const FIXED = /\.fixed\.(?:c|cpp)$/;

export function ruleFolders(): readonly {
  readonly rule: string;
  readonly implemented: boolean;
  readonly cases: readonly Case[];
}[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      rule: name,
      implemented: readdirSync(path.join(folder, name)).includes('rule.ts'),
      cases: casesOf(name),
    }));
}

const drivers = path.join(path.dirname(require.resolve('../../package.json')), 'test', 'rules', 'drivers');

/** Whole drivers in different styles, right except for what is marked. */
export function driverCases(): readonly Case[] {
  return entries(drivers).map(({ name }) => {
    const files = entries(path.join(drivers, name))
      .map((file) => path.join(name, file.name))
      .filter((file) => SOURCE.test(file));
    return readCase('', name, files, drivers);
  });
}

function casesOf(rule: string): Case[] {
  const home = path.join(folder, rule, 'cases');
  return entries(home).flatMap((entry): Case[] => {
    if (entry.isDirectory()) {
      if (entry.name.endsWith('.fixed')) return [];
      const files = entries(path.join(home, entry.name))
        .map((file) => file.name)
        .filter((file) => SOURCE.test(file));
      return [
        readCase(
          rule,
          entry.name,
          files.map((file) => path.join(entry.name, file)),
        ),
      ];
    }
    return SOURCE.test(entry.name) && !FIXED.test(entry.name) ? [readCase(rule, entry.name, [entry.name])] : [];
  });
}

function entries(home: string): Dirent[] {
  try {
    return readdirSync(home, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function readCase(rule: string, name: string, files: readonly string[], home = path.join(folder, rule, 'cases')): Case {
  const read = (file: string): string => readFileSync(path.join(home, file), 'utf8');
  const texts = new Map(files.map((file) => [file.replace(/\\/g, '/'), read(file)]));
  const all = [...texts.values()];
  return {
    rule,
    name: `${rule}/${name}`,
    texts,
    marks: [...texts].flatMap(([file, text]) => marksOf(file, text)),
    complete: all.some((text) => /\/[/*]\s*COMPLETE\b/.test(text)),
    fixed: fixedTexts(name, texts, home),
  };
}

/** What the fixes leave alone stands in the folder of the case only. */
function fixedTexts(
  name: string,
  texts: ReadonlyMap<string, string>,
  home: string,
): ReadonlyMap<string, string> | undefined {
  const neighbour = name.replace(/(?:\.(?:c|cpp))?$/, (end) => `.fixed${end}`);
  const entry = entries(home).find((one) => one.name === neighbour);
  if (!entry) return undefined;
  if (!entry.isDirectory()) return new Map([[name, readFileSync(path.join(home, neighbour), 'utf8')]]);
  const changed = new Set(entries(path.join(home, neighbour)).map((file) => file.name));
  return new Map(
    [...texts].map(([file, text]) => {
      const base = path.basename(file);
      return [file, changed.has(base) ? readFileSync(path.join(home, neighbour, base), 'utf8') : text];
    }),
  );
}

function marksOf(file: string, text: string): Mark[] {
  return text.split(/\r?\n/).flatMap((content, i) =>
    [...content.matchAll(/\b(EXPECT|OR|NOT)\(([a-z-]+)\)/g)].flatMap(([, kind, rule]): Mark[] => {
      if (rule === undefined || (kind !== 'EXPECT' && kind !== 'OR' && kind !== 'NOT')) return [];
      return [{ kind, rule, file, line: i + 1 }];
    }),
  );
}

/**
 * How much of real driver code the syntax layer reads; run from the project's folder: `npx tsx scripts/measure-parse.ts <folder> [--gate] [--list] [--show n]`.
 *
 * --gate   only files that mention WSK
 * --ext    extensions, comma separated (default c,h,cpp)
 * --list   the files that have unreadable spans
 * --show n the first n unreadable spans
 * --slow   the slowest files
 * --hints  read the macros of all files first, as a workspace does
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSyntaxParser, languageOf, macroHints, mergeHints, parseFile } from '../server/src/syntax';
import { decodeText, LineIndex } from '../server/src/text';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gate: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    show: { type: 'string', default: '0' },
    hints: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    ext: { type: 'string', default: 'c,h,cpp' },
  },
});

const extensions = new Set(values.ext.split(',').map((ext) => `.${ext}`));

function* walk(path: string): Generator<string> {
  if (statSync(path).isFile()) {
    if (extensions.has(/\.[^.]+$/.exec(path)?.[0] ?? '')) yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* walk(join(path, name));
}

interface Measured {
  readonly path: string;
  readonly lines: number;
  readonly unreadableLines: number;
  readonly milliseconds: number;
}

async function main(): Promise<void> {
  const modules = 'node_modules';
  const parser = await createSyntaxParser({
    runtime: readFileSync(join(modules, 'web-tree-sitter/web-tree-sitter.wasm')),
    c: readFileSync(join(modules, 'tree-sitter-c/tree-sitter-c.wasm')),
    cpp: () => Promise.resolve(readFileSync(join(modules, 'tree-sitter-cpp/tree-sitter-cpp.wasm'))),
  });
  await parser.ensureLanguage('cpp');

  let toShow = Number(values.show);
  const files: Measured[] = [];
  const paths = positionals.flatMap((root) => [...walk(root)]);
  const hints = values.hints
    ? mergeHints(
        paths.map((path) => {
          const text = decodeText(readFileSync(path));
          return macroHints(text, { language: languageOf(path, text) });
        }),
      )
    : {};
  for (const path of paths) {
    const text = decodeText(readFileSync(path));
    if (values.gate && !/\bWsk[A-Z]|\bWSK_|wsk\.h/.test(text)) continue;
    const started = performance.now();
    const syntax = parseFile({ path, text, language: languageOf(path, text), ...hints }, parser);
    const milliseconds = performance.now() - started;
    const index = new LineIndex(text);
    const bad = new Set<number>();
    for (const span of syntax.unreadable) {
      const first = index.positionAt(span.start).line;
      const last = index.positionAt(Math.max(span.start, span.end - 1)).line;
      for (let line = first; line <= last; line++) bad.add(line);
      if (toShow-- > 0) {
        const shown = text.slice(span.start, Math.min(span.end, span.start + 160)).replace(/\s+/g, ' ');
        console.log(`${path}:${first + 1} (${last - first + 1} lines) ${shown}`);
      }
    }
    if (values.list && bad.size > 0) console.log(`${path}: ${bad.size} of ${index.lineCount} lines`);
    files.push({ path, lines: index.lineCount, unreadableLines: bad.size, milliseconds });
  }

  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const unreadable = files.reduce((sum, file) => sum + file.unreadableLines, 0);
  const clean = files.filter((file) => file.unreadableLines === 0).length;
  const total = files.reduce((sum, file) => sum + file.milliseconds, 0);
  console.log(`${files.length} files, ${lines} lines`);
  console.log(`${((100 * clean) / files.length).toFixed(1)} % of files without unreadable text`);
  console.log(`${((100 * unreadable) / lines).toFixed(3)} % of lines unreadable`);
  console.log(`${total.toFixed(0)} ms`);
  if (values.slow) {
    for (const file of [...files].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 10)) {
      console.log(`${file.milliseconds.toFixed(0)} ms ${file.lines} lines ${file.path}`);
    }
  }
}

void main();

/** What fixes make, and the code that the cases call right, compiles. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { missingCompiler, syntaxChecks, type DriverLanguage } from '../unit/driverCompiler';
import { ruleFolders, type Case } from './caseFiles';

/** A case of several files is written into one folder: its files include each other. */
interface RightCode {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
}

function rightCode(): RightCode[] {
  const cases = ruleFolders().flatMap((one) => one.cases);
  const isRight = ({ texts }: Case): boolean => [...texts.values()].some((text) => /^\/\/ CLEAN\b/m.test(text));
  return [
    ...cases.filter(isRight).map(({ name, texts }) => ({ name, texts })),
    ...cases.flatMap(({ name, fixed }) => (fixed ? [{ name: `${name} after its fixes`, texts: fixed }] : [])),
  ];
}

function languageOf(file: string): DriverLanguage | undefined {
  return file.endsWith('.c') ? 'c' : file.endsWith('.cpp') ? 'cpp' : undefined;
}

describe('right code', () => {
  const codes = rightCode();

  it('stands in the cases of most rules, in C and in C++, in one file and in several', () => {
    const count = (has: (one: RightCode) => boolean): number => codes.filter(has).length;
    assert.ok(codes.length > 100, `${codes.length} cases`);
    assert.ok(count(({ name }) => name.endsWith('after its fixes')) > 50);
    assert.ok(count(({ texts }) => [...texts.keys()].some((file) => languageOf(file) === 'cpp')) > 10);
    assert.ok(count(({ texts }) => texts.size > 1) > 5);
  });

  for (const language of ['c', 'cpp'] as const) {
    it(`compiles as ${language === 'c' ? 'C' : 'C++'}`, function () {
      const missing = missingCompiler(language);
      if (missing !== undefined) {
        console.log(`      ${missing}`);
        return this.skip();
      }
      this.timeout(180_000);
      const home = mkdtempSync(path.join(tmpdir(), 'compiled-'));
      try {
        const files = codes.flatMap(({ texts }, i) => written(path.join(home, `${i}`), texts, language));
        assert.deepEqual(errorsOf(files, language, home), []);
      } finally {
        rmSync(home, { recursive: true });
      }
    });
  }
});

/** The texts as files; those that are to be compiled. */
function written(folder: string, texts: ReadonlyMap<string, string>, language: DriverLanguage): string[] {
  const files = [...texts.keys()].filter((file) => languageOf(file) === language);
  if (files.length === 0) return [];
  for (const [file, text] of texts) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return files.map((file) => path.join(folder, file));
}

function errorsOf(files: readonly string[], language: DriverLanguage, home: string): string[] {
  const [compiler, ...options] = syntaxChecks[language];
  const run = (...more: readonly string[]): string =>
    spawnSync(compiler, [...options, ...more], { encoding: 'utf8', maxBuffer: 1 << 26 }).stderr;
  const included: string[] = [];
  if (language === 'c') {
    // The headers are compiled once: they are most of the work.
    const header = path.join(home, 'headers.h');
    writeFileSync(header, '#include "sal-extra.h"\n#include <ntddk.h>\n#include <wsk.h>\n');
    run('-x', 'c-header', header, '-o', `${header}.gch`);
    included.push('-Winvalid-pch', '-include', header);
  }
  return run(...included, '-fsyntax-only', ...files)
    .split('\n')
    .filter((line) => /\berror:/.test(line))
    .map((line) => line.slice(home.length + 1));
}

/** What fixes make, and the code that the cases call right, compiles. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { missingCompiler, syntaxCheck } from '../unit/driverCompiler';

const rules = path.join(path.dirname(require.resolve('../../package.json')), 'server', 'src', 'rules');

function cases(): string[] {
  return readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(rules, entry.name, 'cases'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
}

function isRight(file: string): boolean {
  return file.endsWith('.fixed.c') || (file.endsWith('.c') && /^\/\/ CLEAN\b/m.test(readFileSync(file, 'utf8')));
}

describe('right code', () => {
  const files = cases().filter(isRight);

  it('stands in the cases of most rules', () => {
    assert.ok(files.length > 100, `${files.length} files`);
  });

  it('compiles', function () {
    const missing = missingCompiler('c');
    if (missing !== undefined) {
      console.log(`      ${missing}`);
      return this.skip();
    }
    this.timeout(180_000);
    const [compiler, ...options] = syntaxCheck;
    const run = (...more: readonly string[]): string =>
      spawnSync(compiler, [...options, ...more], { encoding: 'utf8', maxBuffer: 1 << 26 }).stderr;
    const home = mkdtempSync(path.join(tmpdir(), 'compiled-'));
    let stderr: string;
    try {
      // The headers are compiled once: they are most of the work.
      const header = path.join(home, 'headers.h');
      writeFileSync(header, '#include "sal-extra.h"\n#include <ntddk.h>\n#include <wsk.h>\n');
      run('-x', 'c-header', header, '-o', `${header}.gch`);
      stderr = run('-Winvalid-pch', '-include', header, '-fsyntax-only', ...files);
    } finally {
      rmSync(home, { recursive: true });
    }
    const errors = stderr.split('\n').filter((line) => /\berror:/.test(line));
    assert.deepEqual(
      errors.map((line) => line.slice(line.indexOf('/rules/') + 1)),
      [],
    );
  });
});

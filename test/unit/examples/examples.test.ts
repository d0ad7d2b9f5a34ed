import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { check, listed } from '../checker';
import { compile, missingCompiler } from '../driverCompiler';

const folder = 'examples/echo-driver';
const sources = readdirSync(folder)
  .filter((name) => /\.[ch]$/.test(name))
  .map((name) => `${folder}/${name}`);

/** `file:line: rule` of every MISTAKE comment: its own line, or the next one when the comment stands alone. */
function marks(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const mark = /^(.*)\/\/ MISTAKE: ([a-z-]+): \S/.exec(line);
      if (mark === null) return [];
      const [, before = '', rule = ''] = mark;
      return [`${file}:${index + (before.trim() === '' ? 2 : 1)}: ${rule}`];
    });
}

describe(folder, () => {
  const expected = sources.flatMap(marks).sort();

  it('has a dozen marked mistakes, one of each rule that its README names', () => {
    const readme = readFileSync(`${folder}/README.md`, 'utf8');
    const named = [...readme.matchAll(/^\| `([a-z-]+)` \| `(\w+\.c)` \|/gm)].map(
      ([, rule, file]) => `${file}: ${rule}`,
    );
    assert.equal(expected.length, 12);
    assert.deepEqual(expected.map((mark) => mark.replace(/^.*\/(\w+\.c):\d+/, '$1')).sort(), named.sort());
  });

  for (const file of sources.filter((name) => name.endsWith('.c'))) {
    it(`${file} compiles`, function () {
      const missing = missingCompiler('c');
      if (missing !== undefined) {
        console.error(`      NOT COMPILED: ${missing}`);
        this.skip();
      }
      assert.equal(compile(file, 'c'), '');
    });
  }

  it('has exactly the findings that it marks', async () => {
    const found = await check(new Map(sources.map((file) => [file, readFileSync(file, 'utf8')])));
    assert.deepEqual(found.map(({ file, line, rule }) => `${file}:${line}: ${rule}`).sort(), expected, listed(found));
  });
});

import assert from 'node:assert/strict';
import { createMatcher } from '../../server/src/workspace/globs';

function matches(pattern: string, path: string): boolean {
  return createMatcher([pattern])(path);
}

describe('glob patterns', () => {
  for (const [pattern, path, expected] of [
    ['third_party/**', 'third_party/x/a.c', true],
    ['third_party/**', 'src/third_party/a.c', false],
    ['third_party', 'third_party/a.c', true],
    ['third_party/', 'src/third_party/x/a.c', true],
    ['**/gen/*.c', 'gen/a.c', true],
    ['**/gen/*.c', 'x/y/gen/a.c', true],
    ['**/gen/*.c', 'x/gen/z/a.c', false],
    ['*.c', 'x/a.c', true],
    ['src/*.c', 'src/x/a.c', false],
    ['src/?.c', 'src/a.c', true],
    ['src/?.c', 'src/ab.c', false],
    ['**/*.{c,h}', 'x/a.h', true],
    ['**/*.{c,h}', 'x/a.cpp', false],
    ['a.c', 'axc', false],
    ['[ab].c', 'b.c', true],
    ['[!ab].c', 'b.c', false],
    ['/src/a.c', 'src/a.c', true],
    ['./src/a.c', 'src/a.c', true],
    ['src/**/a.c', 'src/a.c', true],
    ['(x)+.c', '(x)+.c', true],
    ['{', '{', true],
    ['[z-a].c', 'b.c', false],
    ['', 'a.c', false],
  ] as const) {
    it(`${pattern || 'nothing'} ${expected ? 'matches' : 'does not match'} ${path}`, () => {
      assert.equal(matches(pattern, path), expected);
    });
  }

  it('take back what others say, the last one counts', () => {
    const excluded = createMatcher(['gen', '!gen/kept.c', '/top', '\\!odd']);
    const paths = ['gen/a.c', 'x/gen/a.c', 'gen/kept.c', 'top/a.c', 'x/top/a.c', '!odd', 'odd'];
    assert.deepEqual(paths.filter(excluded), ['gen/a.c', 'x/gen/a.c', 'top/a.c', '!odd']);
  });
});

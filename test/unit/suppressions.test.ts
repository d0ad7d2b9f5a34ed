import assert from 'node:assert/strict';
import type { Comment } from '../../server/src/syntax/ast';
import { LineIndex } from '../../server/src/text/source';
import { applySuppressions } from '../../server/src/workspace/suppressions';

/** Comments as the lexer hands them over: `//` to the line's end, or block comments. */
function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/\/\/.*|\/\*[\s\S]*?\*\//g)]
    .filter((match) => match[0].includes('wsk-ignore'))
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      ownLine: /(^|\n)[ \t]*$/.test(text.slice(0, match.index)),
    }));
}

/** One finding of rule `name` at every `name!` of the text. */
function run(text: string, isActive?: (rule: string) => boolean) {
  const findings = [...text.matchAll(/([a-z-]+)!/g)].map((match) => ({
    rule: match[1] ?? '',
    location: { start: match.index, end: match.index + match[0].length },
  }));
  const result = applySuppressions(
    { text, lines: new LineIndex(text), comments: commentsOf(text) },
    findings,
    isActive,
  );
  return {
    kept: result.kept.map((finding) => finding.rule),
    reasons: result.suppressed.map((entry) => `${entry.finding.rule}: ${entry.reason}`),
    problems: result.problems.map((problem) => `${problem.rule} ${problem.suppressed}`.trim()),
    removals: result.problems.map((problem) => text.slice(problem.removal.start, problem.removal.end)),
  };
}

describe('suppression comments', () => {
  it('silence the line after a comment of its own', () => {
    const result = run('// wsk-ignore npi-id: vendor NPI\nnpi-id!;\nnpi-id!;');
    assert.deepEqual(result.kept, ['npi-id']);
    assert.deepEqual(result.reasons, ['npi-id: vendor NPI']);
    assert.deepEqual(result.problems, []);
  });

  it('silence their own line when code stands before them', () => {
    const result = run('npi-id!; // wsk-ignore npi-id: known\nnpi-id!;');
    assert.deepEqual(result.kept, ['npi-id']);
    assert.deepEqual(result.reasons, ['npi-id: known']);
  });

  it('silence several rules, and report those that silence nothing', () => {
    const result = run('// wsk-ignore a-a, b-b, c-c: why\nb-b!;');
    assert.deepEqual(result.kept, []);
    assert.deepEqual(result.problems, ['unused-suppression a-a', 'unused-suppression c-c']);
    assert.deepEqual(result.removals, ['a-a, ', ', c-c']);
  });

  it('work in block comments, over several lines and before code on the same line', () => {
    assert.deepEqual(run('/* wsk-ignore a-a: why */\na-a!;').kept, []);
    assert.deepEqual(run('/*\n * wsk-ignore a-a: why\n * it is so\n */\na-a!;').reasons, ['a-a: why * it is so']);
    assert.deepEqual(run('/* wsk-ignore a-a: why */ a-a!;\na-a!;').kept, ['a-a']);
    assert.deepEqual(run('a-a!; /* wsk-ignore a-a: why */').kept, []);
  });

  it('work in a macro body, whose lines end in a continuation', () => {
    assert.deepEqual(run('#define M \\\n  /* wsk-ignore a-a: why */ \\\n  a-a! \\\n  end').kept, []);
  });

  it('stack: comments one below the other count for the next line of code', () => {
    const result = run('// wsk-ignore a-a: one\n// wsk-ignore b-b: two\na-a! b-b!');
    assert.deepEqual(result.kept, []);
    assert.deepEqual(result.reasons, ['a-a: one', 'b-b: two']);
  });

  it('silence a rule in the whole file', () => {
    const result = run('a-a!;\n// wsk-ignore-file a-a: generated\na-a!; b-b!;');
    assert.deepEqual(result.kept, ['b-b']);
    assert.deepEqual(result.problems, []);
  });

  it('without a rule id silence nothing and are an error', () => {
    for (const text of ['// wsk-ignore\na-a!', '// wsk-ignore: why\na-a!', '/* wsk-ignore-file */\na-a!']) {
      const result = run(text);
      assert.deepEqual(result.kept, ['a-a'], text);
      assert.deepEqual(result.problems, ['suppression-without-rule'], text);
    }
  });

  it('are reported when they silence nothing, unless their rule is off', () => {
    assert.deepEqual(run('// wsk-ignore a-a: why\nb-b!;').problems, ['unused-suppression a-a']);
    assert.deepEqual(run('// wsk-ignore a-a: why\nb-b!;', (rule) => rule !== 'a-a').problems, []);
  });

  it('leave alone what only talks of wsk-ignore', () => {
    const result = run('// see wsk-ignore a-a for this\na-a!\n// wsk-ignored a-a\na-a!');
    assert.deepEqual(result.kept, ['a-a', 'a-a']);
    assert.deepEqual(result.problems, []);
  });

  it('find their line with CRLF too', () => {
    assert.deepEqual(run('x;\r\n// wsk-ignore a-a: why\r\na-a!;\r\n').kept, []);
  });
});

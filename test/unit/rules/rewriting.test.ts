/** Code beside statements in every position: the result has the same statements in the same order, and the new ones where they belong. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/features/applyFixes';
import { rewritten, statementAt, type Rewriting } from '../../../server/src/rules/statements';
import { bodyOf, parse } from '../syntax/parse';

/** The text after `wanted` happened to the statement that begins at the mark `@`; undefined where it is declined. */
async function after(marked: string, wanted: Rewriting): Promise<string | undefined> {
  const start = marked.indexOf('@');
  const text = marked.replace('@', '');
  const syntax = await parse(text);
  assert.deepEqual(syntax.unreadable, []);
  const decl = syntax.functions.find((fn) => fn.body && fn.start <= start && start < fn.end);
  assert.ok(decl);
  const source = { text, syntax };
  const at = statementAt({ file: 'a.c', decl }, { file: 'a.c', start, end: start + 1 }, new Map([['a.c', source]]));
  assert.equal(at?.stmt.start, start);
  const edits = rewritten(at, wanted);
  if (!edits) return undefined;
  const done = applyEdits(
    text,
    edits.map(({ place, newText }) => ({ location: place, newText })),
  );
  assert.deepEqual((await parse(done)).unreadable, [], done);
  return done;
}

/** Without braces: one statement may have got some. */
async function statementsOf(text: string): Promise<string> {
  const { functions } = await parse(text);
  return functions.flatMap(bodyOf).join('\n').replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
}

const shapes: readonly (readonly [string, string, string])[] = [
  [
    'a line of its own',
    'void f(void)\n{\n    @a();\n    b();\n}\n',
    'void f(void)\n{\n    x();\n    a();\n    b();\n}\n',
  ],
  ['a comment behind it', 'void f(void)\n{\n    @a(); // why\n}\n', 'void f(void)\n{\n    x();\n    a(); // why\n}\n'],
  ['two on a line', 'void f(void)\n{\n    a(); @b();\n}\n', 'void f(void)\n{\n    a();\n    x();\n    b();\n}\n'],
  ['a whole function on a line', 'void f(void) { a(); @b(); }\n', 'void f(void)\n{\n    a();\n    x();\n    b();\n}\n'],
  [
    'an if without braces',
    'void f(int i)\n{\n    if (i)\n        @a();\n    b();\n}\n',
    'void f(int i)\n{\n    if (i) {\n        x();\n        a();\n    }\n    b();\n}\n',
  ],
  [
    'an if on one line',
    'void f(int i)\n{\n    if (i) @a();\n    b();\n}\n',
    'void f(int i)\n{\n    if (i) {\n        x();\n        a();\n    }\n    b();\n}\n',
  ],
  [
    'the branch before an else',
    'void f(int i)\n{\n    if (i)\n        @a();\n    else\n        b();\n}\n',
    'void f(int i)\n{\n    if (i) {\n        x();\n        a();\n    } else\n        b();\n}\n',
  ],
  [
    'the branch of an else',
    'void f(int i)\n{\n    if (i) {\n        a();\n    } else\n        @b();\n}\n',
    'void f(int i)\n{\n    if (i) {\n        a();\n    } else {\n        x();\n        b();\n    }\n}\n',
  ],
  [
    'the branch of an else if',
    'void f(int i)\n{\n    if (i) {\n        a();\n    } else if (i > 1)\n        @b();\n}\n',
    'void f(int i)\n{\n    if (i) {\n        a();\n    } else if (i > 1) {\n        x();\n        b();\n    }\n}\n',
  ],
  [
    'the body of a loop, braces on lines of their own',
    'void f(int i)\n{\n    if (i)\n    {\n        b();\n    }\n    while (i)\n        @a();\n}\n',
    'void f(int i)\n{\n    if (i)\n    {\n        b();\n    }\n    while (i)\n    {\n        x();\n        a();\n    }\n}\n',
  ],
  [
    'the body of a for',
    'void f(int i)\n{\n\tfor (;;)\n\t\t@a();\n}\n',
    'void f(int i)\n{\n\tfor (;;) {\n\t\tx();\n\t\ta();\n\t}\n}\n',
  ],
  [
    'behind a case label',
    'void f(int i)\n{\n    switch (i) {\n    case 1: @a(); break;\n    case 2:\n        b();\n    }\n}\n',
    'void f(int i)\n{\n    switch (i) {\n    case 1:\n        x();\n        a(); break;\n    case 2:\n        b();\n    }\n}\n',
  ],
  [
    'in a block on one line',
    'void f(int i)\n{\n    if (i) { @a(); return; }\n}\n',
    'void f(int i)\n{\n    if (i) {\n        x();\n        a();\n        return;\n    }\n}\n',
  ],
  [
    'in an if of a function on a line',
    'void f(int i) { if (i) @a(); }\n',
    'void f(int i)\n{\n    if (i) {\n        x();\n        a();\n    }\n}\n',
  ],
  [
    'Windows line ends',
    'void f(int i)\r\n{\r\n    if (i)\r\n        @a();\r\n}\r\n',
    'void f(int i)\r\n{\r\n    if (i) {\r\n        x();\r\n        a();\r\n    }\r\n}\r\n',
  ],
];

describe('code beside a statement', () => {
  for (const [shape, text, expected] of shapes) {
    it(`before: ${shape}`, async () => assert.equal(await after(text, { before: 'x();' }), expected));

    it(`after, and in its place: ${shape}`, async () => {
      const plain = await statementsOf(text.replace('@', ''));
      const own = /@(\w)\(\);/.exec(text)?.[1] ?? '';
      const replaced = await after(text, { own: 'x();' });
      assert.ok(replaced !== undefined);
      assert.equal(await statementsOf(replaced), plain.replace(`${own}()`, 'x()'));
      const added = await after(text, { after: 'x();' });
      const swapped = await after(text.replace(`@${own}();`, '@x();'), { before: `${own}();` });
      assert.ok(added !== undefined && swapped !== undefined);
      assert.equal(await statementsOf(added), await statementsOf(swapped));
    });
  }

  it('goes into a block with the test of an else-if, which moves in', async () => {
    const text = 'void f(int i)\n{\n    if (i)\n        a();\n    else @if (i > 1)\n        b();\n}\n';
    const block = (code: string): string => `void f(int i)\n{\n    if (i)\n        a();\n    else {\n${code}    }\n}\n`;
    const test = '        if (i > 1)\n            b();\n';
    assert.equal(await after(text, { before: 'x();' }), block(`        x();\n${test}`));
    assert.equal(await after(text, { after: 'x();' }), block(`${test}        x();\n`));
    assert.equal(await after(text, { own: 'x();' }), undefined);
  });

  it('is declined where there is no room', async () => {
    assert.equal(await after('void f(int i)\n{\n    a(); /* first */ @b();\n}\n', { before: 'x();' }), undefined);
  });

  it('leaves a line that others share', async () => {
    assert.equal(await after('void f(void)\n{\n    @a(); b();\n}\n', { own: '' }), 'void f(void)\n{\n    b();\n}\n');
    assert.equal(await after('void f(void)\n{\n    a(); @b();\n}\n', { own: '' }), 'void f(void)\n{\n    a();\n}\n');
    assert.equal(await after('void f(int i)\n{\n    if (i)\n        @a();\n}\n', { own: '' }), undefined);
  });
});

import assert from 'node:assert/strict';
import { bodyOf, parse } from './parse';
import type { FileSyntax } from '../../../server/src/syntax';

/** Name and parameters of each function with a body. */
function heads({ functions }: FileSyntax): string[] {
  return functions
    .filter((fn) => fn.body)
    .map(
      (fn) =>
        `${fn.name}(${(fn.params ?? []).map(({ name, type }) => `${type.base}${'*'.repeat(type.pointers)} ${name}`).join(', ')})`,
    );
}

describe('syntax: heads of functions', () => {
  it('reads a head that a macro writes, where the name is written', async () => {
    const text = '#define HANDLER(Name) static int Name(PVOID Context)\nHANDLER(Foo)\n{\n  a();\n}\n';
    const syntax = await parse(text);
    assert.deepEqual(heads(syntax), ['Foo(PVOID Context)']);
    const [fn] = syntax.functions;
    assert.ok(fn);
    assert.equal(fn.isStatic, true);
    assert.equal(text.slice(fn.nameSpan.start, fn.nameSpan.end), 'Foo');
    assert.equal(text.slice(fn.start, fn.end), 'HANDLER(Foo)\n{\n  a();\n}');
    assert.deepEqual(bodyOf(fn), ['a();']);
  });

  it('pastes names, and passes over the prototype before the head', async () => {
    const text =
      '#define HANDLER(n, T) int On##n(T *c); \\\n  int On##n(T *c)\nHANDLER(Done, CTX) { a(); }\nint after(void) { return 1; }\n';
    assert.deepEqual(heads(await parse(text)), ['OnDone(CTX* c)', 'after()']);
  });

  it('reads macros within macros, and lists of parameters', async () => {
    const text =
      '#define ARGS(T) (int a, T b)\n#define LIST(T) int a, T b\n#define HEAD(n) int n ARGS(char)\nHEAD(f) { }\nint g ARGS(long) { }\nint h(LIST(short)) { }\n';
    assert.deepEqual(heads(await parse(text)), ['f(int a, char b)', 'g(int a, long b)', 'h(int a, short b)']);
  });

  it('reads types that stand behind the parenthesis', async () => {
    const text = 'int f(a, b, c, d)\n  int a;\n  char *b, *c;\n{\n  x();\n}\nint g(int a) { return a; }\n';
    assert.deepEqual(heads(await parse(text)), ['f(int a, char* b, char* c, int d)', 'g(int a)']);
  });

  it('takes neither a prototype nor an invocation for such a head', async () => {
    const text =
      '#define DECLARE(n) int n(int a)\nDECLARE(first);\nDECLARE_IT(x, y)\nint z;\nint g(int a) { return a; }\n#define CALL(f) f(1)\nint h(void) { return CALL(g); }\n';
    assert.deepEqual(heads(await parse(text)), ['g(int a)', 'h()']);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { languageOf, macroHints, mergeHints, type FileSyntax } from '../../../server/src/syntax';
import { parseUnguarded } from '../../../server/src/syntax/parser';
import { bodyOf, parse, statements, syntaxParser, unreadableText } from './parse';

/** Lets a failure through that `parseFile` would turn into an unreadable file. */
async function unguardedParser(): Promise<(path: string, text: string) => FileSyntax> {
  const parser = await syntaxParser();
  return (path, text) => {
    const language = languageOf(path, text);
    const grammar = parser.grammar(language);
    assert.ok(grammar);
    return parseUnguarded({ path, text }, language, grammar);
  };
}

function names(syntax: FileSyntax): string[] {
  return syntax.functions.filter((fn) => fn.body).map((fn) => fn.name);
}

describe('syntax: recovery', () => {
  it('keeps a placeholder to itself', async () => {
    const text = 'NTSTATUS f(PWSK_SOCKET s)\n{\n  a();\n  ...\n\n  b();\n  return 0;\n}\n';
    const syntax = await parse(text);
    assert.deepEqual(bodyOf(syntax.functions[0]), ['a();', 'opaque<>', 'b();', 'return 0;']);
    assert.deepEqual(unreadableText(syntax, text), ['...']);
  });

  it('reads a parameter list with a stray comma', async () => {
    const { functions, unreadable } = await parse('NTSTATUS f(\n  PDEVICE_OBJECT d,\n  PIRP Irp,\n  )\n{\n  a();\n}\n');
    assert.deepEqual(
      functions[0]?.params?.map((param) => param.name),
      ['d', 'Irp'],
    );
    assert.deepEqual(bodyOf(functions[0]), ['a();']);
    assert.deepEqual(unreadable, []);
  });

  it('reads the good parameters of a bad list', async () => {
    const { functions } = await parse('static VOID f(int a, , int b $ c, PIRP Irp) { use(Irp); }\nVOID g(void) { }\n');
    assert.deepEqual(
      functions[0]?.params?.map((param) => param.name),
      ['a', 'c', 'Irp'],
    );
    assert.deepEqual(bodyOf(functions[0]), ['use(Irp);']);
    assert.equal(functions[0].isStatic, true);
    assert.equal(functions[1]?.name, 'g');
  });

  it('knows no member of an initialiser that has lost an operand', async () => {
    const syntax = await parse('void f(void)\n{\n  CONTROL c = { &id, | RECEIVE | ACCEPT };\n}\n');
    const [declared] = syntax.functions[0]?.body?.body ?? [];
    const init = declared?.kind === 'decl' ? declared.declarators[0]?.init : undefined;
    assert.ok(init?.kind === 'initList' && init.items.length >= 2);
    assert.ok(init.items.every(({ value }) => value.kind === 'unknown'));
    assert.ok(syntax.unreadable.length > 0);
  });

  it('loses the smallest statement that holds the damage', async () => {
    const cases: [string, string][] = [
      ['a();\n x = ;\n b();', 'a(); opaque<x> b();'],
      ['a();\n f(1, 2;\n b();', 'a(); opaque<f> b();'],
      ['if (x == ) { a(); } b();', 'if (?(x, ?())) { a(); } b();'],
      ['while (x\n a();\n b();', 'opaque<while,x> a(); b();'],
      ['for (i = 0; i < ; i++) { a(); }', 'for (i = 0; ?(i, ?()); (i)++) { a(); }'],
      ['do { a(); } while (; b();', 'do { a(); } while (?()); b();'],
      ['x = 3\n y = 4;', 'x = 3; y = 4;'],
      ['s->Dispatch->\n return;', 'opaque<s> return;'],
      ['Irp = IoAllocateIrp(1, FALSE\n IoFreeIrp(Irp);', 'opaque<Irp,IoAllocateIrp,FALSE> IoFreeIrp(Irp);'],
      ['switch (a) { case : x(); break; case 2: y( }', 'switch (a) { case ?(): x(); break; case 2: opaque<y> }'],
      ['"never closed\n a();', 'opaque<closed,never> a();'],
      ['else { a(); } b();', 'opaque<else> if (?()) { a(); } b();'],
      ['__try { x = ; a(); } __finally { b(); }', 'try { opaque<x> a(); } finally { b(); }'],
    ];
    for (const [source, expected] of cases) {
      const sorted = (text: string): string =>
        text.replace(/<([\w,]*)>/g, (_all, list: string) => `<${list.split(',').sort().join()}>`);
      assert.equal(sorted((await statements(source)).join(' ')), sorted(expected), source);
    }
  });

  it('keeps the other arguments of a call with a bad one in their places', async () => {
    assert.deepEqual(await statements('f(a, b c, d);'), ['f(a, ?(b, c), d);']);
    assert.deepEqual(await statements('f(a,,d);'), ['f(?(a), ?(), d);']);
  });

  it('ends a function whose brace is missing where the next one starts', async () => {
    const text = `NTSTATUS
A(PWSK_SOCKET s)
{
  if (x) {
    a();
  return b();

NTSTATUS
B(PWSK_SOCKET s)
{
  c();
}

VOID C(void) {
  d();
`;
    const syntax = await parse(text);
    assert.deepEqual(syntax.functions.map((fn) => [fn.name, bodyOf(fn).join(' ')]), [
      ['A', 'if (x) { a(); return b(); }'], ['B', 'c();'], ['C', 'd();'],
    ]); // prettier-ignore
  });

  it('keeps a brace too many inside its function', async () => {
    const text = 'VOID A(int a)\n{\n  if (a) }\n  b();\n  }\n  c();\n}\nVOID B(void)\n{\n  d();\n}\n';
    const syntax = await parse(text);
    assert.deepEqual(names(syntax), ['A', 'B']);
    assert.ok(bodyOf(syntax.functions[0]).includes('c();'));
    assert.deepEqual(bodyOf(syntax.functions[1]), ['d();']);
  });

  it('ends a function at its brace when a remark stands before the next one', async () => {
    const syntax = await parse('VOID A(int a) {\n  b(a,\n    a); }\n/* next */ VOID B(void) {\n  c(); }\n');
    assert.deepEqual(names(syntax), ['A', 'B']);
    assert.deepEqual(syntax.unreadable, []);
  });

  it('goes on after a header that is never finished', async () => {
    const syntax = await parse(
      'VOID A(PWSK_SOCKET s\nVOID B(void)\n{\n  b();\n}\nint x = {1, 2;\nVOID C(void)\n{\n  c();\n}\n',
    );
    assert.deepEqual(names(syntax).slice(-1), ['C']);
    assert.ok(names(syntax).includes('B'));
  });

  it('reads declarations through the macros of headers that are not there', async () => {
    const syntax = await parse(
      'MYDRV_API NTSTATUS MYDRV_CALL F(PVOID MYDRV_PTR *p);\nMYDRV_INLINE\nvoid\nG(void)\n{\n  a();\n}\nDECLARE_THING(X)\nDECLARE_THING(Y)\nint x;\n',
    );
    assert.deepEqual(
      syntax.functions.map((fn) => fn.name),
      ['F', 'G'],
    );
    assert.equal(syntax.functions[0]?.returnType.base, 'NTSTATUS');
    assert.deepEqual(
      syntax.variables.map((variable) => variable.name),
      ['x'],
    );
    assert.deepEqual(syntax.unreadable, []);
  });

  it('reads a class member by member when one is bad', async () => {
    const text =
      'class A : public B {\npublic:\n  int x;\n  int @ y;\n  void F() { a(); }\n  void G() { x = ; b(); }\n  A(int q) : x(q) { }\n};\nvoid h() { }\n';
    const syntax = await parse(text, 'a.cpp');
    assert.deepEqual(syntax.records.map((record) => [record.name, record.bases, record.fields.map((field) => field.name)]), [
      ['A', ['B'], ['x']],
    ]); // prettier-ignore
    assert.deepEqual(
      syntax.functions.map((fn) => [...fn.scope, fn.name].join('.')),
      ['A.F', 'A.G', 'A.A', 'h'],
    );
    assert.deepEqual(bodyOf(syntax.functions[1]), ['opaque<x>', 'b();']);
  });

  it('uses what other files define', async () => {
    const header = '#define MYAPI __declspec(dllexport)\n#define BOTH\n#define RUN(x) do { x; } while (0)\n';
    const hints = mergeHints([
      macroHints(header, { language: 'c' }),
      macroHints('#define BOTH 1\n', { language: 'c' }),
    ]);
    assert.deepEqual([...hints.emptyMacros.keys()], ['MYAPI']);
    assert.deepEqual([...hints.statementMacros], ['RUN']);
    const { functions } = await parse('MYAPI *f(void) { RUN(a) RUN(b) }', 'a.c', hints);
    assert.deepEqual(bodyOf(functions[0]), ['RUN(a);', 'RUN(b);']);
  });
});

describe('syntax: robustness', () => {
  const TAIL = '\nvoid g(void)\n{\n  good();\n}\n';
  const N = 100_000;

  const nests: Record<string, string> = {
    parentheses: `void f(){x=${'('.repeat(N)}1${')'.repeat(N)};}`,
    'open parentheses': `void f(){x=${'('.repeat(N)}`,
    braces: `void f()${'{'.repeat(N)}${'}'.repeat(N)}`,
    'open braces': `void f()\n${'{'.repeat(N)}`,
    brackets: `void f(){x=${'['.repeat(N)}`,
    calls: `void f(){x=${'g('.repeat(N)}${')'.repeat(N)};}`,
    'prefix operators': `void f(){x=${'!'.repeat(N)}1;}`,
    additions: `void f(){x=${'a+'.repeat(N)}1;}`,
    members: `void f(){x=a${'->b'.repeat(N)};}`,
    'else ifs': `void f(){${'if(a)b;else '.repeat(N / 10)}c;}`,
    pointers: `int ${'*'.repeat(N)}p;`,
    'macro parentheses': `#define A ${'('.repeat(N)}1${')'.repeat(N)}`,
    conditions: `#if ${'('.repeat(N)}1${')'.repeat(N)}\n#endif`,
  };

  for (const [name, text] of Object.entries(nests)) {
    it(`survives ${N} ${name}, and so does the function after them`, async function () {
      this.timeout(60_000);
      for (const file of ['a.c', 'a.cpp']) {
        const syntax = await parse(text + TAIL, file);
        assert.deepEqual(bodyOf(syntax.functions.find((fn) => fn.name === 'g')), ['good();']);
        // Shallow enough for every recursive reader that comes later.
        assert.ok(JSON.stringify(syntax).length > 0);
      }
    });
  }

  it('never throws, and every span lies in the text', async () => {
    const unguarded = await unguardedParser();
    const fragment = fc.constantFrom(
      'void f(int a)\n{\n', '}\n', '{', '}', '(', ')', ';', ',', 'if (a) ', 'else ', 'for (;;) ', 'while (', 'switch (x) {', 'case 1:', 'default:',
      'x = 1;', 'f(a, b);', 's->d->Wsk(', '->', '.', '#define A(x) ', '#if 0\n', '#endif\n', '\n', 'struct S { int a; };', 'class C { public: ',
      'typedef ', '*', '&', '=', '"a', "'", '/*', '*/', '__try {', '} __finally {', 'a:', 'goto a;', 'return ', '[', ']', '...', 'T', ' name ',
      'namespace N {', 'template<', '>', '::', '@', '\\\n', '##', 'static ', 'NTSTATUS\nF(void)\n{\n', 'sizeof(', '1', "'ab'", '\u00e9', '\ud800',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), fc.constantFrom('a.c', 'a.cpp'), (parts, path) => {
        const text = parts.join('');
        const syntax = unguarded(path, text);
        const check = (value: unknown): void => {
          if (Array.isArray(value)) value.forEach(check);
          else if (typeof value === 'object' && value !== null) {
            if ('start' in value && 'end' in value) {
              const { start, end } = value;
              assert.ok(typeof start === 'number' && typeof end === 'number');
              assert.ok(start >= 0 && end >= start && end <= text.length + 1, JSON.stringify(value));
            }
            Object.values(value).forEach(check);
          }
        };
        check(syntax);
      }),
      { numRuns: 400 },
    );
  });

  it('reads what is not text at all', async () => {
    const unguarded = await unguardedParser();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        unguarded('a.c', text);
      }),
      { numRuns: 200 },
    );
  });
});

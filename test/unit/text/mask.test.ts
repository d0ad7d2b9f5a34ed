import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskSource, type MacroEffect, type MaskOptions } from '../../../server/src/text/mask';

const NOTHING: MacroEffect = { isStatic: false, segment: undefined };

function mask(text: string, options: Partial<MaskOptions> = {}): string {
  return maskSource(text, { language: 'c', ...options }).text;
}

/** The masked text with runs of white space as one space. */
function squeezed(text: string, options: Partial<MaskOptions> = {}): string {
  return mask(text, options).replace(/\s+/g, ' ').trim();
}

const FRAGMENTS = [
  '_In_ ', '_In_reads_bytes_(n) ', '__in_bcount(x)', '_When_(a, ', '__declspec(align(8)) ', 'NTAPI ', 'CONST ', 'IN ', 'OUT ',
  'OPTIONAL', 'STDAPI ', 'STDMETHODIMP_(ULONG) ', 'EXTERN_C ', 'EXTERN_C_START\n', '__pragma(warning(push)) ', '__attribute__((packed))',
  'FOO(x)\n', 'FOO(x) ', 'BAR\n', '...', ' ... ', '__asm { mov eax, 1 }', '__asm int 3\n', 'if NT_SUCCESS(s) ', 'if (a) ', 'else ',
  '{', '}', '(', ')', '[', ']', ';', ',', ':', '::', '->', '#', '##', '\\', '\\\n', '\n', '\r\n', '\t', ' ', '/', '*', '//', '/* c */',
  '/*', '*/', '// line\n', '"str"', "'c'", "'", '"', 'L"w"', 'R"x(', ')x"', '#if 0\n', '#if A\n', '#ifdef __cplusplus\n', '#else\n',
  '#elif 1\n', '#endif\n', '#define E\n', '#define F(x) x\n', '#define S static inline\n', '#include <a.h>\n', '#pragma code_seg("PAGE")\n',
  'E ', 'S ', 'F(1)', 'void f(int a', 'struct X ', 'enum ', 'return ', 'x = 1', '0x10ui64', "1'000", '\uFEFF', '\u00e9', '\ud800',
  'namespace N ', 'class C ', '[[nodiscard]] ', 'delete [] ', 'TRY ', 'while ', 'do ', 'switch(x)', 'case 1:', 'a', 'b ', 'extern "C" ',
]; // prettier-ignore

const fragmentText = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(''));
const options = fc.record({
  language: fc.constantFrom<'c' | 'cpp'>('c', 'cpp'),
  emptyMacros: fc.constantFrom(
    new Map<string, MacroEffect>(),
    new Map([
      ['BAR', NOTHING],
      ['FOO', NOTHING],
    ]),
  ),
  statementMacros: fc.constantFrom(new Set<string>(), new Set(['FOO'])),
});

function lineBreaks(text: string): string {
  return [...text.matchAll(/[\r\n]/g)].map((match) => `${match.index}${match[0]}`).join();
}

describe('text: mask invariants', () => {
  const keeps = (text: string, given: MaskOptions): void => {
    const masked = maskSource(text, given);
    assert.equal(masked.text.length, text.length);
    assert.equal(lineBreaks(masked.text), lineBreaks(text));
    assert.equal(maskSource(masked.text, given).text, masked.text);
    for (let i = 0; i < masked.tokens.count; i++) {
      assert.ok(masked.tokens.start(i) < masked.tokens.end(i) && masked.tokens.end(i) <= text.length);
      assert.ok(i === 0 || masked.tokens.start(i) >= masked.tokens.end(i - 1));
    }
  };

  it('keeps length and line breaks and is idempotent for driver-like text', () => {
    fc.assert(
      fc.property(fragmentText, options, (text, given) => keeps(text, given)),
      { numRuns: 1500 },
    );
  });

  it('keeps length and line breaks and is idempotent for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), options, (text, given) => keeps(text, given)),
      { numRuns: 500 },
    );
  });
});

describe('text: mask', () => {
  it('blanks SAL annotations with their arguments', () => {
    assert.equal(
      squeezed('NTSTATUS F(_In_reads_bytes_opt_(n * 2) PVOID p, _Out_ ULONG *q, __in_ecount(3) int r);'),
      'NTSTATUS F( PVOID p, ULONG *q, int r);',
    );
    assert.equal(squeezed('_IRQL_requires_max_(DISPATCH_LEVEL) __drv_maxIRQL(2) VOID F(VOID);'), 'VOID F(VOID);');
    assert.equal(squeezed('_When_(return == 0, _At_(*p, _Post_notnull_)) int f();'), 'int f();');
  });

  it('leaves include guards and ordinary names with underscores alone', () => {
    for (const name of ['_FOO_H_', '_IN_', '_WSK_', '__pAdapter', '_Buffer_Size_', '__index']) {
      assert.equal(squeezed(`int ${name} = 1;`), `int ${name} = 1;`);
    }
  });

  it('blanks calling conventions and rewrites CONST', () => {
    assert.equal(squeezed('NTSTATUS WSKAPI F(CONST WSK_SOCKET *s);'), 'NTSTATUS F(const WSK_SOCKET *s);');
    assert.equal(squeezed('typedef NTSTATUS (NTAPI *PFN)(VOID);'), 'typedef NTSTATUS ( *PFN)(VOID);');
  });

  it('takes IN, OUT and OPTIONAL only where they qualify a parameter', () => {
    assert.equal(squeezed('void f(IN PVOID a, IN OUT ULONG b OPTIONAL);'), 'void f( PVOID a, ULONG b );');
    assert.equal(squeezed('enum { IN, OUT, OPTIONAL };'), 'enum { IN, OUT, OPTIONAL };');
    assert.equal(squeezed('x = IN + s->OPTIONAL;'), 'x = IN + s->OPTIONAL;');
  });

  it('knows what the file itself defines to nothing, unless another definition says more', () => {
    assert.equal(squeezed('#define API __declspec(dllexport)\nAPI int f();'), 'int f();');
    assert.equal(squeezed('#define LOCALFN static __inline\nLOCALFN int f();'), 'static int f();');
    assert.equal(squeezed('#define T(x)\n#undef T\n#define T(x) g(x)\nvoid f() { T(1); }'), 'void f() { T(1); }');
    assert.equal(squeezed('#define TRACE(x)\nvoid f() { TRACE(("a", b)); c(); }'), 'void f() { ; c(); }');
  });

  it('blanks what the workspace defines to nothing', () => {
    assert.equal(squeezed('struct X __rcu *p;', { emptyMacros: new Map([['__rcu', NOTHING]]) }), 'struct X *p;');
  });

  it('blanks directives, continuations and all', () => {
    assert.equal(squeezed('#define A(x) \\\n  do { x; } \\\n  while (0)\nint a;'), 'int a;');
    assert.equal(squeezed('  #  include "x.h" /* why\n not */ \nint a;'), 'int a;');
  });

  it('puts a semicolon behind a macro that is used as a statement', () => {
    assert.equal(squeezed('void f() {\n  FOO(x)\n  g();\n}'), 'void f() { FOO(x) ; g(); }');
    assert.equal(squeezed('void f() { FOO(x) }'), 'void f() { FOO(x);}');
    assert.equal(squeezed('void f() { a = b(x)\n + c; }'), 'void f() { a = b(x) + c; }');
    assert.equal(squeezed('void f() { FOO(x) y; }', { statementMacros: new Set(['FOO']) }), 'void f() { FOO(x);y; }');
  });

  it('reads a macro with a block as a loop', () => {
    assert.equal(squeezed('void f() { FOR_EACH(a, b) { g(); } }'), 'void f() { while (a, b) { g(); } }');
  });

  it('gives a macro that brings its own parentheses the ones it lacks', () => {
    assert.equal(squeezed('void f() { if NT_SUCCESS(s) { g(); } }'), 'void f() { if(NT_SUCCESS(s)){ g(); } }');
  });

  it('marks placeholders and inline assembly', () => {
    const masked = maskSource('void f() { a(); ... b(); __asm { mov eax, 1 } c(); }', { language: 'c' });
    assert.equal(masked.text.replace(/\s+/g, ' '), 'void f() { a(); ; b(); ; c(); }');
    assert.deepEqual(
      masked.placeholders.map(({ start, end }) => end - start),
      [3, 20],
    );
  });

  it('blanks a comma that nothing follows', () => {
    assert.equal(squeezed('void f(int a, int b, ) { g(a, ); }'), 'void f(int a, int b ) { g(a ); }');
  });

  it('reads `#if` by what is known and else takes the first branch', () => {
    const cases: [string, string][] = [
      ['#if 0\na\n#else\nb\n#endif', 'b'],
      ['#ifdef __cplusplus\na\n#endif\nb', 'b'],
      ['#if UNKNOWN\na\n#else\nb\n#endif', 'a'],
      ['#ifndef GUARD\n#define GUARD\na\n#endif', 'a'],
      ['#if defined(_WIN64) && !defined(_M_IX86)\na\n#else\nb\n#endif', 'a'],
      ['#if NTDDI_VERSION >= NTDDI_WIN7\na\n#else\nb\n#endif', 'a'],
      ['#define X 3\n#if X > 2\na\n#elif X\nb\n#else\nc\n#endif', 'a'],
      ['#if 0\na\n#elif UNKNOWN\nb\n#else\nc\n#endif', 'b'],
      ['#ifdef A\na\n#endif\n#ifndef A\nb\n#endif', 'a'],
      ['#if 0\n#if 1\na\n#else\nb\n#endif\n#else\nc\n#endif', 'c'],
      ["#if 0\ndon't\n#endif\nb", 'b'],
      ['f(\n#if 0\n1,\n#else\n2,\n#endif\n3);', 'f( 2, 3);'],
      ['#ifdef __linux__\na\n#else\nb\n#endif', 'b'],
    ];
    for (const [text, expected] of cases) assert.equal(squeezed(text), expected, text);
    assert.equal(squeezed('#if FOO\na\n#else\nb\n#endif', { defines: new Map([['FOO', '0']]) }), 'b');
    assert.equal(squeezed('#ifdef __cplusplus\na\n#endif', { language: 'cpp' }), 'a');
  });

  it('tells where the dead branches are', () => {
    const text = 'a\n#if 0\nb\n#elif 0\nc\n#else\nd\n#endif\n';
    const { inactive } = maskSource(text, { language: 'c' });
    assert.deepEqual(
      inactive.map(({ start, end }) => text.slice(start, end).trim()),
      ['b', 'c'],
    );
  });

  it('lists comments and whether they have their line to themselves', () => {
    const { comments } = maskSource('a; // one\n  /* two */ b;', { language: 'c' });
    assert.deepEqual(
      comments.map(({ ownLine }) => ownLine),
      [false, true],
    );
  });

  it('knows code segments', () => {
    const { segments } = maskSource('__declspec(code_seg("PAGE")) void f(); PAGEDX void g();', { language: 'c' });
    assert.deepEqual(
      segments.map(({ segment }) => segment),
      ['PAGE', 'PAGE'],
    );
  });

  it('does not look for words in literals', () => {
    assert.equal(mask('a = "_In_ // x" + \'IN\';'), 'a = "_In_ // x" + \'IN\';');
    assert.equal(mask('a = R"x(/* _In_ )" )x";', { language: 'cpp' }), 'a = R"x(/* _In_ )" )x";');
  });

  it('cuts nesting beyond reason and goes on after it', () => {
    const masked = maskSource(`int x = ${'('.repeat(5000)}1${')'.repeat(5000)};\nint y;`, { language: 'c' });
    assert.equal(masked.lost.length, 1);
    assert.match(masked.text, /;\nint y;$/);
  });
});

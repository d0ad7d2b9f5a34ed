import assert from 'node:assert/strict';
import { PASTE } from '../../../server/src/syntax/ast';
import type { Expr, Stmt } from '../../../server/src/syntax';
import { walkStatement } from '../../../server/src/syntax/walk';
import { exprText, stmtText, typeText } from './notation';
import { bodyOf, parse, statements } from './parse';

async function check(file: string, cases: readonly (readonly [string, string])[]): Promise<void> {
  for (const [source, expected] of cases) assert.equal((await statements(source, file)).join(' '), expected, source);
}

describe('syntax: expressions', () => {
  it('lowers literals with their values', () =>
    check('a.c', [
      ['x = 0x10UL;', 'x = 16;'],
      ['x = 0xFFui64;', 'x = 255;'],
      ['x = 1.5;', 'x = undefined;'],
      ["x = 'a';", 'x = 97;'],
      ["x = 'Tag1';", 'x = 1415669553;'],
      ["x = L'\\x41';", 'x = 65;'],
      ["x = '\\0';", 'x = 0;'],
      ['x = L"a" "b";', 'x = L"a" "b";'],
      ['x = NULL;', 'x = NULL;'],
      ['x = TRUE;', 'x = TRUE;'],
    ]));

  it('lowers operators with their precedence', () =>
    check('a.c', [
      ['x = a | b & c == d;', 'x = (a | (b & (c == d)));'],
      ['x = a - b - c;', 'x = ((a - b) - c);'],
      ['x = !a && ~b || -c;', 'x = ((!(a) && ~(b)) || -(c));'],
      ['x = *p++ + --n;', 'x = (*((p)++) + --(n));'],
      ['x |= a ? b : c;', 'x |= (a ? b : c);'],
      ['a = b = c;', 'a = b = c;'],
      ['a, b;', '(a, b);'],
      ['x = (a);', 'x = a;'],
    ]));

  it('lowers calls, members and indexes', () =>
    check('a.c', [
      ['s->Dispatch->WskSend(s, &b[1].Mdl, 0);', '{{s}->Dispatch}->WskSend(s, &({{b}[1]}.Mdl), 0);'],
      ['(*fn)(a);', '*(fn)(a);'],
      ['f(g(), (a, b));', 'f(g(), (a, b));'],
    ]));

  it('tells casts from operations', () =>
    check('a.c', [
      ['x = (PVOID)&y;', 'x = <PVOID>(&(y));'],
      ['x = a | (ULONG)&b | c;', 'x = ((a | <ULONG>(&(b))) | c);'],
      ['x = (ULONG)-1 == y;', 'x = (<ULONG>(-(1)) == y);'],
      ['x = *(PULONG)&y;', 'x = *(<PULONG>(&(y)));'],
      ['*(PULONG)&y = 5;', '*(<PULONG>(&(y))) = 5;'],
      ['x = (PFOO)(y);', 'x = <PFOO>(y);'],
      ['x = (PFOO)(y)->z;', 'x = <PFOO>({y}->z);'],
      ['x = ((PFOO)(y))->z;', 'x = {<PFOO>(y)}->z;'],
      ['x = (struct foo *)y;', 'x = <struct foo*>(y);'],
      ['x = (flags) & mask;', 'x = (flags & mask);'],
      ['x = (MASK) & mask;', 'x = (MASK & mask);'],
      ['x = (n) - 1;', 'x = (n - 1);'],
      ['(VOID)f(1);', '<VOID>(f(1));'],
      ['x = (fn)(1);', 'x = fn(1);'],
    ]));

  it('takes a name used as a type elsewhere in the file for one', async () => {
    const syntax = await parse('Foo *g(Foo a);\nconst Foo h;\nvoid f() { x = (Foo)&y; z = sizeof(Foo); }');
    assert.deepEqual(bodyOf(syntax.functions.at(-1)), ['x = <Foo>(&(y));', 'z = sizeof<Foo>;']);
  });

  it('lowers sizeof and offsetof', () =>
    check('a.c', [
      [
        'x = sizeof(ULONG) + sizeof(struct foo) + sizeof(a) + sizeof b.c;',
        'x = (((sizeof<ULONG> + sizeof<struct foo>) + sizeof(a)) + sizeof({b}.c));',
      ],
      ['x = offsetof(struct foo, bar);', 'x = offsetof<struct foo>.bar;'],
      ['x = CONTAINING_RECORD(p, struct foo, Link);', 'x = CONTAINING_RECORD(p, foo, Link);'],
    ]));

  it('lowers initialisers', () =>
    check('a.c', [
      ['CTL c = { &ID, 1 };', 'CTL c = {&(ID), 1};'],
      ['CTL c = { .NpiId = &ID, .Mask[2] = 1, [3] = { 0 } };', 'CTL c = {.NpiId=&(ID), .Mask[2]=1, [3]={0}};'],
      ['x = (CTL){ .A = 1 };', 'x = <CTL>{.A=1};'],
      ['CTL c = {0}, *p = &c, a[2];', 'CTL c = {0}, CTL* p = &(c), CTL[2] a;'],
    ]));

  it('lowers C++ expressions', () =>
    check('a.cpp', [
      ['x = static_cast<PVOID>(&y);', 'x = <PVOID>(&(y));'],
      ['reinterpret_cast<A*>(b)->c = 3;', '{<A*>(b)}->c = 3;'],
      ['x = ULONG(3);', 'x = <ULONG>(3);'],
      ['x = nullptr; y = true; z = this->a;', 'x = $nullptr; y = $true; z = {$this}->a;'],
      ['x = NS::f<int>(1);', 'x = f(1);'],
      ["auto p = new (NonPagedPoolNx, 'gaT') Foo(1, 2);", 'auto? p = new Foo(1, 2);'],
      ['delete [] (PVOID)p;', 'delete <PVOID>(p);'],
      ['auto l = [&, q](int z) -> int { return z; };', 'auto? l = [&,q](z){ return z; };'],
      ['x = T{ .a = 1 };', 'x = <T>{.a=1};'],
      ['CTL c{ &ID, 1 }; CTL d(1, 2);', 'CTL c = {&(ID), 1}; CTL d = {1, 2};'],
      ["x = 1'000;", 'x = 1000;'],
      ['WSK_SOCKET &r = *p;', 'WSK_SOCKET& r = *(p);'],
    ]));
});

describe('syntax: statements', () => {
  it('lowers control flow', () =>
    check('a.c', [
      ['if (a) b(); else if (c) d(); else e();', 'if (a) b(); else if (c) d(); else e();'],
      ['while (a) { b(); continue; }', 'while (a) { b(); continue; }'],
      ['do a(); while (b);', 'do a(); while (b);'],
      ['for (i = 0; i < 3; i++) ;', 'for (i = 0; (i < 3); (i)++) empty;'],
      ['for (ULONG i = 0;;) break;', 'for (ULONG i = 0; ; ) break;'],
      [
        'switch (a) { case 1: case B: x(); break; default: y(); }',
        'switch (a) { case 1: case B: x(); break; default: y(); }',
      ],
      ['goto Exit; Exit: return x;', 'goto Exit; Exit: return x;'],
      ['return;', 'return;'],
    ]));

  it('lowers structured exception handling, also in macro dress', () =>
    check('a.c', [
      [
        '__try { a(); __leave; } __except (EXCEPTION_EXECUTE_HANDLER) { b(); }',
        'try { a(); leave; } except (EXCEPTION_EXECUTE_HANDLER) { b(); }',
      ],
      ['__try { a(); } __finally { b(); }', 'try { a(); } finally { b(); }'],
      ['try { a(); leave; } finally { b(); }', 'try { a(); leave; } finally { b(); }'],
      ['try { a(); } except (1) { b(); } c();', 'try { a(); } except (1) { b(); } c();'],
    ]));

  it('lowers C++ statements', () =>
    check('a.cpp', [
      ['for (auto &e : list) e();', 'for (e : list) e();'],
      ['if constexpr (sizeof(int) == 4) a(); else b();', 'if ((sizeof<int> == 4)) a(); else b();'],
      ['if (auto x = f(); x) a();', '{ auto? x = f(); if (x) a(); }'],
      ['if (int y = g()) a();', '{ int y = g(); if (y) a(); }'],
      ['try { a(); } catch (...) { b(); }', 'try { a(); } except () { b(); }'],
      ['auto [r, s] = f();', 'auto? [r,s] = f(), auto&? r = {[r,s]}., auto&? s = {[r,s]}.;'],
    ]));

  it('keeps local declarations with their storage and leaves prototypes out', () =>
    check('a.c', [
      ['static const ULONG x = 1; NTSTATUS g(int); IRP *p, **q;', 'static const ULONG x = 1; IRP* p, IRP** q;'],
      ['NTSTATUS (*fn)(PVOID, int) = NULL;', 'fn(PVOID,int)->NTSTATUS* fn = NULL;'],
    ]));

  it('gives every node its place in the source', async () => {
    const text = 'void f(void)\r\n{\r\n\tctl . EventMask = WSK_EVENT_RECEIVE | 0x2 ; /* c */ g( a , (PVOID)&b );\r\n}';
    const syntax = await parse(text);
    const found: string[] = [];
    const body = syntax.functions[0]?.body;
    assert.ok(body);
    walkStatement(body, (expr: Expr) => found.push(text.slice(expr.start, expr.end)));
    for (const expected of [
      'WSK_EVENT_RECEIVE | 0x2',
      'ctl . EventMask',
      '0x2',
      '(PVOID)&b',
      '&b',
      'g( a , (PVOID)&b )',
    ]) {
      assert.ok(found.includes(expected), expected);
    }
    const second: Stmt | undefined = body.body[1];
    assert.ok(second?.kind === 'expr' && second.expr.kind === 'call');
    assert.equal(text.slice(second.expr.argsSpan.start, second.expr.argsSpan.end), ' a , (PVOID)&b ');
    assert.equal(text.slice(second.start, second.end), 'g( a , (PVOID)&b );');
  });
});

describe('syntax: declarations', () => {
  it('lowers functions with their parameters', async () => {
    const text =
      'static NTSTATUS WSKAPI F(_In_opt_ PVOID Ctx, const ULONG *n, WSK_BUF b[2], NTSTATUS (*cb)(int), ...) { return 0; }';
    const { functions } = await parse(text);
    const fn = functions[0];
    assert.ok(fn?.params);
    assert.deepEqual(fn.params.map((param) => `${typeText(param.type)} ${param.name}`), [
      'PVOID Ctx', 'const ULONG* n', 'WSK_BUF[2] b', 'fn(int)->NTSTATUS* cb',
    ]); // prettier-ignore
    assert.deepEqual([fn.variadic, fn.isStatic, typeText(fn.returnType)], [true, true, 'NTSTATUS']);
    assert.equal(text.slice(fn.nameSpan.start, fn.nameSpan.end), 'F');
  });

  it('takes (VOID) for no parameters', async () => {
    const { functions } = await parse('int f(VOID); int g(void); int h();');
    assert.deepEqual(
      functions.map((fn) => fn.params?.length),
      [0, 0, 0],
    );
  });

  it('sees prototypes through function typedefs', async () => {
    const { functions, variables } = await parse(
      'typedef NTSTATUS MINE(PVOID p);\nIO_COMPLETION_ROUTINE A, B;\nstatic MINE C;\nEVT_WDF_DRIVER_UNLOAD D;\nTHEIRS E;\nOTHER F;',
      'a.c',
      { typedefFunctions: new Set(['THEIRS']) },
    );
    assert.deepEqual(functions.map((fn) => `${fn.isStatic ? 'static ' : ''}${fn.typedefName ?? ''} ${fn.name}`), [
      'IO_COMPLETION_ROUTINE A', 'IO_COMPLETION_ROUTINE B', 'static MINE C', 'EVT_WDF_DRIVER_UNLOAD D', 'THEIRS E',
    ]); // prettier-ignore
    assert.deepEqual(
      variables.map((variable) => variable.name),
      ['F'],
    );
  });

  it('lowers variables', async () => {
    const { variables } = await parse(
      'const WSK_CLIENT_DISPATCH d = { MAKE_WSK_VERSION(1, 0), 0, NULL };\nextern int e;\nstatic PIRP a[2][3], *b;',
    );
    assert.deepEqual(
      variables.map((v) => `${v.storage} ${typeText(v.type)} ${v.name}${v.init ? ` = ${exprText(v.init)}` : ''}`),
      [
        'none const WSK_CLIENT_DISPATCH d = {MAKE_WSK_VERSION(1, 0), 0, NULL}',
        'extern int e',
        'static PIRP[2][3] a',
        'static PIRP* b',
      ],
    );
  });

  it('lowers records with their typedefs, nested and anonymous members', async () => {
    const { records, typedefs } = await parse(
      'typedef struct _CTX { PIRP Irp; union { ULONG A; struct { ULONG B : 3; } s; }; NTSTATUS (*Fn)(int); } CTX, *PCTX;\ntypedef struct _X X, *PX;',
    );
    assert.deepEqual(records.map((r) => [r.kind, r.name, r.typedefs, r.pointerTypedefs]), [
      ['struct', '_CTX', ['CTX'], ['PCTX']], ['union', '', [], []], ['struct', '', [], []],
    ]); // prettier-ignore
    assert.deepEqual(records[0]?.fields.map((f) => [typeText(f.type), f.name, f.record]), [
      ['PIRP', 'Irp', undefined], ['union ', '', 1], ['fn(int)->NTSTATUS*', 'Fn', undefined],
    ]); // prettier-ignore
    assert.equal(records[2]?.fields[0]?.bits?.kind, 'number');
    assert.deepEqual(
      typedefs.map((t) => [t.name, typeText(t.type)]),
      [
        ['X', 'struct _X'],
        ['PX', 'struct _X*'],
      ],
    );
  });

  it('lowers enums and function typedefs', async () => {
    const { enums, typedefs } = await parse(
      'typedef enum _E { A = 1, B } E;\ntypedef NTSTATUS FN(PVOID, int);\ntypedef VOID (*PFN)(int);',
    );
    const shown = enums.map((e) => [e.name, e.typedefs, e.members.map((m) => [m.name, m.value && exprText(m.value)])]);
    assert.deepEqual(shown, [['_E', ['E'], [['A', '1'], ['B', undefined]]]]); // prettier-ignore
    assert.deepEqual(typedefs.map((t) => [t.name, t.functionType?.params.length, typeText(t.type)]), [
      ['FN', 2, 'NTSTATUS'], ['PFN', undefined, 'fn(int)->VOID*'],
    ]); // prettier-ignore
  });

  it('lowers a record once, however many declarators it has', async () => {
    const { records, variables } = await parse('struct { int a; } x = { 1 }, *p;');
    assert.equal(records.length, 1);
    assert.deepEqual(
      variables.map((variable) => variable.name),
      ['x', 'p'],
    );
  });

  it('lowers classes, namespaces, linkage and templates', async () => {
    const text = `namespace N::M { class Foo : public Bar {
      public: Foo(int a) : x(a), y{2} { Init(a); } ~Foo() { } static void S(); virtual int V() const override { return x; } int x; static int c; };
      static int Foo::helper; }
      void N::M::Foo::S() { } extern "C" { void g(); } extern "C" void h() { } template<typename T> T Max(T a) { return a; }`;
    const { functions, records } = await parse(text, 'a.cpp');
    const shown = functions.map((fn) => {
      const flags = { method: fn.isMethod, static: fn.isStatic, template: fn.isTemplate, body: fn.body !== undefined };
      const set = Object.entries(flags).filter(([, value]) => value);
      return `${[...fn.scope, fn.name].join('::')} ${set.map(([name]) => name).join()}`;
    });
    assert.deepEqual(shown, [
      'N::M::Foo::Foo method,body', 'N::M::Foo::~Foo method,body', 'N::M::Foo::S static', 'N::M::Foo::V method,body',
      'N::M::Foo::S body', 'g ', 'h body', 'Max template,body',
    ]); // prettier-ignore
    assert.deepEqual([records[0]?.name, records[0]?.kind, records[0]?.bases], ['Foo', 'class', ['Bar']]);
    assert.deepEqual(
      records[0]?.fields.map((f) => [f.name, f.isStatic]),
      [
        ['x', false],
        ['c', true],
      ],
    );
  });

  it('reads pragmas and includes', async () => {
    const text = `#include "a.h"\n#include <wsk.h>\n#pragma alloc_text(PAGE, f, g)\n#pragma alloc_text ("INIT", h)
      void a() {}\n#pragma code_seg("PAGE")\nvoid b() {}\n#pragma code_seg()\nvoid c() {}
      __declspec(code_seg("PAGE")) void d() {}\nPAGEDX _Use_decl_annotations_ NTSTATUS e() {}\nvoid i() { }
      #pragma code_seg(push, "PAGE")\nvoid j() {}\n#pragma code_seg(pop)\nvoid k() {}`;
    const { includes, allocText, functions } = await parse(text);
    assert.deepEqual(
      includes.map((include) => [include.path, include.system]),
      [
        ['a.h', false],
        ['wsk.h', true],
      ],
    );
    assert.deepEqual(allocText.map((pragma) => [pragma.segment, pragma.names.map((name) => text.slice(name.span.start, name.span.end))]), [
      ['PAGE', ['f', 'g']], ['INIT', ['h']],
    ]); // prettier-ignore
    assert.deepEqual(functions.map((fn) => [fn.name, fn.segment]), [
      ['a', undefined], ['b', 'PAGE'], ['c', undefined], ['d', 'PAGE'], ['e', 'PAGE'], ['i', undefined], ['j', 'PAGE'], ['k', undefined],
    ]); // prettier-ignore
  });

  it('keeps the comments that suppress', async () => {
    const { suppressionComments } = await parse('// wsk-ignore a: b\nint x; /* wsk-ignore c: d */ // other\n');
    assert.deepEqual(suppressionComments.map((comment) => [comment.text, comment.ownLine]), [
      ['// wsk-ignore a: b', true], ['/* wsk-ignore c: d */', false],
    ]); // prettier-ignore
  });

  it('tells the language of a header by what it holds', async () => {
    assert.equal((await parse('#ifdef __cplusplus\nextern "C" {\n#endif\nvoid f();\n', 'a.h')).language, 'c');
    assert.equal((await parse('// class A {\nint namespace_count;\n', 'a.h')).language, 'c');
    assert.equal((await parse('class A { };\n', 'a.h')).language, 'cpp');
    assert.equal((await parse('namespace N { }\n', 'a.h')).language, 'cpp');
    assert.equal((await parse('int x;', 'a.cc')).language, 'cpp');
  });
});

describe('syntax: macros', () => {
  const macro = async (text: string, file = 'a.c') => {
    const { macros } = await parse(text, file);
    const first = macros[0];
    assert.ok(first);
    return first;
  };

  it('parses a body as an expression', async () => {
    for (const [text, expected] of [
      ['#define A 3', '3'],
      ['#define A (0x10)', '16'],
      ['#define A (WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG)', '(WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG)'],
      ["#define A 'gaTW'", String(0x67615457)],
      ['#define A(p) ((PCTL)(p))->Mask', '{<PCTL>(p)}->Mask'],
      ['#define A(X, Y) ((X)&(Y))', '(X & Y)'],
      ['#define A { &NPI, 3 }', '{&(NPI), 3}'],
      ['#define A(x) f(x, #x)', 'f(x, "")'],
      ['#define A B', 'B'],
      ['#define A(f, ...) DbgPrint("x" f, ##__VA_ARGS__)', 'DbgPrint("x", __VA_ARGS__)'],
    ] as const) {
      const { expr } = await macro(text);
      assert.equal(expr && exprText(expr), expected, text);
    }
  });

  it('parses assignments before a comma in C++ as in C', async () => {
    const text = '#define A(x, m) ((x)->a = &N, (x)->b = (m), f(x))';
    const expected = (await macro(text)).expr;
    const { expr } = await macro(text, 'a.cpp');
    assert.ok(expected && expr);
    assert.equal(exprText(expr), exprText(expected));
  });

  it('parses a body as statements', async () => {
    const text =
      '#define CALL(irp, st, call) \\\r\n  do { /* c */ \\\r\n    IoReuseIrp((irp), 0); \\\r\n    st = (call); \\\r\n  } while (0)\r\nint x;';
    const { body, params } = await macro(text);
    assert.deepEqual(params, ['irp', 'st', 'call']);
    assert.deepEqual(body?.map(stmtText), ['do { IoReuseIrp(irp, 0); st = call; } while (0);']);
    const loop = body[0];
    assert.ok(loop?.kind === 'doWhile' && loop.body.kind === 'block');
    const second = loop.body.body[1];
    assert.ok(second);
    assert.equal(text.slice(second.start, second.end), 'st = (call);');
    assert.deepEqual((await macro('#define A() f(); g()')).body?.map(stmtText), ['f();', 'g();']);
    assert.deepEqual((await macro('#define A(s, l) if (!NT_SUCCESS(s)) goto l')).body?.map(stmtText), [
      'if (!(NT_SUCCESS(s))) goto l;',
    ]);
  });

  it('says what it cannot read', async () => {
    const shape = async (text: string) => {
      const { opaque, pastes, blank, expr, body, text: own } = await macro(text);
      return [opaque, pastes, blank ?? false, expr !== undefined || body !== undefined, own];
    };
    assert.deepEqual(await shape('#define A(a) a##1'), [true, true, false, false, 'a##1']);
    assert.deepEqual(await shape('#define A(a, b) a##b##a'), [true, true, false, false, 'a##b##a']);
    assert.deepEqual(await shape('#define A if (x) {'), [true, false, false, false, 'if (x) {']);
    assert.deepEqual(await shape('#define A'), [false, false, true, false, '']);
    assert.deepEqual(await shape('#define A __declspec(dllexport) // c'), [
      false,
      false,
      true,
      false,
      '__declspec(dllexport)',
    ]);
    assert.deepEqual(await shape('#define A static inline'), [false, false, true, false, 'static inline']);
    assert.deepEqual(await shape('#define A unsigned long'), [true, false, false, false, 'unsigned long']);
    assert.deepEqual(await shape('#define A + +'), [true, false, false, false, '+ +']);
  });

  it('reads names that are pasted together', async () => {
    const { expr, opaque, pastes } = await macro('#define A(a) f(a ## Table)');
    assert.deepEqual([opaque, pastes], [false, true]);
    assert.ok(expr?.kind === 'call' && expr.args[0]?.kind === 'ident');
    assert.equal(expr.args[0].name, `a${PASTE}Table`);
  });

  it('reads the uses of macros that stand where declarations do', async () => {
    const text = 'DECLARE(One, f, NULL);\nint x;\nstatic DECLARE(Two)\nnamespace_t y;';
    const { macroCalls, variables } = await parse(text);
    assert.deepEqual(
      macroCalls.map(({ call, isStatic }) => [text.slice(call.start, call.end), isStatic]),
      [
        ['DECLARE(One, f, NULL)', false],
        ['DECLARE(Two)', true],
      ],
    );
    assert.deepEqual(
      variables.map(({ name }) => name),
      ['x', 'y'],
    );
  });

  it('leaves out the macros of dead branches', async () => {
    const { macros } = await parse('#if 0\n#define A 1\n#else\n#define A 2\n#endif');
    assert.deepEqual(
      macros.map((m) => m.text),
      ['2'],
    );
  });
});

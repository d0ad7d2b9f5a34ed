/** Texts of a size and a shape that no person writes. Each ends in a function with one mistake, which may still be found. */

const head = '#include <wsk.h>\n';

export function mistake(name: string): string {
  return `NTSTATUS ${name}(PWSK_SOCKET s, const WSK_PROVIDER_CONNECTION_DISPATCH *d)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    c.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof c, &c, 0, NULL, NULL, NULL);
}
`;
}

function repeated(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_unused, index) => piece(index)).join('');
}

function nested(count: number, open: string, close: string, inside = ''): string {
  return open.repeat(count) + inside + close.repeat(count);
}

/** `scale` 1 is what has to be read in five seconds. */
export function extremes(scale: number): ReadonlyMap<string, () => string> {
  const n = (count: number): number => Math.max(1, Math.round(count * scale));
  const body = (text: string): string => `${head}void g(PWSK_SOCKET s, PIRP irp, int a) {${text}}\n${mistake('F')}`;
  const all: Readonly<Record<string, () => string>> = {
    'parentheses.c': () => `${head}int x = ${nested(n(100_000), '(', ')', '1')};\n${mistake('F')}`,
    'parentheses in a body.c': () => body(`a = ${nested(n(100_000), '(', ')', '1')};`),
    'blocks.c': () => body(nested(n(100_000), '{', '}')),
    'ifs.c': () => body(`${'if (a) '.repeat(n(50_000))};`),
    'else ifs.c': () => body(`${'if (a) a = 1; else '.repeat(n(50_000))};`),
    'loops.c': () => body(nested(n(2_000), 'while (a) {', '}', 'WskFoo(s);')),
    'calls.c': () => body(`${nested(n(30_000), 'f(', ')', '1')};`),
    'unary operators.c': () => body(`a = ${'!'.repeat(n(100_000))}a;`),
    'binary operators.c': () => body(`a = ${'a + '.repeat(n(50_000))}a;`),
    'conditional operators.c': () => body(`a = ${'a ? a : '.repeat(n(50_000))}a;`),
    'casts.c': () => body(`a = ${'(int)'.repeat(n(50_000))}a;`),
    'members.c': () => body(`a${'.b'.repeat(n(50_000))} = 1;`),
    'elements.c': () => body(`a${'[0]'.repeat(n(50_000))} = 1;`),
    'commas.c': () => body(`${'a, '.repeat(n(50_000))}a;`),
    'stars.c': () => `${head}int ${'*'.repeat(n(100_000))}p;\n${mistake('F')}`,
    'initialisers.c': () => `${head}int a[] = ${nested(n(100_000), '{', '}')};\n${mistake('F')}`,
    'structures.c': () => head + nested(n(10_000), 'struct a {', '} x;') + mistake('F'),
    'namespaces.cpp': () =>
      head + nested(n(10_000), 'namespace a {', '}', mistake('F').replace('->Wsk', '->Basic.Wsk')),
    'templates.cpp': () =>
      `${head}${nested(n(10_000), 'A<', '>', 'int')} a;\n${mistake('F').replace('->Wsk', '->Basic.Wsk')}`,
    'ifs without an end.c': () => head + '#if A\n'.repeat(n(100_000)) + mistake('F'),
    'ifs in ifs.c': () => head + nested(n(20_000), '#if A\n', '#endif\n', mistake('F')),
    'macros of macros.c': () =>
      `${head}${repeated(n(5_000), (i) => `#define M${i} M${i + 1}\n`)}${mistake('F').replace('WSK_EVENT_RECEIVE', 'M0')}`,
    'macros in a circle.c': () => `${head}#define A B\n#define B A\n${mistake('F').replace('WSK_EVENT_RECEIVE', 'A')}`,
    'macros that double.c': () =>
      `${head}#define X0(a) KeSetEvent(a, 0, 0);\n${repeated(40, (i) => `#define X${i + 1}(a) X${i}(a) X${i}(a)\n`)}${mistake('F')}void g(void *e) { X40(e) }\n`,
    'calls that double.c': () =>
      `${head}static void f60(PWSK_SOCKET s, int a) { WskX(s); }\n${repeated(60, (i) => `static void f${59 - i}(PWSK_SOCKET s, int a) { if (a) f${60 - i}(s, a); else f${60 - i}(s, a + 1); }\n`)}${mistake('F')}`,
    'recursion.c': () =>
      `${head}NTSTATUS g(PWSK_SOCKET s, PIRP i) { return h(s, i); }\nNTSTATUS h(PWSK_SOCKET s, PIRP i) { ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, i); return g(s, i); }\n${mistake('F')}`,
    'branches.c': () =>
      body(
        `${repeated(n(2_000), (i) => `if (a == ${i}) { x${i} = 1; IoFreeIrp(irp); irp = IoAllocateIrp(1, FALSE); }\n`)}WskFoo(s);`,
      ),
    'labels.c': () =>
      body(`${repeated(n(3_000), (i) => `L${i}: if (a == ${i}) goto L${(i * 7919) % n(3_000)};\n`)}WskFoo(s);`),
    'cases.c': () => body(`switch (a) {${repeated(n(20_000), (i) => `case ${i}: a = ${i};\n`)}}`),
    'a line of ten megabytes.c': () => `${head}int a[] = {${'1,'.repeat(n(5_000_000))}};\n${mistake('F')}`,
    'a comment of ten megabytes.c': () => `${head}/*${'x'.repeat(n(10_000_000))}*/${mistake('F')}`,
    'a name of a megabyte.c': () => `${head}int ${'x'.repeat(n(1_000_000))};\n${mistake('F')}`,
    'nothing but NUL.c': () => head + '\0'.repeat(n(1_000_000)) + mistake('F'),
    'a comment without an end.c': () => `${head}${mistake('F')}/*${'x\n'.repeat(n(1_000_000))}`,
    'a string without an end.c': () => `${head}${mistake('F')}"${'x\\\n'.repeat(n(500_000))}`,
    'spliced lines.c': () => `${head}${mistake('F')}#define X ${'\\\n'.repeat(n(500_000))} 1\n`,
    'empty lines.c': () => head + '\n'.repeat(n(1_000_000)) + mistake('F'),
    'half pairs.c': () => `${head}// ${'\ud800'.repeat(n(100_000))}\n"${'\udc00'.repeat(n(100_000))}"\n${mistake('F')}`,
    'marks.c': () => '\ufeff'.repeat(n(100_000)) + head + mistake('F'),
  };
  return new Map(Object.entries(all));
}

/** A file that only a budget ends. */
export function endless(megabytes: number): string {
  const parts = [head];
  let length = 0;
  for (let i = 0; length < megabytes * 1e6; i++) {
    const text = mistake(`F${i}`);
    parts.push(text);
    length += text.length;
  }
  return parts.join('');
}

export function manyLines(lines: number): string {
  return head + mistake('F') + 'int x;\n'.repeat(lines);
}

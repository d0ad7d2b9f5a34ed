import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateCondition, integerValue } from '../../../server/src/text/condition';
import { decodeSource } from '../../../server/src/text/decode';
import { createWordGate, mentionsAny } from '../../../server/src/text/gate';
import { scan, TokenKind } from '../../../server/src/text/scan';

describe('text: decode', () => {
  const text = 'int f(); // \u00e9\u4e2d\r\n';

  it('reads UTF-8 with and without byte order mark', () => {
    const bytes = new TextEncoder().encode(text);
    assert.deepEqual(decodeSource(bytes), { text, encoding: 'utf-8', byteOrderMark: false });
    const marked = decodeSource(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]));
    assert.deepEqual(marked, { text, encoding: 'utf-8', byteOrderMark: true });
  });

  it('reads UTF-16 in both orders, marked or not', () => {
    const little = Uint8Array.from(Buffer.from(text, 'utf16le'));
    const big = Uint8Array.from(little, (_byte, i) => little[i ^ 1] ?? 0);
    assert.equal(decodeSource(Uint8Array.from([0xff, 0xfe, ...little])).text, text);
    assert.equal(decodeSource(Uint8Array.from([0xfe, 0xff, ...big])).text, text);
    assert.deepEqual(decodeSource(little), { text, encoding: 'utf-16le', byteOrderMark: false });
    assert.deepEqual(decodeSource(big), { text, encoding: 'utf-16be', byteOrderMark: false });
  });

  it('gives every byte of another encoding one character', () => {
    // "中" in GBK and a lone Latin-1 letter: neither is UTF-8.
    const bytes = Uint8Array.from([...Buffer.from('int a; // '), 0xd6, 0xd0, 0xe9, 0x0a]);
    const decoded = decodeSource(bytes);
    assert.equal(decoded.encoding, 'latin1');
    assert.equal(decoded.text.length, bytes.length);
    assert.ok(decoded.text.startsWith('int a; // '));
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeSource(bytes).text === 'string'));
  });
});

describe('text: scan', () => {
  const kinds = (text: string, language: 'c' | 'cpp' = 'c'): string[] => {
    const names = new Map(Object.entries(TokenKind).map(([name, kind]) => [kind as number, name]));
    const tokens = scan(text, { language });
    return Array.from({ length: tokens.count }, (_, i) => `${names.get(tokens.kind(i)) ?? ''} ${tokens.textOf(i)}`);
  };

  it('finds every kind of token', () => {
    assert.deepEqual(kinds('a+=0x1F; // c\nL"s\\"t" \'x\' ... p->q'), [
      'Ident a', 'Punct +', 'Punct =', 'Number 0x1F', 'Punct ;', 'Comment // c', 'String L"s\\"t"', "Char 'x'", 'Punct ...',
      'Ident p', 'Punct ->', 'Ident q',
    ]); // prettier-ignore
  });

  it('takes a directive to the end of its logical line', () => {
    assert.deepEqual(kinds('#define A 1 \\\n 2 /* x */ // y\nb'), [
      'Directive #define A 1 \\\n 2', 'Comment /* x */', 'Comment // y', 'Ident b',
    ]); // prettier-ignore
    assert.deepEqual(kinds('a # b'), ['Ident a', 'Punct #', 'Ident b']);
    assert.deepEqual(kinds("#error don't /* x\n */ a"), ["Directive #error don't /* x\n */ a", 'Comment /* x\n */']);
  });

  it('ends what is never closed', () => {
    assert.deepEqual(kinds('"abc\nd'), ['String "abc', 'Ident d']);
    assert.deepEqual(kinds("'abc\nd"), ["Char 'abc", 'Ident d']);
    assert.deepEqual(kinds('/* abc\nd'), ['Comment /* abc\nd']);
  });

  it('reads the literals of C++', () => {
    assert.deepEqual(kinds('1\'000 R"x(a)" )x" u8"a"', 'cpp'), ["Number 1'000", 'String R"x(a)" )x"', 'String u8"a"']);
  });

  it('covers the text in order, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.constantFrom<'c' | 'cpp'>('c', 'cpp'),
        (text, language) => {
          const tokens = scan(text, { language });
          for (let i = 0; i < tokens.count; i++) {
            assert.ok(tokens.start(i) < tokens.end(i) && tokens.end(i) <= text.length);
          }
        },
      ),
    );
  });
});

describe('text: conditions', () => {
  const lookup = (name: string): string | null | undefined =>
    ({ ONE: '1', TWO: '(ONE + 1)', NOT: null, LOOP: 'LOOP' })[name];

  it('computes what is known', () => {
    const cases: [string, number | undefined][] = [
      ['1', 1], ['0x10UL', 16], ['ONE && !NOT', 1], ['TWO == 2', 1], ['defined(ONE) || X', 1], ['defined X', undefined],
      ['X && 0', 0], ['X || 1', 1], ['X || 0', undefined], ['1 ? 2 : 3', 2], ['(1 << 4) | 1', 17], ['LOOP', undefined],
      ['5 / 0', undefined], ['F(1)', undefined], ["'A' == 65", 1], ['-1 < 0', 1], ['~0 == -1', 1], ['', undefined], ['1 +', undefined],
    ]; // prettier-ignore
    for (const [text, value] of cases) assert.equal(evaluateCondition(text, lookup), value, text);
  });

  it('does not overflow on deep nesting', () => {
    assert.equal(evaluateCondition(`${'('.repeat(50_000)}1${')'.repeat(50_000)}`, lookup), undefined);
  });

  it('reads integer literals exactly or not at all', () => {
    assert.equal(integerValue('017'), 15);
    assert.equal(integerValue('0xFFui64'), 255);
    assert.equal(integerValue("1'000'000"), 1_000_000);
    assert.equal(integerValue('0b101'), 5);
    assert.equal(integerValue('0xFFFFFFFFFFFFFFFF'), undefined);
    assert.equal(integerValue('1.5'), undefined);
    assert.equal(integerValue('08'), undefined);
  });
});

describe('text: gate', () => {
  it('looks for whole words', () => {
    assert.equal(mentionsAny('x = WskRegister(a);', ['WskRegister']), true);
    assert.equal(mentionsAny('x = MyWskRegisterX(a);', ['WskRegister']), false);
    assert.equal(createWordGate([])('anything'), false);
  });
});

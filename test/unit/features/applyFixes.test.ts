import assert from 'node:assert/strict';
import { applyEdits, chooseSafeEdits } from '../../../server/src/features/applyFixes';
import type { Finding, TextEdit } from '../../../server/src/rules/finding';

function edit(start: number, end: number, newText: string, file = 'a.c'): TextEdit {
  return { location: { file, start, end }, newText };
}

function finding(safe: boolean, ...edits: TextEdit[]): Finding {
  const message = { key: 'x/y', args: {} };
  return {
    rule: 'x',
    severity: 'error',
    location: { file: 'a.c', start: 0, end: 0 },
    message,
    related: [],
    fixes: [{ title: message, safe, edits }],
  };
}

describe('applying fixes', () => {
  it('takes safe fixes only', () => {
    const safe = edit(3, 4, 'b');
    assert.deepEqual(chooseSafeEdits([finding(false, edit(0, 1, 'a')), finding(true, safe)]), [safe]);
  });

  it('takes a fix whole or not at all when it touches another one', () => {
    const first = edit(0, 4, 'a');
    const chosen = chooseSafeEdits([finding(true, first), finding(true, edit(4, 6, 'b'), edit(9, 9, 'c'))]);
    assert.deepEqual(chosen, [first]);
  });

  it('takes an edit that two fixes share once', () => {
    const shared = edit(0, 0, '#include <x.h>\n');
    const chosen = chooseSafeEdits([finding(true, shared, edit(5, 6, 'a')), finding(true, shared, edit(8, 9, 'b'))]);
    assert.equal(chosen.length, 3);
  });

  it('does not mix files up', () => {
    const chosen = chooseSafeEdits([finding(true, edit(0, 4, 'a')), finding(true, edit(0, 4, 'b', 'b.c'))]);
    assert.equal(chosen.length, 2);
  });

  it('applies edits in any order, adjoining ones of one fix included', () => {
    assert.equal(
      applyEdits('0123456789', [edit(8, 10, 'X'), edit(0, 1, ''), edit(4, 4, '--'), edit(4, 6, 'Y')]),
      '123--Y67X',
    );
  });
});

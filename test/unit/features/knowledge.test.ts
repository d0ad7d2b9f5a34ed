import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Shift } from '../../../server/src/features/knowledge';

describe('places of a text that is being edited', () => {
  it('are found in the text from before', () => {
    const shift = new Shift('one two three', 'one twenty two three');
    assert.equal(shift.toBefore(0), 0);
    assert.equal('one two three'.slice(shift.toBefore('one twenty two '.length)), 'three');
    assert.equal(new Shift('same', 'same').toBefore(3), 3);
  });

  it('lie inside of it, and in its order, for any edit', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (head, removed, added, tail) => {
        const before = head + removed + tail;
        const after = head + added + tail;
        const shift = new Shift(before, after);
        let last = 0;
        for (let offset = 0; offset <= after.length; offset++) {
          const there = shift.toBefore(offset);
          assert.ok(there >= last && there <= before.length);
          last = there;
        }
      }),
    );
  });
});

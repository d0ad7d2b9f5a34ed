/** What a text says about other files, without being parsed. */
import assert from 'node:assert/strict';
import { Outline } from '../../../server/src/wsk/outline';

describe('wsk: outline', () => {
  it('knows functions by their bodies, whatever remarks stand between', () => {
    const text = `NTSTATUS A(int a) // what it does
{ return C(a) /* not a body */ ; }
NTSTATUS B(int a)
/* what it does: { nothing } */
{
    D(a); /* { */
}
`;
    assert.deepEqual([...new Outline('a.c', text).defined], ['A', 'B']);
  });
});

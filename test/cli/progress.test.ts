import assert from 'node:assert/strict';
import { Progress } from '../../server/src/cli/progress';

describe('progress', () => {
  function run(isTTY: boolean): string {
    let written = '';
    let now = 0;
    const progress = new Progress({ isTTY, write: (text) => (written += text) }, () => now);
    progress.say('soon');
    for (now = 550; now < 800; now += 50) progress.say(`at ${now}`);
    progress.say('analysing', true);
    progress.end();
    progress.end();
    return written;
  }

  it('says little, and leaves nothing on a terminal', () => {
    const line = '\r\u001b[K';
    assert.equal(run(true), `${line}at 550${line}at 650${line}at 750${line}analysing${line}`);
  });

  it('says nothing elsewhere', () => {
    assert.equal(run(false), '');
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';

function build(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ['scripts/build.mjs', ...args], { encoding: 'utf8' });
}

describe('scripts/build.mjs', () => {
  it('names the parts when asked for an unknown one', () => {
    const { status, stderr } = build('serverr');
    assert.equal(status, 1);
    assert.match(stderr, /no part is called serverr; there are client, page, server, cli/);
  });
});

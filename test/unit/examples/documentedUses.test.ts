/** The three uses of event callbacks that the documentation shows, written anew: what the checker says of each, and no more. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check, listed } from '../checker';
import { analysed } from '../features/analysed';
import { hoverAt } from '../../../server/src/features/hover';

const home = path.join(
  path.dirname(require.resolve('../../../package.json')),
  'test',
  'unit',
  'examples',
  'documented',
);

function text(name: string): string {
  return readFileSync(path.join(home, name), 'utf8');
}

async function findings(name: string, code = text(name)): Promise<string[]> {
  const found = await check(new Map([[name, code]]));
  return found.map(({ rule, severity, line }) => `${severity} ${rule} at ${line}`);
}

describe('documented uses', () => {
  it('enabling two events of a connection without an IRP is right', async () => {
    assert.deepEqual(await findings('enable.c'), []);
  });

  it('disabling with an IRP and a control structure on the stack is worth one information', async () => {
    const code = text('disable.c');
    const line = code.slice(0, code.indexOf('&Request,')).split('\n').length;
    assert.deepEqual(await findings('disable.c'), [`information control-buffer-lifetime at ${line}`]);
  });

  it('dots that stand for code left out change nothing', async () => {
    const code = text('disable.c').replace('TeardownNext(Socket);', '...');
    assert.ok(code.includes('...'));
    const found = await check(new Map([['disable.c', code]]));
    assert.equal(found.length, 1, listed(found));
    assert.equal(found[0]?.rule, 'control-buffer-lifetime');
  });

  it('a stray comma behind the last parameter hides nothing', async () => {
    const right = text('static.c');
    const stray = right.replace('PAPP_BINDING Binding)', 'PAPP_BINDING Binding,\n    )');
    assert.notEqual(stray, right);
    assert.deepEqual(await findings('static.c', right), []);
    assert.deepEqual(await findings('static.c', stray), []);
    const wrong = stray.replace('WSK_EVENT_RECEIVE_FROM |', 'WSK_EVENT_DISABLE |');
    assert.notEqual(wrong, stray);
    assert.match((await findings('static.c', wrong)).join(), /^error static-disable-flag at \d+$/);
  });

  it('a stray comma leaves the hovers, with what the code does here', async () => {
    const stray = text('static.c').replace('PAPP_BINDING Binding)', 'PAPP_BINDING Binding,\n    )');
    const { facts } = await analysed({ 'static.c': stray });
    for (const name of ['WskControlClient', 'WSK_SET_STATIC_EVENT_CALLBACKS', 'EventMask', 'WSK_EVENT_RECEIVE_FROM']) {
      const offset = stray.indexOf(name);
      assert.ok(offset > 0, name);
      const hover = hoverAt({ path: 'static.c', text: stray, offset, language: 'en', facts });
      assert.ok(hover?.markdown, name);
      if (name !== 'WSK_SET_STATIC_EVENT_CALLBACKS') continue;
      const plain = hoverAt({ path: 'static.c', text: stray, offset, language: 'en', facts: undefined });
      assert.notEqual(hover.markdown, plain?.markdown);
    }
  });
});

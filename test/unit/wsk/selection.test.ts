import assert from 'node:assert/strict';
import { Outline } from '../../../server/src/wsk/outline';
import { selectFiles } from '../../../server/src/wsk/selection';

describe('files that are read', () => {
  const user = 'void Stop(PWSK_SOCKET Socket);\n';
  const includer = '#include <wsk.h>\nvoid Wait(void) {}\n';

  /** A code base with so many other files that only what is near a use of WSK is looked at. */
  const selected = (texts: Readonly<Record<string, string>>, others = 200): readonly string[] => {
    const plain = Array.from({ length: others }, (_, i) => [`other/${i}/plain.c`, 'int x;\n'] as const);
    const all = [...Object.entries(texts), ...plain];
    return selectFiles(new Map(all.map(([path, text]) => [path, new Outline(path, text)])));
  };

  it('leave out one that includes the header and names nothing of it', () => {
    assert.deepEqual(selected({ 'net/driver/stop.c': user, 'disk/filter/wait.c': includer }), ['net/driver/stop.c']);
    assert.deepEqual(selected({ 'filter/wait.c': includer }), []);
  });

  it('hold it where it handles IRPs, or silences a rule, which it may do for nothing', () => {
    assert.deepEqual(selected({ 'filter/wait.c': `${includer}void Free(PIRP Irp);\n` }), ['filter/wait.c']);
    assert.deepEqual(selected({ 'filter/wait.c': `// wsk-ignore npi-id: old\n${includer}` }), ['filter/wait.c']);
  });

  it('hold it where a file beside it names something of WSK', () => {
    const both = ['driver/stop.c', 'driver/wait.c'];
    assert.deepEqual(selected({ 'driver/stop.c': user, 'driver/wait.c': includer }), both);
    assert.deepEqual(selected({ 'driver/stop.c': user, 'lib/wait.c': includer }, 0), ['driver/stop.c', 'lib/wait.c']);
  });
});

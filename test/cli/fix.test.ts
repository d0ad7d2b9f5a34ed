import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fixable, fixed, headers, switchEvents } from './drivers';
import { DriverFolder, rulesOf } from './commandLine';

describe('wsk-lint --fix', () => {
  let folder: DriverFolder;

  beforeEach(() => {
    folder = new DriverFolder({ 'a.c': fixable });
  });

  afterEach(() => folder.dispose());

  it('applies safe fixes and reports what is left', () => {
    const { status, stdout } = folder.run(['a.c', '--fix']);
    assert.equal(status, 0, stdout);
    assert.equal(folder.read('a.c'), fixed);
    assert.equal(folder.run(['a.c', '--fix']).status, 0);
    assert.equal(folder.read('a.c'), fixed);
  });

  it('fixes several findings of a file at once', () => {
    const two = switchEvents('WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT', 'Second');
    folder.write('a.c', `// wsk-ignore npi-id: nothing here\n${fixable}${two}`);
    folder.run(['a.c', '--fix']);
    assert.equal(rulesOf(folder.json(['a.c'])), '');
    assert.ok(!folder.read('a.c').includes('||') && !folder.read('a.c').includes('wsk-ignore'));
  });

  it('keeps encodings, byte order marks and line ends', () => {
    const windows = (text: string): string => text.replace(/\n/g, '\r\n');
    const comment = '// größer\n';
    folder.write('bom.c', Buffer.from(`\ufeff${comment}${fixable}`));
    folder.write('wide.c', Buffer.from(windows(`\ufeff${comment}${fixable}`), 'utf16le'));
    folder.write('big.c', Buffer.from(`\ufeff${comment}${fixable}`, 'utf16le').swap16());
    folder.write('latin.c', Buffer.from(comment + fixable, 'latin1'));
    for (const name of ['bom.c', 'wide.c', 'big.c', 'latin.c'])
      assert.equal(folder.run([name, '--fix']).status, 0, name);
    assert.deepEqual(folder.bytes('bom.c'), Buffer.from(`\ufeff${comment}${fixed}`));
    assert.deepEqual(folder.bytes('wide.c'), Buffer.from(windows(`\ufeff${comment}${fixed}`), 'utf16le'));
    assert.deepEqual(folder.bytes('big.c'), Buffer.from(`\ufeff${comment}${fixed}`, 'utf16le').swap16());
    assert.deepEqual(folder.bytes('latin.c'), Buffer.from(comment + fixed, 'latin1'));
  });

  it('does not touch a file whose bytes would not come back', () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeff// broken: '),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from(`\n${fixable}`),
    ]);
    folder.write('broken.c', bytes);
    const { status, stderr } = folder.run(['broken.c', '--fix']);
    assert.equal(status, 2);
    assert.match(stderr, /broken\.c: not fixed/);
    assert.deepEqual(folder.bytes('broken.c'), bytes);
  });

  it('--fix-dry-run prints a diff that applies, and changes nothing', function () {
    folder.write('sub/b.c', `${headers}${switchEvents('WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT', 'B')}`);
    const { stdout, status } = folder.run(['.', '--fix-dry-run']);
    assert.equal(status, 0);
    assert.match(stdout, /^--- a\/a\.c\n\+\+\+ b\/a\.c\n@@ /);
    assert.match(stdout, /^-.*\|\|.*\n\+.* \| /m);
    assert.equal(folder.read('a.c'), fixable);
    const git = spawnSync('git', ['apply', '-'], { cwd: folder.path, input: stdout, encoding: 'utf8' });
    if (git.error) this.skip();
    assert.equal(git.status, 0, git.stderr);
    assert.equal(folder.read('a.c'), fixed);
    assert.ok(!folder.read('sub/b.c').includes('||'));
  });

  it('--fix-dry-run prints the bytes of the file, so that the diff applies to any encoding', function () {
    // 注释 in GBK, which the program takes for Latin-1, and a file that begins with a byte order mark.
    const gbk = Buffer.concat([Buffer.from('// '), Buffer.from([0xd7, 0xa2, 0xca, 0xcd]), Buffer.from(`\n${fixable}`)]);
    const marked = Buffer.from(`\ufeff// 注释\r\n${fixable.replace(/\n/g, '\r\n')}`);
    folder.write('a.c', gbk);
    folder.write('b.c', marked);
    const diff = folder.runRaw(['.', '--fix-dry-run']);
    const git = spawnSync('git', ['apply', '-'], { cwd: folder.path, input: diff });
    if (git.error) this.skip();
    assert.equal(git.status, 0, git.stderr.toString());
    const before = { a: gbk.toString('latin1'), b: marked.toString('latin1') };
    assert.equal(folder.bytes('a.c').toString('latin1'), before.a.replace('||', '|'));
    assert.equal(folder.bytes('b.c').toString('latin1'), before.b.replace('||', '|'));
  });

  it('--fix-dry-run works on standard input', () => {
    const { stdout } = folder.run(['--stdin-filename', 'x.c', '--fix-dry-run'], { input: fixable });
    assert.match(stdout, /^--- a\/x\.c\n/);
  });
});

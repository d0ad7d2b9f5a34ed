import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parseConfigFile } from '../../server/src/workspace/configFile';
import { fixable, right, wrong } from './drivers';
import { DriverFolder, rulesOf } from './commandLine';

describe('wsk-lint.json', () => {
  let folder: DriverFolder;

  beforeEach(() => {
    folder = new DriverFolder({ 'src/wrong.c': wrong, 'src/old/fixable.c': fixable.replace('SwitchEvents', 'Old') });
  });

  afterEach(() => folder.dispose());

  function configure(value: unknown, name = 'wsk-lint.json'): void {
    folder.write(name, typeof value === 'string' ? value : JSON.stringify(value));
  }

  it('is found upwards of what is checked, the nearest first', () => {
    configure({ rules: { 'disable-one-event': 'off' } });
    assert.equal(rulesOf(folder.json(['src'])), 'event-mask-operator');
    assert.equal(rulesOf(folder.json(['.'], { cwd: 'src' })), 'event-mask-operator');
    configure({}, 'src/wsk-lint.json');
    assert.equal(rulesOf(folder.json(['src'])), 'event-mask-operator disable-one-event');
    assert.equal(rulesOf(folder.json(['src', '--config', 'wsk-lint.json'])), 'event-mask-operator');
  });

  it('holds for its folder in place of those above, which still leave out what they leave out', () => {
    configure({ rules: { 'event-mask-operator': 'off' } });
    configure({ rules: { 'disable-one-event': 'off' } }, 'src/old/wsk-lint.json');
    folder.write('src/old/both.c', wrong.replace('SwitchEvents', 'Both'));
    const filesOf = (args: readonly string[], cwd = ''): string =>
      folder
        .json(args, { cwd })
        .diagnostics.map(({ file, rule }) => `${file} ${rule}`)
        .join('\n');
    for (const [args, before, cwd] of [
      [['.'], 'src/', ''],
      [['src/**/*.c'], 'src/', ''],
      [['src/old/both.c', './src/wrong.c', 'src/old/fixable.c'], 'src/', ''],
      [['../src'], '../src/', 'src'],
    ] as const) {
      const said = filesOf(args, cwd);
      assert.match(said, new RegExp(`${before}old/fixable\\.c event-mask-operator`), said);
      assert.match(said, new RegExp(`${before}wrong\\.c disable-one-event`), said);
      assert.ok(!said.includes('both.c'), said);
    }
    const alone = folder.json(['.', '--config', 'wsk-lint.json']);
    assert.equal(rulesOf(alone), 'disable-one-event disable-one-event');
    folder.write('src/old/.wsk-lintignore', 'fixable.c\n');
    assert.equal(rulesOf(folder.json(['.'])), 'disable-one-event');
    folder.write('.wsk-lintignore', 'wrong.c\n');
    assert.equal(rulesOf(folder.json(['.'])), '');
    assert.equal(rulesOf(folder.json(['src/wrong.c', 'src/old/fixable.c'])), 'event-mask-operator disable-one-event');
    configure('{', 'src/old/wsk-lint.json');
    assert.match(folder.run(['.']).stderr, /^wsk-lint: src\/old\/wsk-lint\.json: not valid JSON/);
  });

  it('holds for standard input by the name that it is given', () => {
    configure({ rules: { 'disable-one-event': 'off' } }, 'src/wsk-lint.json');
    assert.equal(rulesOf(folder.json(['--stdin-filename', 'src/new.c'], { input: wrong })), '');
    assert.equal(rulesOf(folder.json(['--stdin-filename', 'new.c'], { input: wrong })), 'disable-one-event');
  });

  it('gives way to options', () => {
    configure({ rules: { 'disable-one-event': 'off' }, minSeverity: 'error', failOn: 'hint' });
    const report = folder.json(['src', '--rule', 'disable-one-event=warning', '--min-severity', 'hint']);
    assert.deepEqual(
      report.diagnostics.map(({ rule, severity }) => `${rule} ${severity}`),
      ['event-mask-operator error', 'disable-one-event warning'],
    );
  });

  it('excludes files, relative to itself, but not those that are named', () => {
    configure({ exclude: ['old/**'] }, 'src/wsk-lint.json');
    assert.equal(folder.json(['src']).files, 1);
    assert.equal(folder.json(['.'], { cwd: 'src' }).files, 1);
    assert.equal(folder.json(['src/old/fixable.c']).files, 1);
    configure({ exclude: ['**/wrong.*'] }, 'src/wsk-lint.json');
    assert.equal(rulesOf(folder.json(['src'])), 'event-mask-operator');
  });

  it('leaves out what .wsk-lintignore names, whatever the folder that it is called from', () => {
    folder.write('.wsk-lintignore', '# generated\r\nold\r\n\r\n!src/old/fixable.c\r\n');
    folder.write('src/old/other.c', wrong);
    const files = (args: readonly string[], cwd?: string): number =>
      folder.json(args, cwd === undefined ? {} : { cwd }).files;
    const before = files(['src', 'src/old/other.c']);
    assert.equal(files(['src']), before - 1);
    assert.equal(files(['.'], 'src'), before - 1);
    assert.equal(files(['**/*.c']), before - 1);
    folder.write('.wsk-lintignore', '/src/old/\n');
    assert.equal(files(['src']), before - 2);
  });

  it('sets what fails', () => {
    configure({ rules: { 'disable-one-event': 'warning', 'event-mask-operator': 'hint' }, failOn: 'warning' });
    assert.equal(folder.run(['src']).status, 1);
    assert.equal(folder.run(['src', '--fail-on', 'error']).status, 0);
  });

  it('is refused with words that name the place', () => {
    for (const [text, line] of [
      ['{', /not valid JSON/],
      ['{\n  "rules": [}', /not valid JSON: line 2, column 13: /],
      ['[]', /the file: expected an object { … }, found a list/],
      ['{"rule": {}}', /the file: unknown property "rule"; is "rules" meant\?/],
      ['{"rules": {"disable-one-event": "fatal"}}', /rules\.disable-one-event: expected one of off, .*, found "fatal"/],
      ['{"rules": {"disable-one-evnt": "off"}}', /there is no rule "disable-one-evnt"; is "disable-one-event" meant\?/],
      ['{"exclude": "x"}', /exclude: expected a list \[ … \], found a string/],
      ['{"exclude": [1]}', /exclude\[0\]: expected a string, found number/],
      ['{"defines": {"1A": "x"}}', /defines: "1A" is not a valid name/],
    ] as const) {
      configure(text);
      const { status, stderr, stdout } = folder.run(['src']);
      assert.equal(status, 2, text);
      assert.match(stderr, line);
      assert.match(stderr, /^wsk-lint: wsk-lint\.json: /, text);
      assert.equal(stdout, '');
    }
    assert.match(folder.run(['src', '--config', 'other.json']).stderr, /^wsk-lint: other\.json: no such file\n$/);
  });

  it('is judged as its published schema judges it', () => {
    const schema: unknown = JSON.parse(readFileSync('server/src/workspace/wsk-lint.schema.json', 'utf8'));
    assert.ok(typeof schema === 'object' && schema !== null);
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    for (const value of [
      {},
      { $schema: 'x' },
      { rules: { 'npi-id': 'off' } },
      { rules: { 'npi-id': 3 } },
      { rules: [] },
      { rules: null },
      { defines: { A: '' } },
      { defines: { A: 1 } },
      { defines: { 'A-B': '' } },
      { exclude: [] },
      { exclude: ['a', 'b'] },
      { exclude: ['a', null] },
      { minSeverity: 'hint', failOn: 'error' },
      { minSeverity: 'off' },
      { unknown: 1 },
      [],
      null,
      'x',
    ]) {
      const config = parseConfigFile(JSON.stringify(value), ['npi-id']);
      assert.equal(!('errors' in config), validate(value), JSON.stringify(value));
    }
  });
});

describe('baseline', () => {
  let folder: DriverFolder;

  beforeEach(() => {
    folder = new DriverFolder({ 'src/wrong.c': wrong, 'src/right.c': right.replace('SwitchEvents', 'Right') });
  });

  afterEach(() => folder.dispose());

  it('leaves only new findings, also when lines move or the command runs elsewhere', () => {
    const update = folder.run(['src', '--baseline', 'base.json', '--update-baseline']);
    assert.equal(update.status, 0);
    assert.match(update.stdout, /base\.json holds 1 finding now/);
    assert.equal(folder.run(['src', '--baseline', 'base.json']).status, 0);
    assert.equal(rulesOf(folder.json(['.', '--baseline', '../base.json'], { cwd: 'src' })), '');
    folder.write('src/wrong.c', `// a new first line\n${wrong}`);
    assert.equal(rulesOf(folder.json(['src', '--baseline', 'base.json'])), '');
    folder.write('src/wrong.c', wrong + wrong.replace('SwitchEvents', 'More'));
    const report = folder.json(['src', '--baseline', 'base.json']);
    assert.equal(rulesOf(report), 'disable-one-event');
    assert.ok((report.diagnostics[0]?.range.start.line ?? 0) > 9);
    assert.equal(folder.run(['src', '--baseline', 'base.json']).status, 1);
  });

  it('knows the findings of a file that was renamed, each of them once', () => {
    folder.run(['src', '--baseline', 'base.json', '--update-baseline']);
    folder.write('src/sub/renamed.c', wrong);
    rmSync(path.join(folder.path, 'src/wrong.c'));
    assert.equal(rulesOf(folder.json(['src', '--baseline', 'base.json'])), '');
    folder.write('src/sub/second.c', wrong);
    assert.equal(rulesOf(folder.json(['src', '--baseline', 'base.json'])), 'disable-one-event');
  });

  it('is the same file for the same findings', () => {
    folder.run(['src', '--baseline', 'one.json', '--update-baseline']);
    folder.run(['src', '--baseline', 'two.json', '--update-baseline']);
    assert.equal(folder.read('one.json'), folder.read('two.json'));
  });

  it('is refused when it is missing or is something else', () => {
    assert.match(folder.run(['src', '--baseline', 'none.json']).stderr, /none\.json: no such file.*--update-baseline/);
    for (const text of ['x', '{}', '{"version":1}', '{"version":1,"findings":[{"file":1}]}']) {
      folder.write('bad.json', text);
      const { status, stderr } = folder.run(['src', '--baseline', 'bad.json']);
      assert.equal(status, 2, text);
      assert.match(stderr, /^wsk-lint: bad\.json: [^\n]+\n$/);
    }
  });
});

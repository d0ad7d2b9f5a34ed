import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fixable, headers, right, switchEvents, twoEvents, wrong } from './drivers';
import { DriverFolder, rulesOf } from './commandLine';

describe('wsk-lint check', () => {
  let folder: DriverFolder;

  beforeEach(() => {
    folder = new DriverFolder({
      'src/wrong.c': wrong,
      'src/right.c': right.replace('SwitchEvents', 'Right'),
      'src/deep/fixable.CPP': fixable.replace('SwitchEvents', 'Fixable').replace('->Wsk', '->Basic.Wsk'),
      'src/notes.txt': wrong,
      'src/node_modules/x.c': wrong,
    });
  });

  afterEach(() => folder.dispose());

  describe('exit status', () => {
    it('is 0 without findings, 1 with findings at the level of --fail-on', () => {
      assert.equal(folder.run(['src/right.c']).status, 0);
      assert.equal(folder.run(['src/wrong.c']).status, 1);
      assert.equal(folder.run(['check', 'src/wrong.c']).status, 1);
      const asWarning = ['src/wrong.c', '--rule', 'disable-one-event=warning'];
      assert.equal(folder.run(asWarning).status, 0);
      assert.equal(folder.run([...asWarning, '--fail-on', 'warning']).status, 1);
      assert.equal(folder.run([...asWarning, '--fail-on', 'warning', '--min-severity', 'error']).status, 1);
    });

    it('is 2 for wrong usage, with one clear line', () => {
      for (const [args, line] of [
        [[], /name the files and folders/],
        [['--bogus', 'src'], /unknown option '--bogus'/],
        [['src', '--format', 'xml'], /--format is one of stylish, json, sarif, github, not "xml"/],
        [['src', '--rule', 'disable-one-event'], /--rule takes ID=LEVEL/],
        [
          ['src', '--rule', 'disable-one-events=off'],
          /there is no rule "disable-one-events"; is "disable-one-event" meant/,
        ],
        [['src', '--rule', 'disable-one-event=fatal'], /one of off, hint, information, warning, error, not "fatal"/],
        [['src', '--define', '1X=2'], /--define takes NAME or NAME=VALUE/],
        [['src', '--fail-on', 'never'], /--fail-on is one of/],
        [['src', '--fix', '--fix-dry-run'], /exclude each other/],
        [['src', '--update-baseline'], /--update-baseline needs --baseline/],
        [['src', '--lang', 'fr'], /en, zh-cn/],
        [['src', '--stdin-filename', 'a.c'], /standard input; name no other/],
        [['--stdin-filename', ''], /--stdin-filename takes the name of a file/],
        [['src', '--rule', '=off'], /^wsk-lint: there is no rule ""; "wsk-lint rules" lists them\n/],
        [['explain', 'nonsense-rule'], /there is no rule "nonsense-rule"/],
      ] as const) {
        const { status, stdout, stderr } = folder.run(args);
        assert.equal(status, 2, args.join(' '));
        assert.match(stderr, line);
        assert.match(stderr, /^wsk-lint: [^\n]*\n$/, args.join(' '));
        assert.equal(stdout, '');
      }
    });

    it('is 2 for what cannot be read; the rest is checked all the same', () => {
      const { status, stdout, stderr } = folder.run(['src/wrong.c', 'missing.c', 'none/*.c']);
      assert.equal(status, 2);
      assert.match(stdout, /disable-one-event/);
      assert.deepEqual(stderr.split('\n'), [
        'wsk-lint: missing.c: no such file or folder',
        'wsk-lint: none/*.c: no file matches',
        '',
      ]);
      const { errors, diagnostics } = folder.json(['src/wrong.c', 'missing.c']);
      assert.deepEqual(errors, [{ file: 'missing.c', message: 'no such file or folder' }]);
      assert.equal(diagnostics.length, 1);
    });

    it('is 2 for a file without permission', function () {
      if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
      chmodSync(path.join(folder.path, 'src/right.c'), 0);
      const { status, stderr } = folder.run(['src']);
      assert.equal(status, 2);
      assert.match(stderr, /src\/right\.c: unreadable: permission denied/);
    });
  });

  describe('files', () => {
    it('are found in folders by extension, sorted, without those of packages', () => {
      const report = folder.json(['src']);
      assert.equal(report.files, 3);
      assert.deepEqual(
        report.diagnostics.map(({ file, rule }) => [file, rule]),
        [
          ['src/deep/fixable.CPP', 'event-mask-operator'],
          ['src/wrong.c', 'disable-one-event'],
        ],
      );
    });

    it('count once, however often they are named, and follow globs', () => {
      assert.equal(folder.json(['src', 'src/wrong.c', './src/../src']).files, 3);
      assert.equal(folder.json(['src/*.c']).files, 2);
      assert.equal(folder.json(['**/*.c']).files, 2);
    });

    it('are checked whatever their extension when they are named', () => {
      assert.equal(folder.json(['src/notes.txt']).files, 1);
    });

    it('are not searched through links that lead in a circle', function () {
      if (process.platform === 'win32') this.skip();
      symlinkSync('..', path.join(folder.path, 'src/deep/up'));
      assert.equal(folder.json(['src']).files, 3);
    });

    it('of one call are one workspace', () => {
      folder.write('x/events.h', `#define STOP_ALL (${twoEvents})\n`);
      folder.write('y/stop.c', `${headers}#include "events.h"\n${switchEvents('STOP_ALL')}`);
      assert.equal(rulesOf(folder.json(['y'])), '');
      assert.equal(rulesOf(folder.json(['x', 'y'])), 'disable-one-event');
    });

    it('may come from standard input', () => {
      const args = ['--stdin-filename', 'driver/new.c'];
      const report = folder.json(args, { input: wrong });
      assert.deepEqual(
        report.diagnostics.map(({ file, rule }) => [file, rule]),
        [['driver/new.c', 'disable-one-event']],
      );
      assert.equal(folder.run(args, { input: right }).status, 0);
    });

    it('are read in the encodings of Windows editors', () => {
      const comment = '// größer 中文\n';
      folder.write('e/bom.c', Buffer.from(`\ufeff${comment}${wrong.replace('SwitchEvents', 'A')}`));
      folder.write('e/wide.c', Buffer.from(`\ufeff${comment}${wrong.replace('SwitchEvents', 'B')}`, 'utf16le'));
      folder.write('e/latin.c', Buffer.from(`// gr\xf6\xdfer\n${wrong.replace('SwitchEvents', 'C')}`, 'latin1'));
      const report = folder.json(['e']);
      assert.equal(rulesOf(report), 'disable-one-event disable-one-event disable-one-event');
      assert.deepEqual(
        report.diagnostics.map(({ range }) => range.start),
        Array.from({ length: 3 }, () => ({ line: 10, column: 30 })),
      );
    });
  });

  describe('--format json', () => {
    it('has the agreed shape', () => {
      const report = folder.json(['src/wrong.c']);
      const { version, tool, files, diagnostics, errors, ...rest } = report;
      assert.deepEqual(rest, {});
      assert.equal(version, 1);
      assert.deepEqual(tool, { name: 'wsk-lint', version: folder.run(['--version']).stdout.trim() });
      assert.equal(files, 1);
      assert.deepEqual(errors, []);
      const [first, ...others] = diagnostics;
      assert.ok(first);
      assert.deepEqual(others, []);
      const { message, url, related, fixes, ...plain } = first;
      assert.deepEqual(plain, {
        file: 'src/wrong.c',
        range: { start: { line: 9, column: 30 }, end: { line: 9, column: 30 + twoEvents.length } },
        rule: 'disable-one-event',
        severity: 'error',
      });
      assert.match(message, /WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT/);
      assert.match(url, /^https:/);
      assert.deepEqual(Object.keys(related[0] ?? {}), ['file', 'range', 'message']);
      assert.ok(Array.isArray(fixes));
    });

    it('carries fixes as edits', () => {
      const [diagnostic] = folder.json(['src/deep/fixable.CPP']).diagnostics;
      const [fix] = diagnostic?.fixes ?? [];
      assert.equal(fix?.safe, true);
      assert.ok(fix.title.length > 0);
      assert.deepEqual(Object.keys(fix.edits[0] ?? {}), ['file', 'range', 'newText']);
      assert.equal(fix.edits[0]?.file, 'src/deep/fixable.CPP');
    });

    it('counts columns in UTF-16 and prints the same bytes each time', () => {
      folder.write('u.c', headers + switchEvents(`/* 🙂 */ ${twoEvents}`));
      const runs = [1, 2, 3].map(() => folder.run(['u.c', 'src', '--format', 'json']).stdout);
      assert.equal(new Set(runs).size, 1);
      assert.equal(folder.json(['u.c']).diagnostics[0]?.range.start.column, 30 + '/* 🙂 */ '.length);
    });
  });

  describe('--format stylish', () => {
    it('groups by file and counts', () => {
      const { stdout } = folder.run(['src']);
      assert.match(stdout, /^src\/deep\/fixable\.CPP\n +9:30 +error +.+ +event-mask-operator\n/);
      assert.match(stdout, /\nsrc\/wrong\.c\n/);
      assert.match(stdout, /\n2 findings: 2 errors\n2 of them can be fixed with --fix\n$/);
      assert.match(folder.run(['src/right.c']).stdout, /^No findings in 1 file\n$/);
    });

    it('has no colour where no terminal is', () => {
      assert.ok(!folder.run(['src']).stdout.includes('\u001b'));
    });

    it('shows control characters of names and source, and does not let them act', function () {
      if (process.platform === 'win32') this.skip();
      folder.write('\u001b[31mred\u202e.c', wrong);
      const { stdout } = folder.run(['.']);
      assert.ok(!stdout.includes('\u001b') && !stdout.includes('\u202e'));
      assert.match(stdout, /\\x1b\[31mred\\u\{202e\}\.c/);
      assert.ok(!folder.run(['\u001b[2Jgone.c']).stderr.includes('\u001b'));
    });

    it('helps and complains in Chinese too', () => {
      const help = folder.run(['--help', '--lang', 'zh-cn']);
      assert.equal(help.status, 0);
      assert.match(help.stdout, /用法：.*选项：.*默认命令 check：/s);
      // Every line of the help that says something says it in Chinese.
      const said = help.stdout.split('\n').filter((line) => /^ {2}\S.* {2,}\S/.test(line));
      assert.ok(said.length > 15);
      for (const line of said) assert.match(line, /\p{Script=Han}/u, line);
      const complaints: readonly (readonly [readonly string[], RegExp])[] = [
        [['--bogus'], /未知选项“--bogus”/],
        [['none.c'], /none\.c: 没有这个文件或文件夹/],
        [['src', '--rule', 'irp-leek=off'], /没有规则“irp-leek”；是指“irp-leak”吗？/],
        [['src', '--config', 'none.json'], /none\.json: 没有这个文件/],
        [['map'], /缺少参数“paths”/],
      ];
      for (const [args, wanted] of complaints) {
        const { status, stderr } = folder.run([...args, '--lang', 'zh-cn']);
        assert.equal(status, 2);
        assert.match(stderr, wanted);
      }
    });

    it('speaks the language of --lang and of the environment', () => {
      assert.match(folder.run(['src/right.c', '--lang', 'zh-cn']).stdout, /没有发现问题/);
      assert.match(folder.run(['src/right.c'], { env: { LANG: 'zh_CN.UTF-8' } }).stdout, /没有发现问题/);
      assert.match(folder.run(['src/right.c', '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } }).stdout, /No findings/);
    });
  });

  describe('--format github', () => {
    it('prints workflow commands with everything escaped', () => {
      folder.write('a,b:c%.c', wrong);
      const { stdout } = folder.run(['a,b:c%.c', '--format', 'github']);
      assert.match(
        stdout,
        /^::error file=a%2Cb%3Ac%25\.c,line=9,endLine=9,col=30,endColumn=\d+,title=wsk-lint%3A disable-one-event::WSK_EVENT_DISABLE with[^\n]*%0Ahttps:[^\n]*\n$/,
      );
      const hint = folder.run(['a,b:c%.c', '--format', 'github', '--rule', 'disable-one-event=information']);
      assert.match(hint.stdout, /^::notice /);
    });
  });

  describe('options', () => {
    it('--rule sets levels, again and again; off means off', () => {
      const report = folder.json(['src', '--rule', 'disable-one-event=off', '--rule', 'event-mask-operator=warning']);
      assert.deepEqual(
        report.diagnostics.map(({ rule, severity }) => [rule, severity]),
        [['event-mask-operator', 'warning']],
      );
    });

    it('--min-severity says what is printed', () => {
      const args = ['src', '--rule', 'disable-one-event=hint'];
      assert.equal(rulesOf(folder.json(args)), 'event-mask-operator');
      assert.equal(rulesOf(folder.json([...args, '--min-severity', 'hint'])), 'event-mask-operator disable-one-event');
    });

    it('--define decides #if', () => {
      folder.write('if.c', `${headers}#if TWO == 2\n${switchEvents(twoEvents)}#else\n${switchEvents('0')}#endif\n`);
      assert.equal(rulesOf(folder.json(['if.c', '--define', 'TWO=2'])), 'disable-one-event');
      assert.equal(rulesOf(folder.json(['if.c', '--define', 'TWO=3'])), 'empty-event-mask');
      folder.write('ifdef.c', `${headers}#ifdef TWO\n${switchEvents(twoEvents)}#else\n${switchEvents('0')}#endif\n`);
      assert.equal(rulesOf(folder.json(['ifdef.c', '--define', 'TWO'])), 'disable-one-event');
    });

    it('--stats tells of the work, on standard error only', () => {
      const { stdout, stderr } = folder.run(['src', '--stats', '--format', 'json']);
      assert.doesNotThrow(() => JSON.parse(stdout));
      assert.match(
        stderr,
        /files +3\nlines +\d+\nread +\d+ ms\nanalyse +\d+ ms\nreport +\d+ ms\ntotal +\d+ ms\nmemory +\d+ MB\n/,
      );
    });

    it('--version and --help go to standard output', () => {
      assert.match(folder.run(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
      const help = folder.run(['--help']);
      assert.equal(help.status, 0);
      for (const option of ['--fix-dry-run', '--min-severity', '--baseline', 'explain']) {
        assert.ok(help.stdout.includes(option), option);
      }
    });
  });

  describe('suppressions', () => {
    it('silence findings, and are reported when they silence nothing', () => {
      folder.write(
        's.c',
        wrong.replace(/^( *)(EventControl\.EventMask)/m, '$1// wsk-ignore disable-one-event: both\n$1$2'),
      );
      assert.equal(rulesOf(folder.json(['s.c'])), '');
      folder.write('t.c', `// wsk-ignore npi-id: why\n// wsk-ignore\n${wrong}`);
      assert.deepEqual(
        folder.json(['t.c']).diagnostics.map(({ rule, severity }) => [rule, severity]),
        [
          ['unused-suppression', 'information'],
          ['suppression-without-rule', 'error'],
          ['disable-one-event', 'error'],
        ],
      );
      assert.equal(
        rulesOf(folder.json(['t.c', '--rule', 'unused-suppression=off'])),
        'suppression-without-rule disable-one-event',
      );
    });
  });
});

describe('wsk-lint rules and explain', () => {
  let folder: DriverFolder;

  before(() => {
    folder = new DriverFolder({});
  });

  after(() => folder.dispose());

  it('list every rule with what is known of it', () => {
    const { status, stdout } = folder.run(['rules', '--format', 'json']);
    assert.equal(status, 0);
    const { version, rules } = JSON.parse(stdout) as { version: number; rules: Record<string, unknown>[] };
    assert.equal(version, 1);
    assert.ok(rules.length > 0);
    for (const rule of rules) {
      assert.match(String(rule.id), /^[a-z-]+$/);
      assert.match(String(rule.severity), /^(error|warning|information|hint)$/);
      assert.ok(String(rule.summary).endsWith('.'), `${String(rule.id)}: ${String(rule.summary)}`);
      assert.ok(Array.isArray(rule.statements) && rule.statements.length > 0);
      assert.equal(typeof rule.fixable, 'boolean');
      assert.match(String(rule.url), /^https:\/\//);
    }
    const text = folder.run(['rules']).stdout;
    for (const rule of rules) assert.ok(text.includes(`${String(rule.id)} `), String(rule.id));
  });

  it('refuse another format', () => {
    assert.equal(folder.run(['rules', '--format', 'xml']).status, 2);
  });
});

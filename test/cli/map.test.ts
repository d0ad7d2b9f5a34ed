import assert from 'node:assert/strict';
import { headers } from './drivers';
import { DriverFolder } from './commandLine';

const tables = `${headers}
WSK_RECEIVE_EVENT OnReceive;
const WSK_CLIENT_CONNECTION_DISPATCH Events = { OnReceive, NULL, NULL };
`;

interface MapReport {
  readonly version: number;
  readonly tables: readonly {
    readonly name: string;
    readonly file: string;
    readonly line: number;
    readonly category: string;
    readonly callbacks: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly staticMask: readonly string[];
}

describe('wsk-lint map', () => {
  let folder: DriverFolder;

  beforeEach(() => {
    folder = new DriverFolder({ 'src/tables.c': tables, 'empty/a.c': 'int a;' });
  });

  afterEach(() => folder.dispose());

  it('prints JSON of the published shape', () => {
    const { status, stdout, stderr } = folder.run(['map', 'src', '--format', 'json']);
    assert.equal(status, 0, stderr);
    const report = JSON.parse(stdout) as MapReport;
    assert.deepEqual(Object.keys(report), ['version', 'tables', 'staticMask']);
    assert.equal(report.version, 1);
    assert.deepEqual(report.staticMask, []);
    const [table] = report.tables;
    assert.ok(table);
    assert.deepEqual(Object.keys(table), ['name', 'file', 'line', 'category', 'callbacks']);
    assert.equal(table.name, 'Events');
    assert.equal(table.file, 'src/tables.c');
    assert.equal(table.line, tables.split('\n').findIndex((line) => line.includes('Events =')) + 1);
    assert.equal(table.category, 'connection');
    for (const row of table.callbacks) {
      const published = ['callback', 'flag', 'handler', 'state', 'enabledAt', 'disabledAt'];
      assert.deepEqual(Object.keys(row), row.state === 'unknown' ? [...published, 'doubt'] : published);
    }
    assert.equal(table.callbacks[0]?.handler, 'OnReceive');
    assert.equal(table.callbacks[1]?.handler, null);
  });

  it('prints text, in the language that is asked for', () => {
    const english = folder.run(['map', 'src']);
    assert.match(english.stdout, /^Events {2}connection sockets {2}src\/tables\.c:\d+\n/);
    const chinese = folder.run(['map', 'src', '--lang', 'zh-cn']);
    assert.match(chinese.stdout, /^Events {2}面向连接的套接字 {2}src\/tables\.c:\d+\n/);
  });

  it('draws an SVG', () => {
    const { stdout } = folder.run(['map', 'src', '--format', 'svg']);
    assert.match(stdout, /^<svg [^]*OnReceive[^]*<\/svg>\n$/);
  });

  it('says that there is no table, and that there is no such path or format', () => {
    const none = folder.run(['map', 'empty']);
    assert.equal(none.status, 0);
    assert.match(none.stdout, /No client dispatch table/);
    assert.deepEqual((JSON.parse(folder.run(['map', 'empty', '--format', 'json']).stdout) as MapReport).tables, []);
    assert.equal(folder.run(['map', 'nowhere']).status, 2);
    const format = folder.run(['map', 'src', '--format', 'png']);
    assert.equal(format.status, 2);
    assert.match(format.stderr, /--format is one of text, json, svg, not "png"/);
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { headers, oneEvent, positionOf, right, stopFunction, twoEvents, wrong } from './drivers';
import { codes, Folder, LanguageServer, publishing, pulling } from './languageServer';

const RULE = 'disable-one-event';

describe('diagnostics over stdio', () => {
  let server: LanguageServer;
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder({});
  });

  afterEach(() => {
    server.kill();
    folder.dispose();
  });

  describe('of a client that pulls', () => {
    it('carry source, code, link, place and related places', async () => {
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('a.c'), wrong);
      const [diagnostic, ...others] = await server.pull(folder.uri('a.c'));
      assert.ok(diagnostic);
      assert.deepEqual(others, []);
      const start = positionOf(wrong, twoEvents);
      assert.deepEqual(diagnostic.range, { start, end: { ...start, character: start.character + twoEvents.length } });
      assert.equal(diagnostic.source, 'wsk');
      assert.equal(diagnostic.code, RULE);
      assert.equal(diagnostic.severity, 1);
      assert.match(diagnostic.codeDescription?.href ?? '', /^https:\/\/learn\.microsoft\.com\//);
      assert.match(JSON.stringify(diagnostic.message), /WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT/);
      assert.deepEqual(diagnostic.relatedInformation?.[0]?.location.uri, folder.uri('a.c'));
    });

    it('follow incremental changes, in UTF-16 positions', async () => {
      const text = `${headers}// 🙂 emoji\n${stopFunction(`/* 🙂 */ ${twoEvents}`)}`;
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('a.c'), text);
      const before = await server.pull(folder.uri('a.c'));
      assert.deepEqual(before[0]?.range.start, positionOf(text, twoEvents));
      const start = positionOf(text, ' | WSK_EVENT_DISCONNECT');
      const end = { ...start, character: start.character + ' | WSK_EVENT_DISCONNECT'.length };
      await server.change(folder.uri('a.c'), 2, [{ range: { start, end }, text: '' }]);
      assert.deepEqual(await server.pull(folder.uri('a.c')), []);
      await server.change(folder.uri('a.c'), 3, [
        { range: { start, end: start }, text: ' | WSK_EVENT_SEND_BACKLOG' },
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\r\n' },
      ]);
      const after = await server.pull(folder.uri('a.c'));
      assert.equal(codes(after), RULE);
      assert.equal(after[0]?.range.start.line, start.line + 1);
    });

    it('say "unchanged" as long as nothing changed', async () => {
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('a.c'), wrong);
      const first = await server.report(folder.uri('a.c'));
      const second = await server.report(folder.uri('a.c'), first.resultId);
      assert.equal(second.kind, 'unchanged');
      await server.change(folder.uri('a.c'), 2, [{ text: `\n${wrong}` }]);
      const third = await server.report(folder.uri('a.c'), first.resultId);
      assert.equal(third.kind, 'full');
    });

    it('come for the whole workspace, open or not, and go when their file is right', async () => {
      folder.write('a.c', wrong);
      folder.write('b.c', right.replace('StopEvents', 'Other'));
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      const { items } = await server.pullWorkspace();
      assert.deepEqual(
        items.map(({ uri, kind }) => [uri, kind]),
        [[folder.uri('a.c'), 'full']],
      );
      const previous = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
      const again = await server.pullWorkspace(previous);
      assert.deepEqual(
        again.items.map(({ kind }) => kind),
        ['unchanged'],
      );
      await server.open(folder.uri('a.c'), right);
      const after = await server.pullWorkspace(previous);
      const [report] = after.items;
      assert.ok(report?.kind === 'full');
      assert.deepEqual(report.items, []);
    });

    it('see a header that is not open', async () => {
      folder.write('events.h', `#define STOP_ALL (${twoEvents})\n`);
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('a.c'), `${headers}#include "events.h"\n${stopFunction('STOP_ALL')}`);
      assert.equal(codes(await server.pull(folder.uri('a.c'))), RULE);
    });

    it('follow files that change outside of the editor', async () => {
      folder.write('events.h', `#define STOP_ALL (${twoEvents})\n`);
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('a.c'), `${headers}#include "events.h"\n${stopFunction('STOP_ALL')}`);
      assert.equal(codes(await server.pull(folder.uri('a.c'))), RULE);
      await server.until('the watcher', () => server.registrations.includes('workspace/didChangeWatchedFiles'));
      folder.write('events.h', `#define STOP_ALL (${oneEvent})\n`);
      const change = (type: number): Promise<void> =>
        server.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: folder.uri('events.h'), type }],
        });
      await change(2);
      await server.pullUntil(folder.uri('a.c'), '');
      await server.until('a refresh', () => server.refreshes > 0);
      folder.write('events.h', `#define STOP_ALL (${twoEvents})\n`);
      await change(1);
      await server.pullUntil(folder.uri('a.c'), RULE);
      folder.remove('events.h');
      await change(3);
      await server.pullUntil(folder.uri('a.c'), '');
    });

    it('are asked for again where an edit of one document changes those of another', async () => {
      folder.write('stop.h', '#define STOP WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE\n');
      const text = `${headers}#include "stop.h"\n${stopFunction('STOP')}`;
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('a.c'), text);
      await server.open(folder.uri('stop.h'), '#define STOP WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE\n');
      assert.equal(codes(await server.pull(folder.uri('a.c'))), '');
      // What the start itself leads to has come by then.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const { refreshes } = server;
      const end = { line: 0, character: 0 };
      await server.change(folder.uri('stop.h'), 2, [
        { range: { start: end, end: { line: 1, character: 0 } }, text: `#define STOP ${twoEvents}\n` },
      ]);
      // VS Code asks about the workspace at any time, and leaves out of the answer the documents that it asks about by themselves.
      await server.pullWorkspace([]);
      await server.until('a refresh', () => server.refreshes > refreshes);
      assert.equal(codes(await server.pull(folder.uri('a.c'))), RULE);
    });

    it('obey settings, and changes of settings', async () => {
      server = await LanguageServer.start(pulling, {
        folders: [folder.path],
        settings: { rules: { [RULE]: 'hint' } },
      });
      const uri = folder.uri('a.c');
      await server.open(uri, wrong);
      assert.deepEqual(
        (await server.pull(uri)).map(({ severity }) => severity),
        [4],
      );
      const change = async (settings: unknown, rules: string): Promise<void> => {
        server.settings = settings;
        await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        await server.pullUntil(uri, rules);
      };
      await change({ rules: { [RULE]: 'off' } }, '');
      await change({}, RULE);
      await change({ enable: false }, '');
      await change({}, RULE);
      await change({ exclude: ['**/a.*'] }, '');
      await change({}, RULE);
      await change({ maxFileSize: 0.1 }, '');
      await change(null, RULE);
      // A value of the wrong form counts as not given; the others still hold.
      await change({ maxFileSize: 'big', enable: 'yes', rules: { [RULE]: 'off', x: 3 } }, '');
    });

    it("obey the folder's wsk-lint.json, and changes of it; the editor's settings come first", async () => {
      folder.write('wsk-lint.json', JSON.stringify({ rules: { [RULE]: 'hint' } }));
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      const uri = folder.uri('a.c');
      await server.open(uri, wrong);
      const severities = async (): Promise<(number | undefined)[]> =>
        (await server.pullUntil(uri, RULE)).map(({ severity }) => severity);
      assert.deepEqual(await severities(), [4]);
      const change = async (text: string, rules: string): Promise<void> => {
        folder.write('wsk-lint.json', text);
        await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: folder.uri('wsk-lint.json'), type: 2 }],
        });
        await server.pullUntil(uri, rules);
      };
      await change(JSON.stringify({ exclude: ['a.c'] }), '');
      await change('{ "rules": 1 }', RULE);
      await server.until('the trouble', () => server.statuses.at(-1)?.state === 'error');
      assert.match(server.statuses.at(-1)?.message ?? '', /wsk-lint\.json: rules: expected an object/);
      await change(JSON.stringify({ rules: { [RULE]: 'off' } }), '');
      await server.until('no trouble', () => server.statuses.at(-1)?.state === 'ok');
      server.settings = { rules: { [RULE]: 'warning' } };
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.deepEqual(await severities(), [2]);
    });

    it('obey the nearest wsk-lint.json upwards, below the folder and above it', async () => {
      const off = JSON.stringify({ rules: { [RULE]: 'off' } });
      folder.write('driver/wsk-lint.json', JSON.stringify({ rules: { [RULE]: 'hint' }, exclude: ['old'] }));
      folder.write('driver/net/b.c', wrong);
      folder.write('driver/old/c.c', wrong);
      folder.write('d.c', wrong);
      const start = async (below: string): Promise<void> => {
        server = await LanguageServer.start(pulling, { folders: [path.join(folder.path, below)] });
      };
      await start('');
      const severity = async (name: string): Promise<number | undefined> =>
        (await server.pullUntil(folder.uri(name), RULE))[0]?.severity;
      assert.equal(await severity('driver/net/b.c'), 4);
      assert.equal(await severity('d.c'), 1);
      assert.deepEqual(await server.pull(folder.uri('driver/old/c.c')), []);
      const change = async (name: string, text: string | undefined): Promise<void> => {
        if (text === undefined) folder.remove(name);
        else folder.write(name, text);
        await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: folder.uri(name), type: text === undefined ? 3 : 1 }],
        });
      };
      // A new one nearer to the file counts, alone; when it is gone, the one above it does.
      await change('driver/net/wsk-lint.json', off);
      await server.pullUntil(folder.uri('driver/net/b.c'), '');
      await change('driver/net/wsk-lint.json', undefined);
      assert.equal(await severity('driver/net/b.c'), 4);
      await change('driver/wsk-lint.json', undefined);
      assert.equal(await severity('driver/old/c.c'), 1);

      server.kill();
      folder.write('wsk-lint.json', JSON.stringify({ rules: { [RULE]: 'warning' }, exclude: ['driver/old'] }));
      await start('driver');
      assert.equal(await severity('driver/net/b.c'), 2);
      assert.deepEqual(await server.pull(folder.uri('driver/old/c.c')), []);
    });

    it('go with the folder that the file was in', async () => {
      folder.write('driver/b.c', wrong);
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.pullUntil(folder.uri('driver/b.c'), RULE);
      folder.remove('driver');
      await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: folder.uri('driver'), type: 3 }],
      });
      await server.pullUntil(folder.uri('driver/b.c'), '');
    });

    it('take definitions for #if from the nearest wsk-lint.json', async () => {
      const text = `${headers}#if USE_TWO == 2\n${stopFunction(twoEvents)}#else\n${stopFunction(oneEvent)}#endif\n`;
      folder.write('wsk-lint.json', JSON.stringify({ defines: { USE_TWO: '1' } }));
      folder.write('driver/wsk-lint.json', JSON.stringify({ defines: { USE_TWO: '2' } }));
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      await server.open(folder.uri('driver/a.c'), text);
      await server.open(folder.uri('b.c'), text);
      await server.pullUntil(folder.uri('driver/a.c'), RULE);
      assert.equal(codes(await server.pull(folder.uri('b.c'))), '');
    });

    it('take definitions for #if from the settings', async () => {
      const text = `${headers}#if USE_TWO == 2\n${stopFunction(twoEvents)}#else\n${stopFunction(oneEvent)}#endif\n`;
      const uri = folder.uri('a.c');
      server = await LanguageServer.start(pulling, { folders: [folder.path], settings: { defines: { USE_TWO: '2' } } });
      await server.open(uri, text);
      assert.equal(codes(await server.pull(uri)), RULE);
      server.settings = { defines: { USE_TWO: '1' } };
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await server.pullUntil(uri, '');
    });

    it('are none for documents that nobody knows', async () => {
      server = await LanguageServer.start(pulling, { folders: [folder.path] });
      assert.deepEqual(await server.pull('file:///nowhere/x.c'), []);
      assert.deepEqual(await server.pull('not a uri'), []);
    });

    it('work for buffers that were never saved, each on its own', async () => {
      server = await LanguageServer.start(pulling);
      await server.open('untitled:Untitled-1', wrong);
      await server.open('untitled:Untitled-2', wrong, 'cpp');
      assert.equal(codes(await server.pull('untitled:Untitled-1')), RULE);
      // The grammar of C++ is loaded for the first such file: until then an answer may be empty.
      let found = '';
      for (let tries = 0; tries < 50 && !found.includes(RULE); tries++) {
        found = codes(await server.pull('untitled:Untitled-2'));
        if (!found.includes(RULE)) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.match(found, new RegExp(RULE));
    });

    it('follow workspace folders that come and go', async () => {
      folder.write('events.h', `#define STOP_ALL (${twoEvents})\n`);
      server = await LanguageServer.start(pulling);
      await server.open(folder.uri('a.c'), `${headers}#include "events.h"\n${stopFunction('STOP_ALL')}`);
      assert.deepEqual(await server.pull(folder.uri('a.c')), []);
      const entry = { uri: folder.uri('').replace(/\/$/, ''), name: 'driver' };
      const change = (event: unknown): Promise<void> =>
        server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
      await change({ added: [entry], removed: [] });
      await server.pullUntil(folder.uri('a.c'), RULE);
      await change({ added: [], removed: [entry] });
      await server.pullUntil(folder.uri('a.c'), '');
    });
  });

  describe('of a client that does not pull', () => {
    it('are published, and taken back', async () => {
      server = await LanguageServer.start(publishing, { folders: [folder.path] });
      const uri = folder.uri('a.c');
      await server.open(uri, wrong);
      await server.until('the finding', () => codes(server.shown(uri)) === RULE);
      assert.equal(server.published.at(-1)?.version, 1);
      await server.change(uri, 2, [{ text: right }]);
      await server.until('no finding', () => codes(server.shown(uri)) === '');
      await server.change(uri, 3, [{ text: wrong }]);
      await server.until('the finding', () => codes(server.shown(uri)) === RULE);
    });

    it('come for files that are not open, and count what the disk holds after closing', async () => {
      folder.write('a.c', wrong);
      server = await LanguageServer.start(publishing, { folders: [folder.path] });
      const uri = folder.uri('a.c');
      await server.until('the finding', () => codes(server.shown(uri)) === RULE);
      await server.open(uri, right);
      await server.until('no finding', () => codes(server.shown(uri)) === '');
      await server.close(uri);
      await server.until('the finding on disk', () => codes(server.shown(uri)) === RULE);
    });

    it('take settings from didChangeConfiguration', async () => {
      server = await LanguageServer.start(publishing, { folders: [folder.path] });
      const uri = folder.uri('a.c');
      await server.open(uri, wrong);
      await server.until('the finding', () => codes(server.shown(uri)) === RULE);
      await server.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { wsk: { rules: { [RULE]: 'off' } } },
      });
      await server.until('no finding', () => codes(server.shown(uri)) === '');
    });

    it('go with a document that lies in no folder', async () => {
      server = await LanguageServer.start(publishing);
      const uri = folder.uri('a.c');
      await server.open(uri, wrong);
      await server.until('the finding', () => codes(server.shown(uri)) === RULE);
      await server.close(uri);
      await server.until('no finding', () => codes(server.shown(uri)) === '');
    });
  });

  it('need no disk when the client reads the files', async () => {
    const asked = new Set<string>();
    server = await LanguageServer.start(pulling, {
      folders: ['/virtual/driver'],
      initializationOptions: { fileAccess: 'client' },
      prepare: (connection) => {
        connection.onRequest('wsk/findFiles', () => ['file:///virtual/driver/events.h', 'file:///other/events.h']);
        connection.onRequest('wsk/readFile', ({ uri }: { uri: string }) => {
          asked.add(uri);
          if (!uri.endsWith('.h')) throw new Error('no such file');
          return { content: Buffer.from(`#define STOP_ALL (${twoEvents})\n`).toString('base64') };
        });
      },
    });
    const uri = 'file:///virtual/driver/a.c';
    await server.open(uri, `${headers}#include "events.h"\n${stopFunction('STOP_ALL')}`);
    assert.equal(codes(await server.pull(uri)), RULE);
    const configs = ['file:///virtual/', 'file:///virtual/driver/'].flatMap((folder) =>
      ['.wsk-lintignore', 'wsk-lint.json'].map((name) => `${folder}${name}`),
    );
    assert.deepEqual([...asked].sort(), [...configs, 'file:///virtual/driver/events.h'].sort());
    assert.ok(!server.registrations.includes('workspace/didChangeWatchedFiles'), 'the client watches its files');
  });
});

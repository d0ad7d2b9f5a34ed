/** What the product must not do: talk to a network, start processes, evaluate text, read outside of the workspace. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { wrong } from '../../protocol/drivers';
import { codes, LanguageServer, pulling } from '../../protocol/languageServer';

const bundles = ['client.js', 'client.web.js', 'server.js', 'server.web.js', 'cli.js', 'map.js'] as const;

function bundle(name: string): string {
  return readFileSync(path.join('dist', name), 'utf8');
}

function occurrences(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([one]) => one);
}

/** Node's modules that a bundle asks for. */
function required(text: string): string[] {
  const names = [...text.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name = '']) => name);
  return [...new Set(names.map((name) => name.replace(/^node:/, '')))].sort();
}

const flags = ['--disallow-code-generation-from-strings', '--require', path.resolve('test/trust/safety/watched.cjs')];

describe('safety', function () {
  this.timeout(60_000);

  describe('of the bundles', () => {
    for (const name of bundles) {
      it(`${name} evaluates no text`, () => {
        assert.deepEqual(occurrences(bundle(name), /\beval\(|\bnew Function\(|\bFunction\(["'`]|\bvm\.run\w+\(/g), []);
      });

      it(`${name} speaks to no network`, () => {
        const calls = occurrences(
          bundle(name),
          /\bXMLHttpRequest\b|\bnew WebSocket\(|\bsendBeacon\(|\bEventSource\(|\bfetch\(/g,
        );
        // The worker loads its grammars from beside itself: the editor's own files, no other address.
        assert.deepEqual(calls, name === 'server.web.js' ? ['fetch('] : []);
      });

      it(`${name} uses the modules of Node that it needs, and no other`, () => {
        const forbidden = [
          'http',
          'https',
          'http2',
          'tls',
          'dgram',
          'dns',
          'vm',
          'worker_threads',
          'cluster',
          'inspector',
          'repl',
        ];
        const names = required(bundle(name));
        assert.deepEqual(
          names.filter((one) => forbidden.includes(one)),
          [],
        );
        // The language client starts our server and talks to it through a pipe; the server may be asked for by such a pipe;
        // the parser of options could start subcommands that are programs of their own, of which there are none.
        const transports: Readonly<Record<string, readonly string[]>> = {
          'client.js': ['child_process', 'net'],
          'server.js': ['child_process', 'net'],
          'cli.js': ['child_process'],
        };
        const found = names.filter((one) => one === 'child_process' || one === 'net');
        assert.deepEqual(found, transports[name] ?? []);
      });
    }

    it('the page of the map has a strict content security policy, and makes no markup from text', () => {
      for (const name of ['client.js', 'client.web.js']) {
        const policies = occurrences(bundle(name), /default-src[^`"<]*/g);
        assert.ok(policies.length <= 1, policies.join('\n'));
        for (const policy of policies) {
          assert.match(policy, /^default-src 'none'; style-src \$\{[^}]+\}; script-src 'nonce-\$\{\w+\}'$/);
          assert.doesNotMatch(policy, /unsafe|\*|https?:/);
        }
      }
      // Of the two client bundles one holds the common code.
      assert.match(bundle('client.js') + bundle('client.web.js'), /default-src 'none'/);
      assert.deepEqual(
        occurrences(bundle('map.js'), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc/g),
        [],
      );
    });
  });

  describe('at work', () => {
    let home: string;
    let log: string;

    /** A workspace that tries to get at the file beside it. */
    beforeEach(() => {
      home = realpathSync(mkdtempSync(path.join(tmpdir(), 'wsk-safety-')));
      log = path.join(home, 'touched');
      writeFileSync(log, '');
      const inside = path.join(home, 'workspace');
      mkdirSync(inside);
      mkdirSync(path.join(home, 'secret'));
      writeFileSync(path.join(home, 'secret/secret.c'), wrong);
      writeFileSync(path.join(home, 'secret/wsk-lint.json'), '{ "rules": { "disable-one-event": "off" } }');
      writeFileSync(
        path.join(inside, 'a.c'),
        `#include "../secret/secret.c"\n#include "${home}/secret/secret.c"\n${wrong}`,
      );
      const settings = {
        exclude: ['../secret/**', '/etc/**', '!../secret/secret.c'],
        defines: { X: '"../secret/secret.c"' },
      };
      writeFileSync(path.join(inside, 'wsk-lint.json'), JSON.stringify(settings));
      writeFileSync(path.join(inside, '.wsk-lintignore'), '!../secret\n!/etc/passwd\n');
      if (process.platform !== 'win32') {
        symlinkSync('../secret', path.join(inside, 'folder'));
        symlinkSync('../secret/secret.c', path.join(inside, 'link.c'));
      }
    });

    afterEach(() => rmSync(home, { recursive: true, force: true }));

    /** What was touched outside of the workspace and of the program. */
    function strangers(allowed: (line: string) => boolean = () => false): string[] {
      const roots = [path.join(home, 'workspace'), path.resolve('dist')];
      const lines = readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      assert.ok(
        lines.some((line) => line.startsWith('read ') && line.endsWith('a.c')),
        `nothing was watched:\n${lines.join('\n')}`,
      );
      return lines.filter((line) => {
        const target = line.replace(/^read /, '');
        return !roots.some((root) => target === root || target.startsWith(root + path.sep)) && !allowed(line);
      });
    }

    it('the command line reads what it is asked for and its configuration, and starts nothing', () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [...flags, path.resolve('dist/cli.js'), '.', '--format', 'json'],
        {
          cwd: path.join(home, 'workspace'),
          encoding: 'utf8',
          env: { ...process.env, WSK_WATCHED: log },
        },
      );
      assert.equal(stderr, '');
      assert.equal(status, 1);
      // The nearest configuration upwards is the user's choice of a folder, as for other tools.
      const upwards = (line: string): boolean =>
        /^read .*(?:wsk-lint\.json|\.wsk-lintignore)$/.test(line) && !line.includes('secret');
      assert.deepEqual(strangers(upwards), []);
    });

    for (const permissions of [[], ['--experimental-permission', '--allow-fs-read=*']]) {
      it(`the server reads the workspace only, and starts nothing ${permissions.join(' ')}`, async function () {
        const [major = 0] = process.versions.node.split('.').map(Number);
        // Later versions of Node name the flag otherwise.
        if (permissions.length > 0 && major !== 20 && major !== 22) this.skip();
        // With Node's own permissions nothing can be written down, and nothing be started.
        const watch = permissions.length > 0 ? ['--no-warnings', ...flags.slice(0, 1)] : flags;
        const child = spawn(process.execPath, [...permissions, ...watch, path.resolve('dist/server.js'), '--stdio'], {
          env: { ...process.env, WSK_WATCHED: log },
        });
        let complaints = '';
        child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
        const connection = createMessageConnection(
          new StreamMessageReader(child.stdout),
          new StreamMessageWriter(child.stdin),
        );
        const hostile = {
          maxFileSize: 1e9,
          exclude: ['../**'],
          defines: { A: 'file:///etc/passwd' },
          config: '/etc/passwd',
        };
        connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => hostile));
        connection.onRequest('client/registerCapability', () => null);
        connection.onRequest('workspace/diagnostic/refresh', () => null);
        connection.listen();
        const root = path.join(home, 'workspace');
        const uri = pathToFileURL(path.join(root, 'a.c')).href;
        await connection.sendRequest('initialize', {
          processId: process.pid,
          rootUri: null,
          capabilities: pulling,
          workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'workspace' }],
        });
        await connection.sendNotification('initialized', {});
        const report = await connection.sendRequest<{ items: [] }>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        assert.equal(codes(report.items), 'disable-one-event');
        const all = await connection.sendRequest<{ items: { uri: string }[] }>('workspace/diagnostic', {
          previousResultIds: [],
        });
        assert.deepEqual(
          all.items.map((item) => item.uri),
          [uri],
        );
        await connection.sendRequest('shutdown');
        await connection.sendNotification('exit');
        await new Promise((resolve) => child.once('exit', resolve));
        assert.equal(complaints, '');
        if (permissions.length === 0) assert.deepEqual(strangers(), []);
      });
    }

    it('a configuration that is a link to elsewhere is not read by the server', async function () {
      if (process.platform === 'win32') this.skip();
      const root = path.join(home, 'workspace');
      rmSync(path.join(root, 'wsk-lint.json'));
      symlinkSync('../secret/wsk-lint.json', path.join(root, 'wsk-lint.json'));
      const server = await LanguageServer.start(pulling, { folders: [root] });
      try {
        // With the other folder's settings the rule would be off.
        assert.equal(codes(await server.pull(pathToFileURL(path.join(root, 'a.c')).href)), 'disable-one-event');
      } finally {
        server.kill();
      }
    });

    it('control characters of names and texts are escapes in every format', function () {
      if (process.platform === 'win32') this.skip();
      const root = path.join(home, 'workspace');
      rmSync(path.join(root, 'a.c'));
      const name = 'x\u001b[31m\u009b2J\u202e.c';
      writeFileSync(path.join(root, name), wrong);
      for (const format of ['stylish', 'json', 'sarif', 'github']) {
        const { stdout, stderr } = spawnSync(process.execPath, [path.resolve('dist/cli.js'), '.', '--format', format], {
          cwd: root,
          encoding: 'utf8',
        });
        const raw = occurrences(stdout + stderr, /(?!\n)[\p{Cc}\u202e]/gu);
        assert.deepEqual(raw, [], format);
        assert.ok(stdout.length > 100, format);
        if (format === 'json') {
          const { diagnostics } = JSON.parse(stdout) as { diagnostics: { file: string }[] };
          assert.equal(diagnostics[0]?.file, name);
        }
      }
    });
  });
});

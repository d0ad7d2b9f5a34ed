import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { check, listed } from '../checker';
import { compile, missingCompiler, type DriverLanguage } from '../driverCompiler';
import { expand } from './snippetText';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const languages: readonly DriverLanguage[] = ['c', 'cpp'];

const promised = [
  ...['enable-listen', 'enable-datagram', 'enable-connection', 'disable-irp', 'disable', 'static-events'],
  ...['conditional-accept', 'control-sync', 'register-capture', 'release-deregister'],
  ...['table-listen', 'table-datagram', 'table-connection', 'table-stream', 'table-client'],
  ...['callback-accept', 'callback-inspect', 'callback-abort', 'callback-receive', 'callback-receive-from'],
  ...['callback-disconnect', 'callback-send-backlog', 'callback-client', 'callback-receive-ex'],
  ...['create-listen', 'create-datagram', 'create-connection', 'create-stream', 'socket-connect'],
  ...['bind', 'connect', 'accept', 'close', 'close-work-item'],
].map((name) => `wsk-${name}`);

function read(language: DriverLanguage): Map<string, Snippet> {
  const json: unknown = JSON.parse(readFileSync(`snippets/${language}.json`, 'utf8'));
  assert.ok(typeof json === 'object' && json !== null);
  return new Map(Object.entries(json).map(([name, value]: [string, unknown]) => [name, snippet(name, value)]));
}

function snippet(name: string, value: unknown): Snippet {
  assert.ok(typeof value === 'object' && value !== null, name);
  assert.ok('prefix' in value && typeof value.prefix === 'string', `${name}: prefix`);
  assert.ok('description' in value && typeof value.description === 'string', `${name}: description`);
  assert.ok('body' in value && Array.isArray(value.body), `${name}: body`);
  return { prefix: value.prefix, description: value.description, body: value.body.map(String) };
}

/** The snippet with its defaults as an editor that indents by four spaces inserts it. */
function inserted({ body }: Snippet): string {
  return expand(body.join('\n')).text.replaceAll('\t', '    ').trimEnd() + '\n';
}

const includes = '#include <ntddk.h>\n#include <wsk.h>\n\n';

for (const language of languages) {
  describe(`snippets/${language}.json`, () => {
    const snippets = read(language);
    let folder = '';

    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'wsk-snippets-'));
    });
    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    function write(name: string, text: string): string {
      const file = path.join(folder, `${name}.${language}`);
      writeFileSync(file, includes + text);
      return file;
    }

    it('has every snippet that the documentation names, and no other', () => {
      assert.deepEqual([...snippets.values()].map(({ prefix }) => prefix).sort(), [...promised].sort());
    });

    for (const [name, snippet] of snippets) {
      describe(snippet.prefix, () => {
        it('says what it inserts', () => {
          assert.match(name, /^WSK: /);
          assert.match(snippet.description, /^[A-Z].*\.$/);
        });

        it('leads through its tab stops from 1 on and ends at $0', () => {
          const { tabStops } = expand(snippet.body.join('\n'));
          assert.deepEqual(
            tabStops.map(({ number }) => number),
            tabStops.map((_, index) => index),
          );
          assert.equal(tabStops[0]?.offsets.length, 1);
        });

        it('compiles with its defaults', function () {
          if (missingCompiler(language) !== undefined) this.skip();
          assert.equal(compile(write(snippet.prefix, inserted(snippet)), language), '');
        });

        it('has no finding', async () => {
          const text = includes + inserted(snippet);
          assert.equal(listed(await check(new Map([[`${snippet.prefix}.${language}`, text]]))), '');
        });
      });
    }

    it('has snippets that fit together in one file', function () {
      const missing = missingCompiler(language);
      if (missing !== undefined) {
        console.error(`      NOT COMPILED: ${missing}`);
        this.skip();
      }
      assert.equal(compile(write('all', [...snippets.values()].map(inserted).join('\n')), language), '');
    });
  });
}

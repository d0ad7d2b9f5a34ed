import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Folder, LanguageServer, pulling } from './languageServer';

interface Maps {
  readonly folders: readonly {
    readonly uri: string;
    readonly tables: readonly {
      readonly name: string;
      readonly category: string;
      readonly callbacks: readonly { readonly callback: string; readonly state: string }[];
    }[];
    readonly staticMask: readonly string[];
  }[];
  readonly columns: readonly { readonly callback: string }[];
  readonly states: readonly { readonly state: string; readonly word: string; readonly explanation: string }[];
}

const example = path.resolve('examples/echo-driver');

function exampleFiles(): Record<string, string> {
  const names = readdirSync(example).filter((name) => /\.[ch]$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(example, name), 'utf8')]));
}

describe('the event callback map over stdio', () => {
  let server: LanguageServer;
  let folder: Folder;
  let changes = 0;

  beforeEach(async () => {
    changes = 0;
    folder = new Folder(exampleFiles());
    server = await LanguageServer.start(pulling, {
      folders: [folder.path],
      prepare: (connection) =>
        connection.onNotification('wsk/callbackMapChanged', () => {
          changes += 1;
        }),
    });
  });

  afterEach(() => {
    server.kill();
    folder.dispose();
  });

  const ask = (): Promise<Maps> => server.connection.sendRequest<Maps>('wsk/callbackMap', {});

  async function told(): Promise<void> {
    for (let waited = 0; changes === 0; waited += 20) {
      assert.ok(waited < 10_000, 'the client is told of the change');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function stateOf(table: string, callback: string): Promise<string | undefined> {
    const { folders } = await ask();
    const found = folders.flatMap(({ tables }) => tables).find(({ name }) => name === table);
    return found?.callbacks.find((row) => row.callback === callback)?.state;
  }

  it('has every table of a folder, with places to go to and words for them', async () => {
    const { folders, columns, states } = await ask();
    assert.equal(folders.length, 1);
    assert.deepEqual(
      folders[0]?.tables.map(({ name }) => name),
      ['ConnectionEvents', 'DatagramEvents', 'EchoClientDispatch', 'ListenerEvents'],
    );
    assert.deepEqual(folders[0].staticMask, ['WSK_EVENT_RECEIVE_FROM']);
    assert.ok(columns.some(({ callback }) => callback === 'WskAcceptEvent'));
    assert.equal(states.length, 6);
    assert.ok(states.every(({ word, explanation }) => word !== '' && explanation !== ''));
  });

  it('changes with the text, and the client is told', async () => {
    assert.equal(await stateOf('ListenerEvents', 'WskAcceptEvent'), 'enabled');
    const uri = folder.uri('listener.c');
    const text = readFileSync(path.join(example, 'listener.c'), 'utf8');
    await server.open(uri, text);
    changes = 0;
    await server.change(uri, 2, [{ text: text.replace('WSK_EVENT_ACCEPT | ', '') }]);
    await told();
    assert.notEqual(await stateOf('ListenerEvents', 'WskAcceptEvent'), 'enabled');
  });

  it('is empty where the settings say so', async () => {
    const before = await ask();
    assert.ok(before.folders.length > 0);
    changes = 0;
    server.settings = { enable: false };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await told();
    // What is told first may be the end of the first reading; the settings' turn comes behind it.
    let { folders } = await ask();
    for (let waited = 0; folders.length > 0 && waited < 10_000; waited += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ({ folders } = await ask());
    }
    assert.deepEqual(folders, []);
  });
});

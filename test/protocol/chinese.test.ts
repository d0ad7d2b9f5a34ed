import assert from 'node:assert/strict';
import { type Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { positionOf, wrong } from './drivers';
import { Folder, LanguageServer, pulling } from './languageServer';

const HAN = /\p{Script=Han}/u;

describe('a client in Chinese', () => {
  let server: LanguageServer;
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder({});
  });

  afterEach(() => {
    server.kill();
    folder.dispose();
  });

  const start = (locale: string): Promise<LanguageServer> =>
    LanguageServer.start(pulling, { folders: [folder.path], locale });

  async function message(): Promise<string> {
    await server.open(folder.uri('a.c'), wrong);
    const [diagnostic] = await server.pull(folder.uri('a.c'));
    assert.ok(typeof diagnostic?.message === 'string');
    const related = (diagnostic.relatedInformation ?? []).map((each) => each.message);
    return [diagnostic.message, ...related].join('\n');
  }

  for (const locale of ['zh-cn', 'zh-CN', 'zh_Hans']) {
    it(`is told in Chinese what is wrong, and what a name means: ${locale}`, async () => {
      server = await start(locale);
      for (const line of (await message()).split('\n')) assert.match(line, HAN);
      const hover = await server.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: folder.uri('a.c') },
        position: positionOf(wrong, 'WskControlSocket'),
      });
      assert.ok(hover && MarkupContent.is(hover.contents));
      assert.match(hover.contents.value, /\*\*WskControlSocket\*\*/);
      assert.match(hover.contents.value, HAN);
    });
  }

  for (const locale of ['en', 'de', 'zh-tw']) {
    it(`is told in English with another language: ${locale}`, async () => {
      server = await start(locale);
      assert.doesNotMatch(await message(), HAN);
    });
  }
});

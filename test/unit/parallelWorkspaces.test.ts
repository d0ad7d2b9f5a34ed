import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createWorkspace, type Grammars } from '../../server/src/core';

const locate = createRequire(__filename);
const read = async (module: string): Promise<Uint8Array> => readFile(locate.resolve(module));

async function grammars(): Promise<Grammars> {
  const [runtime, c] = await Promise.all([
    read('web-tree-sitter/web-tree-sitter.wasm'),
    read('tree-sitter-c/tree-sitter-c.wasm'),
  ]);
  return { runtime, c, cpp: () => read('tree-sitter-cpp/tree-sitter-cpp.wasm') };
}

const driver = `#include <wsk.h>
NTSTATUS Stop(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0,
                                      NULL, NULL, NULL);
}
`;

/** A window with several folders makes all of its workspaces at once. */
describe('workspaces that start together', () => {
  it('do not disturb each other while grammars load', async function () {
    this.timeout(30_000);
    const loaded = await grammars();
    const results = await Promise.all(
      ['a.c', 'b.cpp', 'c.c', 'd.cpp'].map(async (path) => {
        const workspace = await createWorkspace(loaded);
        workspace.setFile(path, driver);
        return workspace.analyze();
      }),
    );
    for (const { findings, errors } of results) {
      assert.deepEqual(errors, []);
      assert.ok(findings.some(({ rule }) => rule === 'disable-one-event'));
    }
  });
});

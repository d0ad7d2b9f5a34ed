/** What one file of a workspace means to how another is read. */
import assert from 'node:assert/strict';
import { languagesOf } from '../../../server/src/syntax';
import { Outline } from '../../../server/src/wsk/outline';
import { check, listed } from '../checker';

const SOCKET_OFF = `
NTSTATUS Off(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
`;

describe('reading a workspace', () => {
  it('knows the empty macros of the headers', async () => {
    const found = await check(
      new Map([
        ['api.h', '#define DRV_API\n#define DRV_PRIVATE_(level)\n'],
        ['a.c', `#include "api.h"\nDRV_API DRV_PRIVATE_(2)${SOCKET_OFF}`],
      ]),
    );
    assert.deepEqual(found.map(({ rule }) => rule), ['disable-one-event'], listed(found)); // prettier-ignore
  });

  it('sees through a function that is declared by its type', async () => {
    const found = await check(
      new Map([
        ['api.h', 'typedef WSK_INSPECT_ACTION INSPECTOR(PVOID Context, PWSK_INSPECT_ID Id);\nINSPECTOR Choose;\n'],
        [
          'a.c',
          `#include "api.h"
WSK_INSPECT_ACTION OnInspect(PVOID Context, PSOCKADDR Local, PSOCKADDR Remote, PWSK_INSPECT_ID InspectID)
{
    return Choose(Context, InspectID);
}
WSK_INSPECT_ACTION Choose(PVOID Context, PWSK_INSPECT_ID Id)
{
    return (WSK_INSPECT_ACTION)77;
}
static const WSK_CLIENT_LISTEN_DISPATCH Table = { NULL, OnInspect, NULL };
`,
        ],
      ]),
    );
    assert.deepEqual(found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule), ['inspect-action'], listed(found)); // prettier-ignore
  });

  it('reads a header in the language of the files that include it', () => {
    const texts = new Map([
      ['a.c', '#include "inner.inl"\n'],
      ['b.cpp', '#include <drv/both.h>\n#include "outer.h"\n'],
      ['outer.h', '#include "plain.h"\n'],
      ['plain.h', 'struct S { int n; };\n'],
      ['both.h', ''],
      ['c.c', '#include "both.h"\n'],
      ['inner.inl', ''],
      ['alone.h', 'namespace n { int x; }\n'],
    ]);
    const languages = languagesOf([...texts].map(([path, text]) => new Outline(path, text)));
    assert.deepEqual(Object.fromEntries(languages), {
      'a.c': 'c',
      'b.cpp': 'cpp',
      'outer.h': 'cpp',
      'plain.h': 'cpp',
      'both.h': 'c',
      'c.c': 'c',
      'inner.inl': 'c',
      'alone.h': 'cpp',
    });
  });
});

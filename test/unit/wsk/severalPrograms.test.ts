import assert from 'node:assert/strict';
import { check, type Diagnostic } from '../checker';

const library = `#include <wsk.h>
NTSTATUS open_socket(USHORT Type, ULONG Protocol, PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, Type, Protocol, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL,
                                    NULL, NULL, Irp);
}
`;

const caller = (declaration: string): string => `#include <wsk.h>
${declaration}
void Start(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    open_socket(SOCK_DGRAM, IPPROTO_UDP, Npi, Irp);
}
`;

async function findingsOf(file: string, text: string): Promise<readonly Diagnostic[]> {
  const found = await check(
    new Map([
      ['all/one/src/library.c', library],
      [file, text],
    ]),
  );
  return found.filter(({ rule }) => rule === 'socket-flags');
}

/** A window may hold several programs that have functions of the same name. */
describe('a function that a file does not declare', () => {
  it('is not what another program has under that name', async () => {
    assert.deepEqual(await findingsOf('all/other/app/start.c', caller('')), []);
  });

  it('is what the same program has under that name', async () => {
    assert.equal((await findingsOf('all/one/src/start.c', caller(''))).length, 1);
  });

  it('is found far away where the file declares it', async () => {
    const declaration = 'NTSTATUS open_socket(USHORT Type, ULONG Protocol, PWSK_PROVIDER_NPI Npi, PIRP Irp);';
    assert.equal((await findingsOf('all/other/app/start.c', caller(declaration))).length, 1);
  });
});

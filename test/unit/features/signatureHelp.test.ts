import assert from 'node:assert/strict';
import { signatureHelpAt } from '../../../server/src/features/signatureHelp';

function help(text: string) {
  const whole = `#include <wsk.h>\n${text}`;
  const offset = whole.indexOf('¦');
  const result = signatureHelpAt('a.c', whole.replace('¦', ''), offset, 'en');
  if (!result) return undefined;
  const active = result.parameters[result.active];
  return {
    label: result.label,
    parameter: active && result.label.slice(active.start, active.end),
    words: active?.documentation,
  };
}

describe('signature help', () => {
  it('follows the arguments of a call through a dispatch table', () => {
    assert.equal(help('Dispatch->WskReceive(¦')?.parameter, 'PWSK_SOCKET Socket');
    assert.equal(help('Dispatch->WskReceive(¦')?.label.startsWith('NTSTATUS WskReceive('), true);
    assert.equal(help('Dispatch->WskReceive(Get(a, b), ¦')?.parameter, 'PWSK_BUF Buffer');
    assert.equal(help('Dispatch->WskReceive(Socket, &Buffer, 0, ¦Irp);')?.parameter, 'PIRP Irp');
    assert.equal(help('Dispatch->WskReceive(Socket, (¦a), 0, Irp)')?.parameter, 'PWSK_BUF Buffer');
  });

  it('knows what a pointer of the function points to', () => {
    const call = (declared: string): string => `NTSTATUS F(PWSK_SOCKET S, ${declared})\n{\n    return Bind(S, ¦);\n}\n`;
    assert.equal(help(call('PFN_WSK_BIND Bind'))?.parameter, 'PSOCKADDR LocalAddress');
    assert.equal(help(call('PFN_OTHER Bind')), undefined);
  });

  it('follows them in the body of a macro', () => {
    assert.equal(help('#define RECEIVE(D, S) (D)->WskReceive((S), ¦')?.parameter, 'PWSK_BUF Buffer');
    assert.equal(help('#define RECEIVE(D, S) (D)->WskReceive((S), 0)\n¦'), undefined);
  });

  it('says what this option wants in each argument', () => {
    const call = 'Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, ';
    assert.match(help(`${call}¦`)?.words ?? '', /SOL_SOCKET/);
    assert.match(help(`${call}SOL_SOCKET, ¦`)?.words ?? '', /sizeof\(WSK_EVENT_CALLBACK_CONTROL\)/);
    assert.match(help(`${call}SOL_SOCKET, sizeof(c), &¦c`)?.words ?? '', /WSK_EVENT_CALLBACK_CONTROL/);
    assert.match(help(`${call}SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, ¦`)?.words ?? '', /disable/);
  });

  it('says which flags may stand together, and what is reserved', () => {
    const socket = 'Npi.Dispatch->WskSocket(C, AF_INET, SOCK_STREAM, IPPROTO_TCP, ';
    assert.match(help(`${socket}¦`)?.words ?? '', /^One of WSK_FLAG_BASIC_SOCKET/);
    assert.equal(help('Dispatch->WskSend(S, B, ¦')?.words, '0 or WSK_FLAG_NODELAY');
    assert.equal(help('Dispatch->WskBind(S, A, ¦')?.words, 'Reserved: 0');
    assert.equal(help('Npi.Dispatch->WskGetAddressInfo(C, N, NULL, ¦')?.words, 'May be 0');
    assert.equal(help(`${socket}WSK_FLAG_BASIC_SOCKET, ¦`)?.words, 'May be NULL');
  });

  it('is silent for calls of other things, after the call and in braces', () => {
    assert.equal(help('Other(¦'), undefined);
    assert.equal(help('Dispatch->WskReceive(Socket)¦'), undefined);
    assert.equal(help('void WskReceive(¦'), undefined);
    assert.equal(help('Dispatch->WskReceive(Socket, [] { ¦'), undefined);
  });
});

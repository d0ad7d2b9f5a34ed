import assert from 'node:assert/strict';
import { model } from '../../../server/src/model';
import { analysed } from './analysed';
import { inlayHints, type InlayHintSettings } from '../../../server/src/features/inlayHints';

const call = `#include <wsk.h>
Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, Irp);
`;

/** The text with the hints in it. */
function shown(text: string, settings: Partial<InlayHintSettings>): string {
  const hints = inlayHints({
    path: 'a.c',
    text,
    start: 0,
    end: text.length,
    settings: { parameterNames: 'off', masks: false, results: false, irpOwner: false, ...settings },
    facts: undefined,
  });
  return [...hints]
    .reverse()
    .reduce((result, { offset, label }) => `${result.slice(0, offset)}«${label}»${result.slice(offset)}`, text);
}

describe('inlay hints', () => {
  it('name what says nothing itself', () => {
    assert.ok(
      shown(call, { parameterNames: 'literals' }).includes(
        'sizeof(c), &c, «OutputSize:»0, «OutputBuffer:»NULL, «OutputSizeReturned:»NULL, Irp)',
      ),
    );
  });

  it('name every argument that does not say its own name, when asked', () => {
    const text = shown(call, { parameterNames: 'all' });
    assert.ok(text.includes('(Socket, «RequestType:»WskSetOption, «ControlCode:»SO_WSK_EVENT_CALLBACK'), text);
    assert.ok(text.includes(', Irp)'), text);
  });

  it('name the owner of an IRP, whichever object of a caller holds it', async () => {
    const text = `#include <ntddk.h>
#include <wsk.h>
typedef struct _LINK { PWSK_SOCKET Socket; PIRP Irp; KEVENT Event; } LINK, *PLINK;
static NTSTATUS Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Close(PLINK Link)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Link->Socket->Dispatch;
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Link->Irp, Done, &Link->Event, TRUE, TRUE, TRUE);
    return Dispatch->WskCloseSocket(Link->Socket, Link->Irp);
}
NTSTATUS CloseOne(PLINK First, PLINK Second, BOOLEAN IsFirst)
{
    PLINK Link = IsFirst ? First : Second;
    return Close(Link);
}
`;
    const { facts } = await analysed({ 'a.c': text });
    const settings = { parameterNames: 'off', masks: false, results: false, irpOwner: true } as const;
    const hints = inlayHints({ path: 'a.c', text, start: 0, end: text.length, settings, facts });
    assert.deepEqual(
      hints.map(({ label }) => label),
      [' → WSK → Done'],
    );
  });

  it('decode numbers that stand for events, and nothing that says so itself', async () => {
    const masks = async (mask: string): Promise<string[]> => {
      const text = `#include <ntddk.h>
#include <wsk.h>
NTSTATUS Set(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, ${mask} };
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}
`;
      const { facts } = await analysed({ 'a.c': text });
      const settings = { parameterNames: 'off', masks: true, results: false, irpOwner: false } as const;
      const hints = inlayHints({ path: 'a.c', text, start: 0, end: text.length, settings, facts });
      return hints.map(({ offset, label }) => `${text.slice(text.indexOf('_ID, ') + 5, offset)}${label}`);
    };
    const flag = (value: string): number => model.eventFlags.get(value)?.value ?? 0;
    const [receive, disconnect] = [flag('WSK_EVENT_RECEIVE'), flag('WSK_EVENT_DISCONNECT')];
    const both = `0x${receive.toString(16)} | ${disconnect}`;
    assert.deepEqual(await masks(`${receive}`), [`${receive} = WSK_EVENT_RECEIVE`]);
    assert.deepEqual(await masks(both), [`${both} = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT`]);
    assert.deepEqual(await masks(`WSK_EVENT_RECEIVE | ${disconnect}`), []);
  });

  it('are none when switched off, outside of the range and in unfinished calls', () => {
    assert.equal(shown(call, {}), call);
    const unfinished = '#include <wsk.h>\nDispatch->WskControlSocket(Socket, 0, NULL);';
    assert.equal(shown(unfinished, { parameterNames: 'all' }), unfinished);
  });
});

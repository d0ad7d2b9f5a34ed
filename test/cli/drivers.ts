/** Driver code for the tests: one function that switches events, with the mask and the NpiId that a test wants. */

export function switchEvents(mask: string, name = 'SwitchEvents', npi = '&NPI_WSK_INTERFACE_ID'): string {
  return `NTSTATUS ${name}(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;

    EventControl.NpiId = ${npi};
    EventControl.EventMask = ${mask};
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                      &EventControl, 0, NULL, NULL, NULL);
}
`;
}

export const headers = '#include <ntddk.h>\n#include <wsk.h>\n\n';
export const twoEvents = 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE';

/** disable-one-event, an error on line 9. */
export const wrong = headers + switchEvents(twoEvents);
export const right = headers + switchEvents('WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE');
/** event-mask-operator, with a safe fix. */
export const fixable = headers + switchEvents('WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT');
export const fixed = headers + switchEvents('WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT');

/** A callback in one file, and the wait that it reaches over two helpers in another. */
export const waitingCallback = {
  callback: `#include <ntddk.h>
#include <wsk.h>
VOID StopPeer(PKEVENT Idle);
static NTSTATUS WSKAPI PeerGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    StopPeer((PKEVENT)SocketContext);
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch = { NULL, PeerGone, NULL };
`,
  helpers: `#include <ntddk.h>
#include <wsk.h>
static VOID Drain(PKEVENT Idle)
{
    KeWaitForSingleObject(Idle, Executive, KernelMode, FALSE, NULL);
}
VOID StopPeer(PKEVENT Idle)
{ Drain(Idle); }
`,
};

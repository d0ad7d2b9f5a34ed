// CASE: SO_WSK_EVENT_CALLBACK is read to learn the mask; the option can only be set
#include <ntddk.h>
#include <wsk.h>

BOOLEAN PeerIsArmed(_In_ PWSK_SOCKET Peer, _In_ ULONG Flag)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Ops = Peer->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Now;
    NTSTATUS Status;

    RtlZeroMemory(&Now, sizeof(Now));
    Status = Ops->WskControlSocket(Peer,
                                   WskGetOption,                // EXPECT(control-request-type)
                                   SO_WSK_EVENT_CALLBACK,       // OR(control-request-type)
                                   SOL_SOCKET, 0, NULL, sizeof(Now), &Now, NULL, NULL);
    return NT_SUCCESS(Status) && (Now.EventMask & Flag) != 0;
}

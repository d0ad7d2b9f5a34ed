// CASE: the call without an IRP is the test of an else-if
#include <ntddk.h>
#include <wsk.h>

typedef struct _PIER { PWSK_SOCKET Socket; BOOLEAN Open; ULONG Size; NTSTATUS Last; } PIER, *PPIER;

VOID PierWiden(PPIER Pier)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)Pier->Socket->Dispatch;
    NTSTATUS Status;

    if (!Pier->Open) {
        Pier->Last = STATUS_INVALID_DEVICE_STATE;
    } else if (!NT_SUCCESS(Status = Dispatch->WskControlSocket(Pier->Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET,
                                                              sizeof(Pier->Size), &Pier->Size, 0, NULL, NULL,
                                                              NULL))) {         // EXPECT(irp-required)
        Pier->Last = Status;
    } else {
        // wide enough

        Pier->Last = STATUS_SUCCESS;
    }
}

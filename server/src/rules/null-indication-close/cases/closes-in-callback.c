// CASE: the NULL branch starts the close without waiting; another wakes the thread that closes
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _WELL { PWSK_SOCKET Socket; LONG Closing; SIZE_T Depth; KEVENT Dead; } WELL, *PWELL;

static NTSTATUS NTAPI WellClosed(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID WellClose(PWELL Well)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return;
    IoSetCompletionRoutine(Irp, WellClosed, Well, TRUE, TRUE, TRUE);
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Well->Socket->Dispatch)->WskCloseSocket(Well->Socket, Irp);
}

static NTSTATUS WSKAPI WellReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PWELL Well = Ctx;

    (void)Flags; (void)Taken;
    if (Data == NULL) {
        if (InterlockedExchange(&Well->Closing, 1) == 0)
            WellClose(Well);
        return STATUS_SUCCESS;                  // NOT(null-indication-close)
    }
    Well->Depth += Bytes;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI WellInput(PVOID Ctx, ULONG Flags, PWSK_DATAGRAM_INDICATION List)
{
    PWELL Well = Ctx;

    (void)Flags;
    if (List == NULL) {
        KeSetEvent(&Well->Dead, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;                  // NOT(null-indication-close)
    }
    Well->Depth += List->Buffer.Length;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH WellTcp = { WellReceive };
const WSK_CLIENT_DATAGRAM_DISPATCH WellUdp = { WellInput };

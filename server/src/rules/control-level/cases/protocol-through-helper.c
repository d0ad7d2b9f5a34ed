// CASE: the option helper takes the level; IPPROTO_TCP is passed for SO_RCVBUF
#include <ntddk.h>
#include <wsk.h>

typedef struct _STREAMER {
    PWSK_SOCKET Sock;
    PIRP Irp;                   /* owned, freed by the owner */
    KEVENT Ev;
} STREAMER, *PSTREAMER;

static NTSTATUS NTAPI StreamerEvent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    (VOID)DeviceObject;
    (VOID)Irp;
    KeSetEvent(&((PSTREAMER)Context)->Ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
StreamerOption(
    _In_ PSTREAMER Streamer,
    _In_ ULONG Level,
    _In_ ULONG Name,
    _In_ ULONG Value
    )
{
    CONST WSK_PROVIDER_BASIC_DISPATCH* Basic = Streamer->Sock->Dispatch;

    IoReuseIrp(Streamer->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Streamer->Ev);
    IoSetCompletionRoutine(Streamer->Irp, StreamerEvent, Streamer, TRUE, TRUE, TRUE);
    Basic->WskControlSocket(Streamer->Sock, WskSetOption, Name, Level, sizeof(Value), &Value,
                            0, NULL, NULL, Streamer->Irp);
    KeWaitForSingleObject(&Streamer->Ev, Executive, KernelMode, FALSE, NULL);
    return Streamer->Irp->IoStatus.Status;
}

NTSTATUS StreamerTune(_In_ PSTREAMER Streamer)
{
    NTSTATUS Status;

    Status = StreamerOption(Streamer, IPPROTO_TCP, TCP_NODELAY, 1);             // NOT(control-level)
    if (!NT_SUCCESS(Status)) {
        return Status;
    }


    Status = StreamerOption(Streamer, IPPROTO_TCP, SO_RCVBUF, 0x40000);         // EXPECT(control-level)
    return Status;
}

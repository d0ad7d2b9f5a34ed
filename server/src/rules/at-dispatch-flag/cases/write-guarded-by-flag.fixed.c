// CASE: a file is written when WSK_FLAG_AT_DISPATCH_LEVEL is missing
#include <ntddk.h>
#include <wsk.h>

typedef struct _TRACE { HANDLE File; ULONG Lines; PIO_WORKITEM Item; } TRACE, *PTRACE;
IO_WORKITEM_ROUTINE TraceClose;

NTSTATUS WSKAPI TraceInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PTRACE Trace = SocketContext;
    IO_STATUS_BLOCK Iosb;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        IoQueueWorkItem(Trace->Item, TraceClose, DelayedWorkQueue, Trace);
        return STATUS_SUCCESS;
    }
    Trace->Lines++;
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        ZwWriteFile(Trace->File, NULL, NULL, NULL, &Iosb, &Trace->Lines, sizeof(ULONG), NULL, NULL);   // EXPECT(at-dispatch-flag)
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH TraceDispatch = { TraceInput };

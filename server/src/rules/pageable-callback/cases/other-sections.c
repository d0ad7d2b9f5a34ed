// CASE: INIT and non-paged sections, a paged helper that only the thread calls, a callback after the pop
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _MUX { KEVENT Wake; ULONG Lost; } MUX, *PMUX;

VOID MuxSetup(PMUX Mux);
VOID NTAPI MuxThread(PVOID Context);
static NTSTATUS WSKAPI MuxInput(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, MuxSetup)
#pragma alloc_text(PAGE, MuxThread)
#pragma alloc_text(NONPAGED, MuxInput)          // NOT(pageable-callback)
#endif

#pragma code_seg(push, paged, "PAGE")
static VOID MuxReport(PMUX Mux)
{
    PAGED_CODE();                               // NOT(pageable-callback)
    DbgPrint("mux: %lu lost\n", Mux->Lost);
}
#pragma code_seg(pop, paged)

static NTSTATUS WSKAPI MuxInput(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List)      // NOT(pageable-callback)
{
    PMUX Mux = Context;

    UNREFERENCED_PARAMETER(Flags);
    if (List == NULL)
        Mux->Lost = MAXULONG;
    KeSetEvent(&Mux->Wake, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH MuxDispatch = { MuxInput };

VOID MuxSetup(PMUX Mux)
{
    KeInitializeEvent(&Mux->Wake, SynchronizationEvent, FALSE);
}

VOID NTAPI MuxThread(PVOID Context)
{
    PMUX Mux = Context;

    PAGED_CODE();                               // NOT(pageable-callback)
    do {
        KeWaitForSingleObject(&Mux->Wake, Executive, KernelMode, FALSE, NULL);
        MuxReport(Mux);
    } while (Mux->Lost != MAXULONG);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

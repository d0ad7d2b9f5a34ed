// CASE: a session counts who uses it, and the last one frees it; one place frees it without asking
#include <ntddk.h>
#include <wsk.h>

typedef struct _FERRY {
    volatile LONG Users;
    PWSK_SOCKET Socket;
    PIRP CloseIrp;
    EX_RUNDOWN_REF *Pier;
} FERRY, *PFERRY;

static VOID FerryLeave(PFERRY Ferry)
{
    EX_RUNDOWN_REF *pier = Ferry->Pier;

    if (InterlockedDecrement(&Ferry->Users) != 0)
        return;
    if (Ferry->CloseIrp != NULL)
        IoFreeIrp(Ferry->CloseIrp);                 // NOT(irp-double-free)
    ExFreePoolWithTag(Ferry, 'yrrF');               // NOT(context-lifetime)
    ExReleaseRundownProtection(pier);
}

static NTSTATUS NTAPI FerryClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    FerryLeave(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID FerryClose(PFERRY Ferry)
{
    IoSetCompletionRoutine(Ferry->CloseIrp, FerryClosed, Ferry, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Ferry->Socket->Dispatch)->WskCloseSocket(Ferry->Socket, Ferry->CloseIrp);
}

VOID FerryEnd(PFERRY Ferry)
{
    InterlockedIncrement(&Ferry->Users);
    FerryClose(Ferry);
    FerryLeave(Ferry);
}

VOID FerrySink(PFERRY Ferry)
{
    FerryClose(Ferry);
    ExFreePoolWithTag(Ferry, 'yrrF');               // EXPECT(context-lifetime)
}

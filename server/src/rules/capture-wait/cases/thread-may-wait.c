// CASE: DriverEntry only starts a thread, and the thread waits for ever
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _IDLE { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; PVOID Thread; } IDLE;

static IDLE Idle;
static const WSK_CLIENT_DISPATCH IdleClient = { MAKE_WSK_VERSION(1, 0) };

static VOID NTAPI IdleThread(PVOID Context)
{
    IDLE *idle = Context;

    if (NT_SUCCESS(WskCaptureProviderNPI(&idle->Reg, WSK_INFINITE_WAIT, &idle->Npi))) {     // NOT(capture-wait)
        DbgPrint("ready\n");
        WskReleaseProviderNPI(&idle->Reg);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI IdleUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Idle.Reg);
    KeWaitForSingleObject(Idle.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Idle.Thread);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { &Idle, &IdleClient };
    HANDLE handle;
    NTSTATUS st;

    UNREFERENCED_PARAMETER(RegistryPath);
    st = WskRegister(&me, &Idle.Reg);
    if (!NT_SUCCESS(st))
        return st;
    st = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, IdleThread, &Idle);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&Idle.Reg);
        return st;
    }
    ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, &Idle.Thread, NULL);
    ZwClose(handle);
    DriverObject->DriverUnload = IdleUnload;
    return STATUS_SUCCESS;
}

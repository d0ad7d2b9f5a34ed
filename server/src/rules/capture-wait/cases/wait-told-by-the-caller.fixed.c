// CASE: a helper takes the time from its callers: DriverEntry tells half a minute, the thread may tell what it likes
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH ToldDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ToldRegistration;
static WSK_PROVIDER_NPI ToldNpi;

static NTSTATUS ToldCapture(ULONG Milliseconds)
{
    return WskCaptureProviderNPI(&ToldRegistration, Milliseconds, &ToldNpi);
}

static VOID NTAPI ToldThread(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(ToldCapture(WSK_INFINITE_WAIT)))         // NOT(capture-wait)
        DbgPrint("provider there\n");
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI ToldUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskReleaseProviderNPI(&ToldRegistration);
    WskDeregister(&ToldRegistration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI client = { NULL, &ToldDispatch };
    HANDLE thread;
    NTSTATUS status = WskRegister(&client, &ToldRegistration);

    UNREFERENCED_PARAMETER(Path);
    if (!NT_SUCCESS(status))
        return status;
    status = ToldCapture(WSK_NO_WAIT);                        // EXPECT(capture-wait)
    if (!NT_SUCCESS(status)) {
        status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, ToldThread, NULL);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&ToldRegistration);
            return status;
        }
        ZwClose(thread);
    }
    Driver->DriverUnload = ToldUnload;
    return STATUS_SUCCESS;
}

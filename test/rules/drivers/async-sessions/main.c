#include "async.h"

WSK_REGISTRATION AsyncRegistration;
WSK_PROVIDER_NPI AsyncNpi;
PDEVICE_OBJECT   AsyncDevice;
NPAGED_LOOKASIDE_LIST AsyncSessions;

static const WSK_CLIENT_DISPATCH AsyncClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static KEVENT AsyncStop;
static PVOID  AsyncThread;

DRIVER_UNLOAD AsyncUnload;
KSTART_ROUTINE AsyncThreadMain;

VOID AsyncThreadMain(PVOID Context)
{
    UNICODE_STRING host = RTL_CONSTANT_STRING(L"example.org");
    UNICODE_STRING service = RTL_CONSTANT_STRING(L"echo");
    PSESSION session;
    SIZE_T needed = 0;

    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(WskCaptureProviderNPI(&AsyncRegistration, WSK_INFINITE_WAIT, &AsyncNpi))) {
        session = SessionCreate();
        if (session != NULL) {
            if (NT_SUCCESS(SessionStart(session, &host, &service))) {
                KeWaitForSingleObject(&session->Finished, Executive, KernelMode, FALSE, NULL);
            }
            SessionRelease(session);
        }
        WskReleaseProviderNPI(&AsyncRegistration);
        AsyncNpi.Dispatch->WskControlClient(AsyncNpi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &needed, NULL); // EXPECT(use-after-release)
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID AsyncUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&AsyncStop, 0, FALSE);
    KeWaitForSingleObject(AsyncThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(AsyncThread);
    WskDeregister(&AsyncRegistration);
    ExDeleteNPagedLookasideList(&AsyncSessions);
    IoDeleteDevice(AsyncDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI npi;
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = AsyncUnload;
    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &AsyncDevice);
    if (!NT_SUCCESS(status))
        return status;
    KeInitializeEvent(&AsyncStop, NotificationEvent, FALSE);
    ExInitializeNPagedLookasideList(&AsyncSessions, NULL, NULL, 0, sizeof(SESSION), 'sesA', 0);
    npi.ClientContext = NULL;
    npi.Dispatch = &AsyncClient;
    status = WskRegister(&npi, &AsyncRegistration);
    if (!NT_SUCCESS(status))
        goto fail;
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, AsyncThreadMain, NULL);
    if (!NT_SUCCESS(status))
        goto fail;                          // EXPECT(not-deregistered)
    ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, &AsyncThread, NULL);
    ZwClose(thread);
    return STATUS_SUCCESS;
fail:
    ExDeleteNPagedLookasideList(&AsyncSessions);
    IoDeleteDevice(AsyncDevice);
    return status;                          // OR(not-deregistered)
}

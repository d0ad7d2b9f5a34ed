// CASE: the failure comes out of a helper with many ways out, and DriverEntry has one return for all
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PIRP Request;
static KEVENT Answered;
static PWSK_SOCKET Beacon;
static const WSK_CLIENT_DISPATCH Versions = { MAKE_WSK_VERSION(1, 0), 0, NULL };
void BeaconUnload(PDRIVER_OBJECT Driver);

static NTSTATUS NTAPI BeaconAnswered(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

#define ASK(status, call)                                                              \
    {                                                                                  \
        IoReuseIrp(Request, STATUS_UNSUCCESSFUL);                                      \
        IoSetCompletionRoutine(Request, BeaconAnswered, &Answered, TRUE, TRUE, TRUE);  \
        KeClearEvent(&Answered);                                                       \
        status = call;                                                                 \
        if (status == STATUS_PENDING) {                                                \
            KeWaitForSingleObject(&Answered, Executive, KernelMode, FALSE, NULL);      \
            status = Request->IoStatus.Status;                                         \
        }                                                                              \
    }

static NTSTATUS BeaconStart(void)
{
    WSK_CLIENT_NPI npi = { NULL, &Versions };
    SOCKADDR_IN any = { AF_INET };
    NTSTATUS status;

    Request = IoAllocateIrp(1, FALSE);
    if (Request == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Answered, NotificationEvent, FALSE);
    if (!NT_SUCCESS(status = WskRegister(&npi, &Registration)))
        goto memory;
    if (!NT_SUCCESS(status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider)))
        goto memory;
    ASK(status, Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                             NULL, NULL, NULL, NULL, NULL, Request));
    if (!NT_SUCCESS(status))
        goto provider;
    Beacon = (PWSK_SOCKET)Request->IoStatus.Information;
    ASK(status, ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Beacon->Dispatch)->WskBind(Beacon, (PSOCKADDR)&any, 0, Request));
    if (!NT_SUCCESS(status))
        goto socket;
    return STATUS_SUCCESS;

socket: {
        NTSTATUS ignored;
        ASK(ignored, ((const WSK_PROVIDER_BASIC_DISPATCH *)Beacon->Dispatch)->WskCloseSocket(Beacon, Request));
    }
provider:
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
memory:
    IoFreeIrp(Request);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    NTSTATUS status = BeaconStart();

    UNREFERENCED_PARAMETER(Path);
    if (NT_SUCCESS(status))
        Driver->DriverUnload = BeaconUnload;
    return status; // EXPECT(not-deregistered)
}

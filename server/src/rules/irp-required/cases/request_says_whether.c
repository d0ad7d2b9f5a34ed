// CASE: a request's description says whether the IRP of the endpoint is used: one caller does without where it is needed
#include <ntddk.h>
#include <wsk.h>

typedef struct _REQUEST { ULONG Code; PVOID Input; SIZE_T Size; BOOLEAN AtOnce; } REQUEST, *PREQUEST;
typedef struct _ENDPOINT { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; ULONG Value; WSK_EVENT_CALLBACK_CONTROL Events; } ENDPOINT, *PENDPOINT;

static NTSTATUS NTAPI EndpointDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PENDPOINT)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Submit(PENDPOINT Endpoint, const REQUEST *Request)
{
    PIRP Irp = NULL;
    NTSTATUS Status;

    if (!Request->AtOnce) {
        Irp = Endpoint->Irp;
        KeClearEvent(&Endpoint->Done);
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, EndpointDone, Endpoint, TRUE, TRUE, TRUE);
    }
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Endpoint->Socket->Dispatch)->WskControlSocket(Endpoint->Socket, WskSetOption,
        Request->Code, SOL_SOCKET, Request->Size, Request->Input, 0, NULL, NULL, Irp);  // NOT(irp-required)
    if (Irp != NULL && Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Endpoint->Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS EnableEvents(PENDPOINT Endpoint)
{
    REQUEST Request = { SO_WSK_EVENT_CALLBACK, &Endpoint->Events, sizeof(Endpoint->Events), TRUE };

    Endpoint->Events.NpiId = &NPI_WSK_INTERFACE_ID;
    Endpoint->Events.EventMask = WSK_EVENT_RECEIVE;
    return Submit(Endpoint, &Request);                          // NOT(irp-required)
}

NTSTATUS KeepAlive(PENDPOINT Endpoint)
{
    REQUEST Request = { SO_KEEPALIVE, &Endpoint->Value, sizeof(Endpoint->Value), FALSE };

    Endpoint->Value = 1;
    return Submit(Endpoint, &Request);                          // NOT(irp-required)
}

NTSTATUS BufferSize(PENDPOINT Endpoint)
{
    REQUEST Request = { SO_RCVBUF, &Endpoint->Value, sizeof(Endpoint->Value), TRUE };

    Endpoint->Value = 65536;
    return Submit(Endpoint, &Request);                          // EXPECT(irp-required) NOFIX(irp-required)
}

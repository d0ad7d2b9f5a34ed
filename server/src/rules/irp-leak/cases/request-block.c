// CASE: the IRP stands in a request block, and the block is freed without it
#include <ntddk.h>
#include <wsk.h>

#define TAG 'qRwT'

typedef struct _REQUEST {
    PIRP Irp;
    WSK_BUF Buffer;
} REQUEST, *PREQUEST;

static VOID RequestFree(PREQUEST Request)
{
    if (Request->Irp != NULL)
        IoFreeIrp(Request->Irp);
    ExFreePoolWithTag(Request, TAG);
}

static NTSTATUS NTAPI RequestDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    RequestFree((PREQUEST)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI RequestForgets(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    ExFreePoolWithTag(Context, TAG);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PREQUEST RequestNew(PWSK_BUF Data)
{
    PREQUEST Request = (PREQUEST)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(REQUEST), TAG);

    if (Request != NULL) {
        Request->Irp = NULL;
        Request->Buffer = *Data;
    }
    return Request;
}

NTSTATUS Right(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PREQUEST Request = RequestNew(Data);

    if (Request == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Request->Irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (Request->Irp == NULL || Data->Length == 0) {
        RequestFree(Request);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Request->Irp, RequestDone, Request, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, &Request->Buffer, 0, Request->Irp);
}

NTSTATUS EarlyError(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PREQUEST Request = RequestNew(Data);

    if (Request == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Request->Irp = IoAllocateIrp(1, FALSE); // EXPECT(irp-leak)
    if (Request->Irp == NULL || Data->Length == 0) {
        ExFreePoolWithTag(Request, TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Request->Irp, RequestDone, Request, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, &Request->Buffer, 0, Request->Irp);
}

NTSTATUS RoutineForgets(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PREQUEST Request = RequestNew(Data);

    if (Request == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Request->Irp = IoAllocateIrp(1, FALSE); // EXPECT(irp-leak)
    if (Request->Irp == NULL) {
        RequestFree(Request);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Request->Irp, RequestForgets, Request, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, &Request->Buffer, 0, Request->Irp);
}

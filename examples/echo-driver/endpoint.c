/*
 * Closing a socket while others use it. WSK wants no call on a socket to be under way when it is closed, so each call
 * stands between EndpointEnter and EndpointLeave, and whoever leaves last after EndpointClose closes the socket.
 */
#include "echo.h"

PVOID EndpointAllocate(_In_ SIZE_T Size)
{
#if defined(POOL_FLAG_NON_PAGED)
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, ECHO_TAG);
#else
    PVOID Memory = ExAllocatePoolWithTag(NonPagedPoolNx, Size, ECHO_TAG);

    if (Memory != NULL) {
        RtlZeroMemory(Memory, Size);
    }
    return Memory;
#endif
}

NTSTATUS EndpointPrepare(_Out_ PECHO_ENDPOINT Endpoint, _In_ PIO_COMPLETION_ROUTINE CloseComplete)
{
    RtlZeroMemory(Endpoint, sizeof(*Endpoint));
    KeInitializeEvent(&Endpoint->Closed, NotificationEvent, FALSE);
    Endpoint->CloseComplete = CloseComplete;
    Endpoint->Calls = 1;
    Endpoint->CloseIrp = IoAllocateIrp(1, FALSE);
    return Endpoint->CloseIrp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

/* FALSE: the socket is closing, and nothing may be called on it. */
BOOLEAN EndpointEnter(_Inout_ PECHO_ENDPOINT Endpoint)
{
    LONG Calls = Endpoint->Calls;

    while (Calls != 0) {
        LONG Seen = InterlockedCompareExchange(&Endpoint->Calls, Calls + 1, Calls);

        if (Seen == Calls) {
            return TRUE;
        }
        Calls = Seen;
    }
    return FALSE;
}

VOID EndpointLeave(_Inout_ PECHO_ENDPOINT Endpoint)
{
    if (InterlockedDecrement(&Endpoint->Calls) == 0) {
        const WSK_PROVIDER_BASIC_DISPATCH *Provider = Endpoint->Socket->Dispatch;

        IoSetCompletionRoutine(Endpoint->CloseIrp, Endpoint->CloseComplete, Endpoint, TRUE, TRUE, TRUE);
        Provider->WskCloseSocket(Endpoint->Socket, Endpoint->CloseIrp);
    }
}

/* Begins to close the socket, once, and does not wait: event callbacks call this too. */
VOID EndpointClose(_Inout_ PECHO_ENDPOINT Endpoint)
{
    if (InterlockedExchange(&Endpoint->Closing, TRUE) == FALSE) {
        EndpointLeave(Endpoint);
    }
}

/* For endpoints whose owner waits for Closed. */
NTSTATUS EndpointCloseComplete(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PECHO_ENDPOINT Endpoint = Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    IoFreeIrp(Irp);
    KeSetEvent(&Endpoint->Closed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

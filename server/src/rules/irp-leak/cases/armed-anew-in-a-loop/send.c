#include "request.h"

NTSTATUS SendEach(PWSK_SOCKET Socket, PWSK_BUF Buffers, ULONG Count, PSOCKADDR To)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Socket->Dispatch;
    NTSTATUS status = STATUS_SUCCESS;
    REQUEST request;
    ULONG i;

    if (!RequestOpen(&request))
        return STATUS_INSUFFICIENT_RESOURCES;
    for (i = 0; i < Count && NT_SUCCESS(status); i++) {
        if (i > 0)
            RequestAgain(&request);
        status = RequestWait(&request, dispatch->WskSendTo(Socket, &Buffers[i], 0, To, 0, NULL, request.Irp));
    }
    RequestClose(&request);
    return status;
}

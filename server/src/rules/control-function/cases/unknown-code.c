// CASE: the codes come from a table or from a request, nothing is known about them
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _REQUEST {
    ULONG Code;
    ULONG Length;
    UCHAR Data[64];
} REQUEST, *PREQUEST;

static const ULONG VendorCodes[] = { 0x00007001, 0x00007002 };

NTSTATUS ForwardToClient(const WSK_PROVIDER_NPI *Npi, PREQUEST Request)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, Request->Code,                  // NOT(control-function)
                                           Request->Length, Request->Data, 0, NULL, NULL, NULL);
}

NTSTATUS ForwardToSocket(PWSK_SOCKET Socket, ULONG Index, PREQUEST Request)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;

    if (Index >= RTL_NUMBER_OF(VendorCodes))
        return STATUS_INVALID_PARAMETER;
    return Basic->WskControlSocket(Socket, WskIoctl, VendorCodes[Index], 0,             // NOT(control-function)
                                   Request->Length, Request->Data, 0, NULL, NULL, NULL);
}

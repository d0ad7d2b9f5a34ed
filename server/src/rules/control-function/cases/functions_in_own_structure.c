// CASE: the driver keeps the two control functions in a structure of its own, and mixes them up
#include <ntddk.h>
#include <wsk.h>

typedef struct _CONTROLS {
    PFN_WSK_CONTROL_SOCKET OfSocket;
    PFN_WSK_CONTROL_CLIENT OfClient;
    PWSK_CLIENT Client;
} CONTROLS, *PCONTROLS;

NTSTATUS ListTransports(PCONTROLS Controls, PVOID Buffer, SIZE_T Length, SIZE_T *Needed)
{
    return Controls->OfClient(Controls->Client, WSK_TRANSPORT_LIST_QUERY,           // NOT(control-function)
                              0, NULL, Length, Buffer, Needed, NULL);
}

NTSTATUS ListTransportsOfSocket(PCONTROLS Controls, PWSK_SOCKET Socket, PVOID Buffer, SIZE_T Length, SIZE_T *Needed)
{
    return Controls->OfSocket(Socket, WskIoctl, WSK_TRANSPORT_LIST_QUERY,           // EXPECT(control-function)
                              0, 0, NULL, Length, Buffer, Needed, NULL);
}

NTSTATUS ListAddresses(PCONTROLS Controls, PFN_WSK_CONTROL_CLIENT Function, PVOID Buffer, SIZE_T Length, SIZE_T *Needed)
{
    return Function(Controls->Client, SIO_ADDRESS_LIST_QUERY,                       // EXPECT(control-function)
                    0, NULL, Length, Buffer, Needed, NULL);
}

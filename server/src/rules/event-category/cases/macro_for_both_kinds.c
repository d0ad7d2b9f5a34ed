// CASE: each use of the macro is wrong in another way
#include <ntddk.h>
#include <wsk.h>

#define KILN_BOTH   (WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE)

static NTSTATUS KilnStream(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS KilnGrams(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS KilnCool(PWSK_SOCKET Gas, PWSK_SOCKET Probe)
{
    NTSTATUS Status = KilnGrams(Probe, KILN_BOTH);  // EXPECT(event-category) NOFIX(event-category)

    if (NT_SUCCESS(Status))
        Status = KilnStream(Gas, KILN_BOTH);        // EXPECT(event-category) NOFIX(event-category)
    return Status;
}

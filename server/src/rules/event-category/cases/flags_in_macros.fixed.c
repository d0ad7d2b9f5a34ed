// CASE: the wrong flag stands in a macro: used once, used for wrong sockets only; and added later
#include <ntddk.h>
#include <wsk.h>

#define KILN_STREAM (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)
#define KILN_GRAMS  (WSK_EVENT_RECEIVE_FROM)

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

NTSTATUS KilnFire(PWSK_SOCKET Gas)
{
    return KilnStream(Gas, KILN_STREAM);            // EXPECT(event-category)
}

NTSTATUS KilnGlaze(PWSK_SOCKET Probe, PWSK_SOCKET Spare)
{
    NTSTATUS Status = KilnGrams(Probe, KILN_GRAMS); // EXPECT(event-category)

    if (NT_SUCCESS(Status))
        Status = KilnGrams(Spare, KILN_GRAMS);      // EXPECT(event-category)
    return Status;
}

NTSTATUS KilnOpen(PWSK_SOCKET Probe, BOOLEAN Watched)
{
    ULONG Mask = WSK_EVENT_RECEIVE_FROM;

    UNREFERENCED_PARAMETER(Watched);
    return KilnGrams(Probe, Mask);
}

NTSTATUS KilnClose(PWSK_SOCKET Probe, BOOLEAN Watched)
{
    UNREFERENCED_PARAMETER(Watched);
    return KilnGrams(Probe, WSK_EVENT_RECEIVE_FROM);   // EXPECT(event-category)
}

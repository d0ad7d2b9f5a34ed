// CASE: a macro makes a statement of the helper's call, and nobody has its result
#include <ntddk.h>
#include <wsk.h>

#define TRACED(call) do { DbgPrint("%s\n", #call); call; } while (0)
#define TRIED(call, status) do { status = call; } while (0)

static NTSTATUS ReedEvents(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

VOID ReedListen(PWSK_SOCKET Socket)
{
    TRACED(ReedEvents(Socket, WSK_EVENT_RECEIVE));          // EXPECT(enable-result-unchecked)
}

NTSTATUS ReedTry(PWSK_SOCKET Socket)
{
    NTSTATUS Status;

    TRIED(ReedEvents(Socket, WSK_EVENT_RECEIVE), Status);   // NOT(enable-result-unchecked)
    return Status;
}

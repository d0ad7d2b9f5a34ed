// CASE: WskCloseSocket with NULL, and a transport list change that nothing could report
#include <ntddk.h>
#include <wsk.h>

typedef struct _WATCH {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    BOOLEAN Watching;
} WATCH, *PWATCH;

VOID WatchClose(PWATCH Watch)
{
    PWSK_SOCKET Socket = Watch->Socket;

    Watch->Socket = NULL;
    if (Socket != NULL) {
        (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, NULL);       // EXPECT(irp-required)
    }
}

NTSTATUS WatchTransports(PWATCH Watch)
{
    NTSTATUS Status;

    Status = Watch->Npi.Dispatch->WskControlClient(Watch->Npi.Client, WSK_TRANSPORT_LIST_CHANGE,
                                                   0, NULL, 0, NULL, NULL, NULL);                   // EXPECT(irp-required)
    Watch->Watching = (BOOLEAN)NT_SUCCESS(Status);
    return Status;
}

// CASE: the result of the static call is dropped before the first socket is made
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET { WSK_PROVIDER_NPI Npi; } NET, *PNET;
NTSTATUS NetOpenSockets(PNET Net);

NTSTATUS NetStart(PNET Net)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_ACCEPT };

    Net->Npi.Dispatch->WskControlClient(Net->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,     // EXPECT(enable-result-unchecked)
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    return NetOpenSockets(Net);
}

// CASE: cast to void, tested in place, kept for later, handed to a function, returned through a macro
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _OMNI { PWSK_SOCKET Socket; NTSTATUS Last; } OMNI, *POMNI;

VOID OmniTrace(PCSTR What, NTSTATUS Status);

#define RETURN_IF_FAILED(_expr)                 \
    do {                                        \
        NTSTATUS _s = (_expr);                  \
        if (!NT_SUCCESS(_s))                    \
            return _s;                          \
    } while (0)

static NTSTATUS OmniSet(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(         // NOT(enable-result-unchecked)
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS OmniStart(POMNI Omni)
{
    (void)OmniSet(Omni->Socket, WSK_EVENT_SEND_BACKLOG);                                    // NOT(enable-result-unchecked)

    if (OmniSet(Omni->Socket, WSK_EVENT_DISCONNECT) != STATUS_SUCCESS)                      // NOT(enable-result-unchecked)
        DbgPrint("omni: no disconnect event\n");
    Omni->Last = OmniSet(Omni->Socket, WSK_EVENT_SEND_BACKLOG);                             // NOT(enable-result-unchecked)
    OmniTrace("backlog", OmniSet(Omni->Socket, WSK_EVENT_SEND_BACKLOG));                    // NOT(enable-result-unchecked)
    RETURN_IF_FAILED(OmniSet(Omni->Socket, WSK_EVENT_RECEIVE));                             // NOT(enable-result-unchecked)
    return Omni->Last;
}

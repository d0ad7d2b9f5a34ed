// CASE: zeroed first, both members set afterwards; a NULL that is overwritten before the call
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TERM { PWSK_SOCKET Socket; WSK_EVENT_CALLBACK_CONTROL Ctl; } TERM, *PTERM;

static VOID TermFill(PWSK_EVENT_CALLBACK_CONTROL Ctl, ULONG Mask)
{
    Ctl->NpiId = &NPI_WSK_INTERFACE_ID;
    Ctl->EventMask = Mask;
}

NTSTATUS TermEnable(PTERM Term)
{
    RtlZeroMemory(&Term->Ctl, sizeof(Term->Ctl));
    TermFill(&Term->Ctl, WSK_EVENT_DISCONNECT);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Term->Socket->Dispatch)->WskControlSocket(Term->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Term->Ctl), &Term->Ctl, 0, NULL, NULL, NULL);     // NOT(npi-id)
}

NTSTATUS TermEnableLate(PTERM Term)
{
    WSK_EVENT_CALLBACK_CONTROL Ctl = { NULL, WSK_EVENT_RECEIVE };                                   // NOT(npi-id)

    Ctl.NpiId = &NPI_WSK_INTERFACE_ID;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Term->Socket->Dispatch)->WskControlSocket(Term->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Ctl), &Ctl, 0, NULL, NULL, NULL);                 // NOT(npi-id)
}

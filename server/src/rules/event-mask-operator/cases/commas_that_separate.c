// CASE: commas between arguments, initialisers, enumerators and the parts of a for loop
// CLEAN
#include <ntddk.h>
#include <wsk.h>

enum { LogEvIn = WSK_EVENT_RECEIVE, LogEvEnd = WSK_EVENT_DISCONNECT };                  // NOT(event-mask-operator)

static const ULONG LogSteps[] = { WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };            // NOT(event-mask-operator)

static NTSTATUS LogSet(PWSK_SOCKET s, ULONG add, ULONG mode)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, add | mode };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(
        s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS LogDetach(PWSK_SOCKET s)
{
    NTSTATUS st = STATUS_SUCCESS;
    ULONG i, last;

    for (i = 0, last = WSK_EVENT_DISABLE; i < 2 && NT_SUCCESS(st); i++)                 // NOT(event-mask-operator)
        st = LogSet(s, LogSteps[i], last);
    return st;
}

NTSTATUS LogDetachOne(PWSK_SOCKET s, BOOLEAN in)
{
    return LogSet(s, in ? LogEvIn : LogEvEnd, WSK_EVENT_DISABLE);                       // NOT(event-mask-operator)
}

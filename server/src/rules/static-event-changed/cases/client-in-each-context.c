// CASE: two registrations; one static, the other by option
#include <ntddk.h>
#include <wsk.h>

typedef struct _CL { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; PWSK_SOCKET S; } CL;
static CL Control, Bulk;

static NTSTATUS ClOption(CL *c, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL k = { &NPI_WSK_INTERFACE_ID, m };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)c->S->Dispatch)->WskControlSocket(c->S, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(k), &k, 0, NULL, NULL, NULL);
}

static NTSTATUS ClStatic(CL *c, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL k = { &NPI_WSK_INTERFACE_ID, m };
    return c->Npi.Dispatch->WskControlClient(c->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(k), &k, 0, NULL, NULL, NULL);
}

NTSTATUS ClInit(VOID)
{
    return ClStatic(&Bulk, WSK_EVENT_RECEIVE);
}

NTSTATUS ClArm(VOID)
{
    return ClOption(&Control, WSK_EVENT_RECEIVE);       // NOT(static-event-changed)
}

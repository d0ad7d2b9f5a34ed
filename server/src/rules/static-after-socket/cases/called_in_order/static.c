#include "gopher.h"

static WSK_EVENT_CALLBACK_CONTROL GopherStatic = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

NTSTATUS GopherStaticEvents(PGOPHER Gopher)
{
    return Gopher->Npi.Dispatch->WskControlClient(Gopher->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,   // OR(static-after-socket)
                                                  sizeof(GopherStatic), &GopherStatic, 0, NULL, NULL, NULL);
}

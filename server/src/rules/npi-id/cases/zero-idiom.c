// CASE: the identifier from a const global pointer, a parameter, NULL in an initialiser table
#include <ntddk.h>
#include <wsk.h>

static const NPIID *const MyNpi = &NPI_WSK_INTERFACE_ID;
extern PNPIID ConfiguredNpi;

static WSK_EVENT_CALLBACK_CONTROL Presets[2] = {
    { (PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE },
    { NULL, WSK_EVENT_DISCONNECT },
};

typedef NTSTATUS (*CTLFN)(PWSK_SOCKET, PWSK_EVENT_CALLBACK_CONTROL);

static NTSTATUS DoCtl(PWSK_SOCKET s, PWSK_EVENT_CALLBACK_CONTROL c)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(*c), c, 0, NULL, NULL, NULL);
}

NTSTATUS First(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = (PNPIID)MyNpi;                                // NOT(npi-id)
    c.EventMask = WSK_EVENT_RECEIVE;
    return DoCtl(s, &c);
}

NTSTATUS Second(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = ConfiguredNpi;                                // NOT(npi-id)
    c.EventMask = WSK_EVENT_RECEIVE;
    return DoCtl(s, &c);
}

NTSTATUS Third(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = NULL;                                         // EXPECT(npi-id)
    c.EventMask = WSK_EVENT_RECEIVE;
    return DoCtl(s, &c);                                    // OR(npi-id)
}

NTSTATUS Fourth(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL c = { 0 };
    c.EventMask = WSK_EVENT_ACCEPT;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(c),
                                           &c,              // EXPECT(npi-id)
                                           0, NULL, NULL, NULL);
}

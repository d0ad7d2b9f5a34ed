// CASE: a helper puts the table that it is given into a WSK_CLIENT_NPI of its own; a lasting table and one on the stack
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_Radio, g_Relay;
static const WSK_CLIENT_DISPATCH g_Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS Announce(PWSK_REGISTRATION Registration, const WSK_CLIENT_DISPATCH *Table)
{
    WSK_CLIENT_NPI Npi = { NULL, Table };

    return WskRegister(&Npi, Registration);             // NOT(dispatch-lifetime)
}

NTSTATUS StartRadio(VOID)
{
    return Announce(&g_Radio, &g_Table);                // NOT(dispatch-lifetime)
}

NTSTATUS StartRelay(VOID)
{
    WSK_CLIENT_DISPATCH Table;

    RtlZeroMemory(&Table, sizeof(Table));
    Table.Version = MAKE_WSK_VERSION(1, 0);
    return Announce(&g_Relay, &Table);                  // EXPECT(dispatch-lifetime)
}

VOID StopBoth(VOID)
{
    WskDeregister(&g_Relay);
    WskDeregister(&g_Radio);
}

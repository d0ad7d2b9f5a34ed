// CASE: a loop over the bits of a mask: what one call disables is never known to be more than one event
// CLEAN
#include <ntddk.h>
#include <wsk.h>
NTSTATUS Each(PWSK_SOCKET s, ULONG Mask)
{
    NTSTATUS st = STATUS_SUCCESS;
    ULONG bit;
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    for (bit = 1; bit != 0 && bit != 0x80000000; bit <<= 1) {
        if ((Mask & bit) == 0) continue;
        c.EventMask = WSK_EVENT_DISABLE | bit;
        st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
            sizeof(c), &c, 0, NULL, NULL, NULL);
        if (st != STATUS_SUCCESS) break;
    }
    return st;
}
NTSTATUS QuietBoth(PWSK_SOCKET s) { return Each(s, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT); }

// CASE: the set of events is walked bit by bit, and a mask is only tested for the disable bit
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define FW_EVENTS (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)

static NTSTATUS
FwOne(PWSK_SOCKET s, ULONG bits)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, bits };

    if ((bits & WSK_EVENT_DISABLE) && (bits & FW_EVENTS))               // NOT(disable-one-event)
        DbgPrint("fw: off %lx\n", bits & ~WSK_EVENT_DISABLE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK,
                                                                         SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS
FwOff(PWSK_SOCKET s)
{
    ULONG left = FW_EVENTS;
    NTSTATUS first = STATUS_SUCCESS;

    while (left != 0) {
        ULONG bit = left & (0 - left);
        NTSTATUS st;

        left &= ~bit;
        st = FwOne(s, bit | WSK_EVENT_DISABLE);                         // NOT(disable-one-event)
        if (first == STATUS_SUCCESS)
            first = st;
    }
    return first;
}

NTSTATUS
FwOffByHand(PWSK_SOCKET s)
{
    NTSTATUS st = FwOne(s, WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE);      // NOT(disable-one-event)

    if (NT_SUCCESS(st)) {
        NTSTATUS st2 = FwOne(s, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);

        if (st2 != STATUS_SUCCESS)
            st = st2;
    }
    return st;
}

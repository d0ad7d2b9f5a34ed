// CASE: connection lists are released, datagram lists are not
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _BOTH {
    PWSK_SOCKET Tcp, Udp;
    PWSK_DATA_INDICATION Stream;
    PWSK_DATAGRAM_INDICATION Packets;
} BOTH, *PBOTH;
void both_dead(PBOTH b);

static NTSTATUS NTAPI both_tcp(PVOID ctx, ULONG flags, PWSK_DATA_INDICATION ind, SIZE_T len, SIZE_T *took)
{
    PBOTH b = ctx;

    (void)len; (void)took;
    if (ind == NULL) {
        both_dead(b);
        return STATUS_SUCCESS;
    }
    if (flags & WSK_FLAG_RELEASE_ASAP)
        return STATUS_SUCCESS;
    b->Stream = ind;
    return STATUS_PENDING;                      // NOT(pending-without-release)
}

static NTSTATUS NTAPI both_udp(PVOID ctx, ULONG flags, PWSK_DATAGRAM_INDICATION ind)
{
    PBOTH b = ctx;
    NTSTATUS st = STATUS_SUCCESS;

    (void)flags;
    if (ind == NULL) {
        both_dead(b);
    } else if (b->Packets == NULL) {
        b->Packets = ind;
        st = STATUS_PENDING;                    // OR(pending-without-release)
    }


    return st;                                  // EXPECT(pending-without-release)
}

const WSK_CLIENT_CONNECTION_DISPATCH both_tcp_table = { both_tcp };
const WSK_CLIENT_DATAGRAM_DISPATCH both_udp_table = { both_udp };

static NTSTATUS both_enable(PWSK_SOCKET s, ULONG mask)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS both_start(PBOTH b)
{
    NTSTATUS st = both_enable(b->Tcp, WSK_EVENT_RECEIVE);

    return NT_SUCCESS(st) ? both_enable(b->Udp, WSK_EVENT_RECEIVE_FROM) : st;
}

void both_done(PBOTH b)
{
    (void)((PWSK_PROVIDER_CONNECTION_DISPATCH)b->Tcp->Dispatch)->WskRelease(b->Tcp, b->Stream);
    b->Stream = NULL;
}

// CASE: an older list, retained by an earlier call, is released from a callback that succeeds
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TMP { PWSK_SOCKET Socket; PWSK_DATAGRAM_INDICATION Old; ULONG Count; } TMP, *PTMP;
VOID TmpDead(PTMP Tmp);

static VOID TmpParse(PTMP Tmp, PWSK_DATAGRAM_INDICATION List)
{
    PWSK_DATAGRAM_INDICATION i;

    for (i = List; i != NULL; i = i->Next)
        Tmp->Count++;
}

static NTSTATUS WSKAPI TmpInput(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List)
{
    PTMP Tmp = Context;
    PWSK_DATAGRAM_INDICATION Old;

    if (List == NULL) {
        TmpDead(Tmp);
        return STATUS_SUCCESS;
    }
    Old = Tmp->Old;
    Tmp->Old = NULL;
    if (Old != NULL)
        (VOID)((PWSK_PROVIDER_DATAGRAM_DISPATCH)Tmp->Socket->Dispatch)->WskRelease(Tmp->Socket, Old);   // NOT(release-not-retained)
    if (Flags & MSG_MCAST) {
        Tmp->Old = List;                        // NOT(release-not-retained)
        return STATUS_PENDING;
    }
    TmpParse(Tmp, List);                        // NOT(release-not-retained)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH TmpDispatch = { TmpInput };

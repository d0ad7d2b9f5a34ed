// CASE: helpers that walk a datagram list
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { SIZE_T Total; PIO_WORKITEM Item; ULONG Packets; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
VOID Elsewhere(PWSK_DATAGRAM_INDICATION Ind);
static VOID Walk(PS s, PWSK_DATAGRAM_INDICATION d) { while (d != NULL) { s->Packets++; d = d->Next; } }
static VOID WalkRaw(PS s, PWSK_DATAGRAM_INDICATION d) { for (;;) { s->Packets++; if (!d->Next) break; d = d->Next; } }
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PS s = c;
    PSOCKADDR from = d->RemoteAddress;               // EXPECT(null-indication)
    (void)f;
    s->Total += from->sa_family;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI F2(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    (void)f;
    Walk(c, d);                                      // NOT(null-indication)
    if (d == NULL) IoQueueWorkItem(((PS)c)->Item, Work, DelayedWorkQueue, c);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI F3(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    (void)f;
    WalkRaw(c, d);                                   // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI F4(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PS s = c;
    (void)f;
    if (d == NULL) {
        IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
        return STATUS_SUCCESS;
    }
    do { s->Packets++; s->Total += d->Buffer.Length; } while ((d = d->Next) != NULL);   // NOT(null-indication)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_DATAGRAM_DISPATCH DT[] = { { F1 }, { F2 }, { F3 }, { F4 } };

// CASE: a helper stores the socket; when the allocation after it fails the connection is refused and the pointer stays
#include <ntddk.h>
#include <wsk.h>

typedef struct _VISIT { LIST_ENTRY Link; } VISIT, *PVISIT;
typedef struct _BOOK { KSPIN_LOCK Lock; LIST_ENTRY Visits; PWSK_SOCKET Latest; ULONG Total; } BOOK, *PBOOK;
VOID book_dead(PBOOK b);

static VOID book_note(PBOOK b, PWSK_SOCKET s)
{
    b->Latest = s;                                              // OR(rejected-socket)
    b->Total++;
}

static NTSTATUS NTAPI book_accept(PVOID ctx, ULONG flags, PSOCKADDR local, PSOCKADDR remote, PWSK_SOCKET sock,
                                  PVOID *sockctx, const WSK_CLIENT_CONNECTION_DISPATCH **table)
{
    PBOOK b = ctx;
    PVISIT v;
    NTSTATUS st = STATUS_REQUEST_NOT_ACCEPTED;

    (void)flags; (void)local; (void)remote;
    if (!sock) {
        book_dead(b);
        goto done;
    }


    book_note(b, sock);                                         // EXPECT(rejected-socket)
    v = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*v), 'kooB');
    if (v == NULL)
        goto done;
    ExInterlockedInsertTailList(&b->Visits, &v->Link, &b->Lock);
    *sockctx = v;
    *table = NULL;
    st = STATUS_SUCCESS;
done:
    return st;
}

const WSK_CLIENT_LISTEN_DISPATCH book_listen = { .WskAcceptEvent = book_accept };

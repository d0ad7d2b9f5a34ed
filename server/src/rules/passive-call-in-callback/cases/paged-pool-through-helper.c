// CASE: a receive callback copies through a helper that allocates paged pool
#include <ntddk.h>
#include <wsk.h>

typedef struct _BLOB { struct _BLOB *Next; SIZE_T Size; UCHAR Data[1]; } BLOB, *PBLOB;
typedef struct _STORE { PBLOB First; ULONG Dropped; } STORE, *PSTORE;
void store_dead(PSTORE s);

#define BLOB_TAG 'bolB'

static PBLOB blob_new(POOL_TYPE type, SIZE_T size)
{
    return ExAllocatePoolWithTag(type, FIELD_OFFSET(BLOB, Data) + size, BLOB_TAG);      // OR(passive-call-in-callback)
}

static PBLOB store_add(PSTORE s, SIZE_T size)
{
    PBLOB b = blob_new(PagedPool, size);                            // OR(passive-call-in-callback)

    if (b != NULL) {
        b->Size = size;
        b->Next = s->First;
        s->First = b;
    }
    return b;
}

static NTSTATUS NTAPI store_receive(PVOID ctx, ULONG flags, PWSK_DATA_INDICATION data, SIZE_T bytes, SIZE_T *taken)
{
    PSTORE s = ctx;

    (void)flags;
    (void)taken;
    if (!data) {
        store_dead(s);
        return STATUS_SUCCESS;
    }


    if (store_add(s, bytes) == NULL)                                // EXPECT(passive-call-in-callback)
        s->Dropped++;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH store_dispatch = { store_receive, NULL, NULL };

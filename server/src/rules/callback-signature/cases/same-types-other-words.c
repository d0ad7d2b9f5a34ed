// CASE: the same types in other words, unnamed parameters, const positions, old SAL, the tag instead of the typedef
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _T { ULONG_PTR n; PIO_WORKITEM w; } T;
VOID NTAPI TClose(PDEVICE_OBJECT DeviceObject, PVOID Context);

static NTSTATUS NTAPI Rx(void *ctx, unsigned long flags, struct _WSK_DATA_INDICATION *ind, SIZE_T len, PSIZE_T got)
{
    (void)flags; (void)got;
    if (ind == NULL) {
        IoQueueWorkItem(((T *)ctx)->w, TClose, DelayedWorkQueue, ctx);
        return STATUS_SUCCESS;
    }
    ((T *)ctx)->n += len;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI Gone(__in_opt PVOID, __in ULONG);

static NTSTATUS __stdcall Backlog(IN PVOID Context, IN SIZE_T Ideal)
{
    ((T *)Context)->n = Ideal;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Acc(_Inout_opt_ PVOID c, _In_ ULONG f, _In_ SOCKADDR *l, _In_ SOCKADDR *r,
                           _In_opt_ WSK_SOCKET *s, _Outptr_result_maybenull_ PVOID *ctx,
                           _Outptr_result_maybenull_ CONST struct _WSK_CLIENT_CONNECTION_DISPATCH **d)
{
    (void)f; (void)l; (void)r;
    if (s == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *ctx = c;
    *d = NULL;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH Conn = { Rx, Gone, Backlog };          // NOT(callback-signature)
const WSK_CLIENT_LISTEN_DISPATCH Listen = { Acc };                          // NOT(callback-signature)

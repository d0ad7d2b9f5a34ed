// CASE: one socket under two names: stored in the context, copied to a local, taken in a loop, table cached
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_BASIC_DISPATCH *Ops;
    PWSK_SOCKET Many[3];
} CTX, *PCTX;

static WSK_EVENT_CALLBACK_CONTROL On = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };

#define ARM(ops, s) \
    (ops)->WskControlSocket((s), WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, NULL)

NTSTATUS Adopt(PCTX Ctx, PWSK_SOCKET Accepted)
{
    Ctx->Socket = Accepted;
    Ctx->Ops = Accepted->Dispatch;
    return ARM((PWSK_PROVIDER_BASIC_DISPATCH)Accepted->Dispatch, Ctx->Socket);      // NOT(control-other-socket)
}

NTSTATUS Again(PCTX Ctx)
{
    PWSK_SOCKET s = Ctx->Socket;

    return ARM((PWSK_PROVIDER_BASIC_DISPATCH)Ctx->Socket->Dispatch, s);             // NOT(control-other-socket)
}

NTSTATUS Cached(PCTX Ctx)
{
    return ARM(Ctx->Ops, Ctx->Socket);                                              // NOT(control-other-socket)
}

NTSTATUS Each(PCTX Ctx)
{
    NTSTATUS st = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; NT_SUCCESS(st) && i < RTL_NUMBER_OF(Ctx->Many); i++) {
        PWSK_SOCKET s = Ctx->Many[i];
        const WSK_PROVIDER_BASIC_DISPATCH *b = s->Dispatch;

        st = ARM(b, s);                                                             // NOT(control-other-socket)
    }
    return st;
}

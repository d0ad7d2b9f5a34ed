// CASE: set to NULL, set by a helper, set before the checks, not set when refused or when the socket is NULL
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _AO { PWSK_SOCKET s; ULONG n; } AO, *PAO;
extern const WSK_CLIENT_CONNECTION_DISPATCH AoConn;
VOID AoDead(PAO a);

static VOID AoOutputs(PVOID context, PVOID *ctx, const WSK_CLIENT_CONNECTION_DISPATCH **disp)
{
    *ctx = context;
    *disp = &AoConn;
}

static NTSTATUS WSKAPI AoHelper(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *ctx,
                                const WSK_CLIENT_CONNECTION_DISPATCH **disp)
{
    (void)f; (void)l; (void)r;
    if (s == NULL) {
        AoDead(c);
        return STATUS_REQUEST_NOT_ACCEPTED;                 // NOT(accept-outputs)
    }
    ((PAO)c)->s = s;
    AoOutputs(c, ctx, disp);
    return STATUS_SUCCESS;                                  // NOT(accept-outputs)
}

static NTSTATUS WSKAPI AoFirst(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *ctx,
                               const WSK_CLIENT_CONNECTION_DISPATCH **disp)
{
    PAO a = c;

    (void)f; (void)l; (void)r;
    *ctx = NULL;
    *disp = NULL;
    if (s == NULL)
        AoDead(a);
    else if (a->n++ == 0)
        a->s = s;
    else
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;                                  // NOT(accept-outputs)
}

static NTSTATUS WSKAPI AoNull(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *ctx,
                              const WSK_CLIENT_CONNECTION_DISPATCH **disp)
{
    (void)f; (void)l; (void)r;
    if (s == NULL) {
        AoDead(c);
        return STATUS_SUCCESS;                              // NOT(accept-outputs)
    }
    ((PAO)c)->s = s;
    *ctx = c;
    *disp = &AoConn;
    return STATUS_SUCCESS;                                  // NOT(accept-outputs)
}

const WSK_CLIENT_LISTEN_DISPATCH AoOne = { AoHelper }, AoTwo = { AoFirst }, AoThree = { AoNull };

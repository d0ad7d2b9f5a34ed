// CASE: a client wrapper takes the code; one caller passes a socket option, the other a client code
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOCKSMITH {
    WSK_PROVIDER_NPI Npi;
    PSECURITY_DESCRIPTOR Raw;
    PSECURITY_DESCRIPTOR Cached;
} LOCKSMITH;

static NTSTATUS
locksmith_ctl(LOCKSMITH *ls, ULONG code, PVOID in, SIZE_T inlen, PVOID out, SIZE_T outlen)
{
    return ls->Npi.Dispatch->WskControlClient(ls->Npi.Client, code, inlen, in, outlen, out, NULL, NULL);
}

NTSTATUS locksmith_start(LOCKSMITH *ls)
{
    NTSTATUS st;

    st = locksmith_ctl(ls, WSK_CACHE_SD, &ls->Raw, sizeof(ls->Raw), &ls->Cached, sizeof(ls->Cached)); // NOT(control-function)
    if (!NT_SUCCESS(st))
        return st;
    DbgPrint("locksmith: descriptor %p\n", ls->Cached);

    /* every socket of this client shall use it */
    st = locksmith_ctl(ls,
                       SO_WSK_SECURITY,                 // EXPECT(control-function)
                       &ls->Cached, sizeof(ls->Cached), NULL, 0);
    if (!NT_SUCCESS(st))
        DbgPrint("locksmith: %08x\n", st);
    return st;
}

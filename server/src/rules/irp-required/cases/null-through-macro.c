// CASE: a macro makes any call on the connection; the receive passes NULL, the IOCTL a variable that is NULL
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED { PWSK_SOCKET s; WSK_BUF Buf; } FEED, *PFEED;

#define CONN(f) ((PWSK_PROVIDER_CONNECTION_DISPATCH)(f)->s->Dispatch)
#define CALL(f, fn, ...) CONN(f)->fn((f)->s, __VA_ARGS__)

NTSTATUS FeedPull(PFEED f)
{
    return CALL(f, WskReceive, &f->Buf, 0, NULL);                   // EXPECT(irp-required)
}

NTSTATUS FeedSilence(PFEED f)
{
    PIRP Irp = NULL;                                                // OR(irp-required)
    NTSTATUS st;


    st = CALL(f, WskControlSocket, WskIoctl, SIO_WSK_SET_TCP_SILENT_MODE, 0, 0, NULL, 0, NULL, NULL, Irp);  // EXPECT(irp-required)
    if (!NT_SUCCESS(st))
        DbgPrint("feed: %08x\n", st);
    return st;
}

NTSTATUS FeedRelease(PFEED f, PWSK_DATA_INDICATION List)
{
    return CALL(f, WskRelease, List);                               // NOT(irp-required)
}

// CASE: cleanup by a falling-through switch over the stage; a do-while(0) with breaks
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION R;
static WSK_PROVIDER_NPI N;
extern NTSTATUS More(void);
NTSTATUS A(void)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    int stage = 0;
    NTSTATUS st;
    do {
        st = WskRegister(&c, &R);
        if (!NT_SUCCESS(st)) break;
        stage++;
        st = WskCaptureProviderNPI(&R, WSK_NO_WAIT, &N);
        if (!NT_SUCCESS(st)) break;
        stage++;
        st = More();
    } while (0);
    if (!NT_SUCCESS(st)) {
        switch (stage) {
        case 2: WskReleaseProviderNPI(&R); /* fall through */
        case 1: WskDeregister(&R);                              // NOT(deregister-with-npi)
        default: break;
        }
    }
    return st;
}
NTSTATUS B(void)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    BOOLEAN registered = FALSE;
    NTSTATUS st;
    do {
        st = WskRegister(&c, &R);
        if (!NT_SUCCESS(st)) break;
        registered = TRUE;
        st = WskCaptureProviderNPI(&R, WSK_NO_WAIT, &N);
        if (!NT_SUCCESS(st)) break;
        st = More();
        if (!NT_SUCCESS(st)) break;
    } while (0);
    if (!NT_SUCCESS(st) && registered)
        WskDeregister(&R);                                      // EXPECT(deregister-with-npi)
    return st;
}

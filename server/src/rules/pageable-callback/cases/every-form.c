// CASE: pragmas, declspecs and assertions
#include <ntddk.h>
#include <wsk.h>
WSK_CLIENT_CONNECTION_DISPATCH Filled;
NTSTATUS WSKAPI P1(PVOID c, ULONG f);
NTSTATUS WSKAPI P2(PVOID c, SIZE_T n);
NTSTATUS NTAPI Done(PDEVICE_OBJECT d, PIRP i, PVOID c);
VOID Init(VOID);
#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, P1)                 // EXPECT(pageable-callback)
#pragma alloc_text(INIT, Init)
#pragma alloc_text(PAGEWSK, Done)            // EXPECT(pageable-callback)
#pragma alloc_text(NONPAGED, P2)             // NOT(pageable-callback)
#endif
NTSTATUS WSKAPI P1(PVOID c, ULONG f) { (void)c; (void)f; return STATUS_SUCCESS; }
NTSTATUS WSKAPI P2(PVOID c, SIZE_T n) { (void)c; (void)n; return STATUS_SUCCESS; }
NTSTATUS NTAPI Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
VOID Init(VOID) { Filled.WskDisconnectEvent = P1; Filled.WskSendBacklogEvent = P2; }
NTSTATUS Close(PWSK_SOCKET s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    PAGED_CODE();                            // NOT(pageable-callback)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)s->Dispatch)->WskCloseSocket(s, irp);
}
#pragma code_seg("PAGE")
static NTSTATUS WSKAPI P3(PVOID c, ULONG f)  // EXPECT(pageable-callback)
{
    (void)c; (void)f;
    return STATUS_SUCCESS;
}
#pragma code_seg()
static NTSTATUS WSKAPI P4(PVOID c, ULONG f)  // NOT(pageable-callback)
{
    (void)c; (void)f;
    return STATUS_SUCCESS;
}
__declspec(code_seg("PAGE"))
static NTSTATUS WSKAPI P5(PVOID c, ULONG f)  // EXPECT(pageable-callback)
{
    (void)c; (void)f;
    return STATUS_SUCCESS;
}
static __declspec(code_seg("PAGECONN")) NTSTATUS WSKAPI P6(PVOID c, ULONG f)  // EXPECT(pageable-callback)
{
    (void)c; (void)f;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI P7(PVOID c, ULONG f)
{
    (void)c; (void)f;
    PAGED_CODE_LOCKED();                            // OR(pageable-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI P8(PVOID c, ULONG f)
{
    PAGED_CODE();                            // EXPECT(pageable-callback)
    (void)c; (void)f;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { NULL, P3 }, { NULL, P4 }, { NULL, P5 }, { NULL, P6 }, { NULL, P7 }, { NULL, P8 } };

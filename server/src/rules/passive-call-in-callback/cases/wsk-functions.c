// CASE: WSK functions that need PASSIVE_LEVEL, in callbacks and in a completion routine
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; PADDRINFOEXW Info; PIRP Irp; UNICODE_STRING Host; BOOLEAN On; } S, *PS;
extern S Global;
static NTSTATUS WSKAPI D1(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    WskDeregister(&s->Reg);           // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D2(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    s->Npi.Dispatch->WskFreeAddressInfo(s->Npi.Client, s->Info);   // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D3(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    if (NT_SUCCESS(WskCaptureProviderNPI(&s->Reg, WSK_NO_WAIT, &s->Npi)))     // NOT(passive-call-in-callback)
        WskReleaseProviderNPI(&s->Reg);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D4(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    if (NT_SUCCESS(WskCaptureProviderNPI(&s->Reg, WSK_INFINITE_WAIT, &s->Npi)))     // EXPECT(passive-call-in-callback)
        WskReleaseProviderNPI(&s->Reg);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D5(PVOID c, ULONG f)
{
    PS s = c;
    BOOLEAN on = TRUE;
    (void)f;
    if (!(f & WSK_FLAG_ABORTIVE))
        (void)((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Socket->Dispatch)->WskControlSocket(s->Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, sizeof(Global), &Global, NULL, s->Irp);     // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS NTAPI Resolved(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    PS s = c;
    (void)d;
    if (NT_SUCCESS(i->IoStatus.Status))
        s->Npi.Dispatch->WskFreeAddressInfo(s->Npi.Client, s->Info);      // EXPECT(passive-call-in-callback)
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Resolve(PS s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Resolved, s, TRUE, TRUE, TRUE);
    return s->Npi.Dispatch->WskGetAddressInfo(s->Npi.Client, &s->Host, NULL, 0, NULL, NULL, &s->Info, NULL, NULL, irp);
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { NULL, D1 }, { NULL, D2 }, { NULL, D3 }, { NULL, D4 }, { NULL, D5 } };

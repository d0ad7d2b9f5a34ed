// CASE: a loop over an array of events
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Nop(PDEVICE_OBJECT, PIRP, PVOID) { return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS SetMask(PWSK_SOCKET s, ULONG mask, PIRP irp)
{
    WSK_EVENT_CALLBACK_CONTROL c{ &NPI_WSK_INTERFACE_ID, mask };
    auto d = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch);
    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, nullptr, nullptr, irp);
}
NTSTATUS DisableEach(PWSK_SOCKET s, PIRP irp)
{
    static constexpr ULONG events[] = { WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
    for (auto e : events) {
        NTSTATUS st = SetMask(s, WSK_EVENT_DISABLE | e, irp); // NOT(disable-one-event)
        if (st != STATUS_SUCCESS) return st;
        IoReuseIrp(irp, STATUS_SUCCESS); IoSetCompletionRoutine(irp, Nop, nullptr, TRUE, TRUE, TRUE);
    }
    return STATUS_SUCCESS;
}
NTSTATUS DisableWrong(PWSK_SOCKET s, PIRP irp)
{
    const ULONG events[] = { WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT, WSK_EVENT_SEND_BACKLOG };
    for (const auto& e : events) {
        NTSTATUS st = SetMask(s, WSK_EVENT_DISABLE | e, irp); // EXPECT(disable-one-event)
        if (st != STATUS_SUCCESS) return st;
    }
    return STATUS_SUCCESS;
}

// CASE: a handle closes its socket when it ends; it is a socket where one is needed
#include <ntddk.h>
#include <wsk.h>
class WskSocket_t {
public:
    WskSocket_t() = default;
    ~WskSocket_t() { Close(); }
    PWSK_SOCKET* Out() { return &m_s; }
    operator PWSK_SOCKET() const { return m_s; }
    PWSK_SOCKET* operator&() { return &m_s; }
    void Close();
private:
    PWSK_SOCKET m_s = nullptr;
};
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS Finish(PIRP irp, PKEVENT ev, NTSTATUS st)
{
    if (st == STATUS_PENDING) { KeWaitForSingleObject(ev, Executive, KernelMode, FALSE, nullptr); st = irp->IoStatus.Status; }
    return st;
}
void WskSocket_t::Close()
{
    if (!m_s) return;
    KEVENT ev; KeInitializeEvent(&ev, NotificationEvent, FALSE);
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return;
    IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE);
    Finish(irp, &ev, ((const WSK_PROVIDER_BASIC_DISPATCH*)m_s->Dispatch)->WskCloseSocket(m_s, irp));
    IoFreeIrp(irp);
    m_s = nullptr;
}
static NTSTATUS Open(const WSK_PROVIDER_NPI& n, PWSK_SOCKET* out, const WSK_CLIENT_LISTEN_DISPATCH* t)
{
    KEVENT ev; KeInitializeEvent(&ev, NotificationEvent, FALSE);
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE);
    NTSTATUS st = Finish(irp, &ev, n.Dispatch->WskSocket(n.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, nullptr, t, nullptr, nullptr, nullptr, irp));
    if (NT_SUCCESS(st)) *out = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS Use(const WSK_PROVIDER_NPI& n, const WSK_CLIENT_LISTEN_DISPATCH* t)
{
    WskSocket_t s;
    NTSTATUS st = Open(n, &s, t);
    if (!NT_SUCCESS(st)) return st;
    WSK_EVENT_CALLBACK_CONTROL c{ &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM }; // EXPECT(event-category)
    PWSK_SOCKET raw = s;
    return ((const WSK_PROVIDER_BASIC_DISPATCH*)raw->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, nullptr, nullptr, nullptr); // EXPECT(option-timing)
}
NTSTATUS UseClosed(const WSK_PROVIDER_NPI& n, const WSK_CLIENT_LISTEN_DISPATCH* t, PIRP irp, PSOCKADDR a)
{
    PWSK_SOCKET raw;
    {
        WskSocket_t s;
        NTSTATUS st = Open(n, s.Out(), t);
        if (!NT_SUCCESS(st)) return st;
        raw = s;
    }
    return ((const WSK_PROVIDER_LISTEN_DISPATCH*)raw->Dispatch)->WskBind(raw, a, 0, irp); // EXPECT(use-after-close)
}

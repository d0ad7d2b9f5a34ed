// CASE: RAII request object; templates and lambdas around it; a bug in one method
#include <ntddk.h>
#include <wsk.h>
namespace net {
class Request {
    PIRP irp_ = nullptr;
    KEVENT done_;
    static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT, PIRP, PVOID ctx) noexcept
    {
        KeSetEvent(&reinterpret_cast<Request *>(ctx)->done_, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
public:
    Request() { KeInitializeEvent(&done_, SynchronizationEvent, FALSE); }
    Request(const Request &) = delete;
    ~Request() { if (irp_ != nullptr) IoFreeIrp(irp_); }
    NTSTATUS Init() { irp_ = IoAllocateIrp(1, FALSE); return irp_ ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES; }
    PIRP Prepare()
    {
        IoReuseIrp(irp_, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp_, OnDone, this, TRUE, TRUE, TRUE);
        return irp_;
    }
    NTSTATUS Complete(NTSTATUS status)
    {
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&done_, Executive, KernelMode, FALSE, nullptr);
            return irp_->IoStatus.Status;
        }
        KeClearEvent(&done_);
        return status;
    }
    ULONG_PTR Information() const { return irp_->IoStatus.Information; }
};
NTSTATUS Close(PWSK_SOCKET s)
{
    Request r;
    NTSTATUS st = r.Init();
    if (!NT_SUCCESS(st)) return st;
    return r.Complete(static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(s->Dispatch)->WskCloseSocket(s, r.Prepare()));
}
NTSTATUS Create(const WSK_PROVIDER_NPI &npi, PWSK_SOCKET *out)
{
    Request r;
    NTSTATUS st = r.Init();
    if (!NT_SUCCESS(st)) return st;
    st = r.Complete(npi.Dispatch->WskSocket(npi.Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr, nullptr, nullptr, r.Prepare()));
    if (NT_SUCCESS(st)) *out = reinterpret_cast<PWSK_SOCKET>(r.Information());
    return st;
}
NTSTATUS SendRaw(PWSK_SOCKET s, PWSK_BUF b, PSOCKADDR to)
{
    auto irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    return static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(s->Dispatch)->WskSendTo(s, b, 0, to, 0, nullptr, irp);   // EXPECT(completion-missing)
}
}

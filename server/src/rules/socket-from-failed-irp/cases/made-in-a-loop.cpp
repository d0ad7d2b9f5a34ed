// CASE: sockets made in a loop from an object's request, tested with NT_ERROR: the paths of earlier rounds are joined
// CLEAN
#include <ntddk.h>
#include <wsk.h>

extern WSK_PROVIDER_NPI Provider;

struct Request
{
    PIRP Irp;
    KEVENT Done;
    PIRP Get() const { return Irp; }
};

struct Channel
{
    PWSK_SOCKET Wsk;
    const WSK_PROVIDER_BASIC_DISPATCH *Basic;
    Request Req;
};

class Holder
{
    Channel *m_channel = nullptr;

public:
    explicit Holder(Channel *channel) : m_channel(channel) {}
    Channel *Get() const { return m_channel; }
};

Channel *AllocateChannel();

static NTSTATUS Open(Channel *&out, ADDRESS_FAMILY family)
{
    Holder holder(AllocateChannel());
    auto &req = holder.Get()->Req;

    NTSTATUS status = Provider.Dispatch->WskSocket(Provider.Client, family, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_CONNECTION_SOCKET, nullptr, nullptr, nullptr, nullptr, nullptr, req.Get());
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&req.Done, Executive, KernelMode, FALSE, nullptr);
        status = req.Get()->IoStatus.Status;
    }
    if (NT_ERROR(status)) {
        return status;
    }
    out = holder.Get();
    out->Wsk = (PWSK_SOCKET)req.Get()->IoStatus.Information;                        // NOT(socket-from-failed-irp)
    out->Basic = (const WSK_PROVIDER_BASIC_DISPATCH *)out->Wsk->Dispatch;           // NOT(socket-from-failed-irp)
    return STATUS_SUCCESS;
}

NTSTATUS OpenAll(Channel **channels, int count)
{
    NTSTATUS status = STATUS_SUCCESS;

    for (int i = 0; i < count && NT_SUCCESS(status); i++) {
        Channel *one = nullptr;
        status = Open(one, i % 2 ? AF_INET6 : AF_INET);
        channels[i] = one;
    }
    return status;
}

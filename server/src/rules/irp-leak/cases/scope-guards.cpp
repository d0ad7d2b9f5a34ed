// CASE: guards that hold a lambda: a template of the workspace, and a function that only a header elsewhere declares
#include <ntddk.h>
#include <wsk.h>

namespace wil {
struct leaving {
    ~leaving();
    void release();
};
template <typename F> leaving scope_exit(F run);
} // namespace wil

template <typename F> class LeaveScope {
public:
    explicit LeaveScope(F run) : m_run(run), m_armed(true) {}
    ~LeaveScope()
    {
        if (m_armed)
            m_run();
    }
    void Dismiss() { m_armed = false; }

private:
    F m_run;
    bool m_armed;
};

static NTSTATUS NTAPI LeaveSent(PDEVICE_OBJECT, PIRP irp, PVOID)
{
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LeaveSend(PWSK_SOCKET socket, PWSK_BUF buffer, PIRP irp)
{
    IoSetCompletionRoutine(irp, LeaveSent, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch)->WskSend(socket, buffer, 0, irp);
}

NTSTATUS LeaveGuarded(PWSK_SOCKET socket, PWSK_BUF buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                     // NOT(irp-leak)

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto release = [irp]() { IoFreeIrp(irp); };
    LeaveScope<decltype(release)> guard(release);
    if (buffer->Length == 0)
        return STATUS_INVALID_PARAMETER;
    guard.Dismiss();
    return LeaveSend(socket, buffer, irp);                  // NOT(irp-double-free)
}

NTSTATUS LeaveForeign(PWSK_SOCKET socket, PWSK_BUF buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                     // NOT(irp-leak)

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto guard = wil::scope_exit([&] { IoFreeIrp(irp); });
    if (buffer->Length == 0)
        return STATUS_INVALID_PARAMETER;
    guard.release();
    return LeaveSend(socket, buffer, irp);
}

NTSTATUS LeaveBare(PWSK_SOCKET socket, PWSK_BUF buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                     // EXPECT(irp-leak)

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto length = [buffer]() { return buffer->Length; };
    if (length() == 0)
        return STATUS_INVALID_PARAMETER;
    return LeaveSend(socket, buffer, irp);
}

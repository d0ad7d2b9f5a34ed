// CASE: objects free the IRP when their scope ends: guards of this workspace, and of a library that is not here
#include <ntddk.h>
#include <wsk.h>

namespace tools
{
    template <class T> T&& pass(T& value) { return static_cast<T&&>(value); }

    template <class F> class at_exit
    {
    public:
        explicit at_exit(F f) : m_f(pass(f)), m_armed(true) {}
        ~at_exit() { if (m_armed) m_f(); }
        void keep() { m_armed = false; }

    private:
        F m_f;
        bool m_armed;
    };

    template <class F> at_exit<F> make_exit(F f) { return at_exit<F>(pass(f)); }
}

NTSTATUS Deduced(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    tools::at_exit guard([&] { IoFreeIrp(irp); });
    return socket ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS MadeByFunction(PWSK_SOCKET socket)
{
    PIRP irp = nullptr;
    auto guard = tools::make_exit([&irp] { if (irp) IoFreeIrp(irp); });
    irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    return socket ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS NamedFirst(PWSK_SOCKET socket)
{
    PIRP irp = nullptr;
    auto free = [&] { if (irp) IoFreeIrp(irp); };
    tools::at_exit<decltype(free)> guard(free);
    irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    return socket ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS LibraryGuard(PWSK_SOCKET socket)
{
    PIRP irp = nullptr;
    library::guard guard{[&] { if (irp) IoFreeIrp(irp); }};
    irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    return socket ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS LibraryPointer(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    library::owner<IRP, decltype(&IoFreeIrp)> owner(irp, &IoFreeIrp);
    return socket ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS NoGuard(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE); // EXPECT(irp-leak)
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (!socket)
        return STATUS_INVALID_PARAMETER; // OR(irp-leak)
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}

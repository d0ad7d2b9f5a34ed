// CASE: C++ class with RAII IRP, methods called in the wrong order by a driver function
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

class SyncIrp {
public:
    SyncIrp() : m_irp(IoAllocateIrp(1, FALSE)) { KeInitializeEvent(&m_done, NotificationEvent, FALSE); if (m_irp) IoSetCompletionRoutine(m_irp, Complete, &m_done, TRUE, TRUE, TRUE); }
    ~SyncIrp() { if (m_irp) IoFreeIrp(m_irp); }
    operator PIRP() const { return m_irp; }
    bool Ok() const { return m_irp != nullptr; }
    NTSTATUS Wait(NTSTATUS st) { if (st == STATUS_PENDING) { KeWaitForSingleObject(&m_done, Executive, KernelMode, FALSE, nullptr); st = m_irp->IoStatus.Status; } return st; }
    template <class T> T Info() const { return reinterpret_cast<T>(m_irp->IoStatus.Information); }
private:
    static NTSTATUS NTAPI Complete(PDEVICE_OBJECT, PIRP, PVOID ctx) { KeSetEvent(static_cast<PKEVENT>(ctx), IO_NO_INCREMENT, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
    PIRP m_irp;
    KEVENT m_done;
};

class Listener {
public:
    explicit Listener(const WSK_PROVIDER_NPI &npi) : m_npi(npi), m_sock(nullptr), m_value(0) {}

    NTSTATUS Create(const WSK_CLIENT_LISTEN_DISPATCH *table)
    {
        SyncIrp irp;
        if (!irp.Ok()) return STATUS_INSUFFICIENT_RESOURCES;
        NTSTATUS st = irp.Wait(m_npi.Dispatch->WskSocket(m_npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, nullptr, table, nullptr, nullptr, nullptr, irp));
        if (NT_SUCCESS(st)) m_sock = irp.Info<PWSK_SOCKET>();
        return st;
    }

    NTSTATUS Bind(PSOCKADDR a)
    {
        SyncIrp irp;
        if (!irp.Ok()) return STATUS_INSUFFICIENT_RESOURCES;
        return irp.Wait(Ops()->WskBind(m_sock, a, 0, irp));
    }

    NTSTATUS Conditional()
    {
        SyncIrp irp;
        if (!irp.Ok()) return STATUS_INSUFFICIENT_RESOURCES;
        m_value = 1;
        return irp.Wait(Ops()->Basic.WskControlSocket(m_sock, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(m_value), &m_value, 0, nullptr, nullptr, irp));
    }

private:
    const WSK_PROVIDER_LISTEN_DISPATCH *Ops() const { return static_cast<const WSK_PROVIDER_LISTEN_DISPATCH *>(m_sock->Dispatch); }
    const WSK_PROVIDER_NPI &m_npi;
    PWSK_SOCKET m_sock;
    ULONG m_value;
};

extern "C" NTSTATUS Boot(const WSK_PROVIDER_NPI *npi, const WSK_CLIENT_LISTEN_DISPATCH *table, PSOCKADDR a)
{
    Listener l(*npi);
    NTSTATUS st = l.Create(table);
    if (NT_SUCCESS(st)) st = l.Bind(a);
    if (NT_SUCCESS(st)) st = l.Conditional();       // EXPECT(option-timing)
    return st;
}

extern "C" NTSTATUS BootRight(const WSK_PROVIDER_NPI *npi, const WSK_CLIENT_LISTEN_DISPATCH *table, PSOCKADDR a)
{
    Listener l(*npi);
    NTSTATUS st = l.Create(table);
    if (NT_SUCCESS(st)) st = l.Conditional();       // NOT(option-timing)
    if (NT_SUCCESS(st)) st = l.Bind(a);
    return st;
}

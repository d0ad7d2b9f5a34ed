// CASE: IPV6_V6ONLY at the level of IPv4, in a C++ listener class
#include <ntddk.h>
#include <wsk.h>

class DualStackListener
{
    PWSK_SOCKET m_Socket;       // created, not bound
    KEVENT m_Event;
    ULONG m_Off = 0;

    static NTSTATUS NTAPI Signal(PDEVICE_OBJECT, PIRP, PVOID Context)
    {
        KeSetEvent(&static_cast<DualStackListener *>(Context)->m_Event, 0, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

public:
    NTSTATUS AllowIPv4()
    {
        auto Dispatch = static_cast<const WSK_PROVIDER_LISTEN_DISPATCH *>(m_Socket->Dispatch);
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;

        KeInitializeEvent(&m_Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Signal, this, TRUE, TRUE, TRUE);
        NTSTATUS Status = Dispatch->Basic.WskControlSocket(m_Socket, WskSetOption, IPV6_V6ONLY,
                                                           IPPROTO_IP,          // EXPECT(control-level)
                                                           sizeof(m_Off), &m_Off, 0, nullptr, nullptr, Irp);
        if (Status == STATUS_PENDING) {
            KeWaitForSingleObject(&m_Event, Executive, KernelMode, FALSE, nullptr);
            Status = Irp->IoStatus.Status;
        }
        IoFreeIrp(Irp);
        return Status;
    }
};

NTSTATUS Open(DualStackListener &Listener)
{
    return Listener.AllowIPv4();
}

// CASE: a C++ bool with its own size is passed for SO_EXCLUSIVEADDRUSE
#include <ntddk.h>
#include <wsk.h>

class UdpPort
{
public:
    NTSTATUS Reserve()
    {
        PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch =
            reinterpret_cast<PWSK_PROVIDER_DATAGRAM_DISPATCH>(const_cast<PVOID>(m_Socket->Dispatch));
        KEVENT Event;
        ULONG Exclusive = TRUE;
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (!Irp)
            return STATUS_INSUFFICIENT_RESOURCES;

        KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, &UdpPort::OnDone, &Event, TRUE, TRUE, TRUE);
        NTSTATUS Status = Dispatch->Basic.WskControlSocket(m_Socket, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET,
                                                           sizeof(Exclusive),           // EXPECT(control-input)
                                                           &Exclusive,                  // OR(control-input)
                                                           0, nullptr, nullptr, Irp);
        if (Status == STATUS_PENDING) {
            KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, nullptr);
            Status = Irp->IoStatus.Status;
        }
        IoFreeIrp(Irp);
        return Status;
    }

private:
    static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT, PIRP, PVOID Event)
    {
        KeSetEvent(static_cast<PKEVENT>(Event), IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PWSK_SOCKET m_Socket;       // created, not bound
};

NTSTATUS ReservePort(UdpPort &Port)
{
    return Port.Reserve();
}

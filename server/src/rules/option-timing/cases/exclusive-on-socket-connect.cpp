// CASE: SO_EXCLUSIVEADDRUSE on a socket from WskSocketConnect, which is bound and connected already, C++
#include <ntddk.h>
#include <wsk.h>

class Connector
{
public:
    NTSTATUS Open(const WSK_PROVIDER_NPI &Npi, PSOCKADDR Local, PSOCKADDR Remote)
    {
        m_Irp = IoAllocateIrp(1, FALSE);
        if (m_Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        KeInitializeEvent(&m_Event, SynchronizationEvent, FALSE);

        Arm();
        (void)Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                             nullptr, nullptr, nullptr, nullptr, nullptr, m_Irp);
        NTSTATUS Status = Wait();
        if (NT_SUCCESS(Status)) {
            m_Socket = reinterpret_cast<PWSK_SOCKET>(m_Irp->IoStatus.Information);
            auto Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);

            Arm();
            (void)Ops->Basic.WskControlSocket(m_Socket, WskSetOption,
                                              SO_EXCLUSIVEADDRUSE,              // EXPECT(option-timing)
                                              SOL_SOCKET, sizeof(m_One), &m_One, 0, nullptr, nullptr, m_Irp);
            Status = Wait();
        }
        IoFreeIrp(m_Irp);
        m_Irp = nullptr;
        return Status;
    }

private:
    static NTSTATUS NTAPI Signal(PDEVICE_OBJECT, PIRP, PVOID Context)
    {
        KeSetEvent(&static_cast<Connector *>(Context)->m_Event, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    void Arm()
    {
        IoReuseIrp(m_Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(m_Irp, Signal, this, TRUE, TRUE, TRUE);
    }

    NTSTATUS Wait()
    {
        KeWaitForSingleObject(&m_Event, Executive, KernelMode, FALSE, nullptr);
        return m_Irp->IoStatus.Status;
    }

    PWSK_SOCKET m_Socket = nullptr;
    PIRP m_Irp = nullptr;
    KEVENT m_Event;
    ULONG m_One = 1;
};

NTSTATUS OpenConnector(Connector &C, const WSK_PROVIDER_NPI &Npi, PSOCKADDR Local, PSOCKADDR Remote)
{
    return C.Open(Npi, Local, Remote);
}

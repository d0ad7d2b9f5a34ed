// CASE: a C++ send method takes the IRP; one caller passes nullptr
#include <ntddk.h>
#include <wsk.h>

class Pipe
{
public:
    NTSTATUS Send(WSK_BUF &Buffer, PIRP Irp)
    {
        auto Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);
        return Ops->WskSend(m_Socket, &Buffer, 0, Irp);
    }

    static NTSTATUS NTAPI Sent(PDEVICE_OBJECT, PIRP Irp, PVOID)
    {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

private:
    PWSK_SOCKET m_Socket;
};

NTSTATUS SendOwned(Pipe &P, WSK_BUF &Buffer)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Pipe::Sent, nullptr, TRUE, TRUE, TRUE);
    return P.Send(Buffer, Irp);                             // NOT(irp-required)
}

NTSTATUS SendQuick(Pipe &P, WSK_BUF &Buffer)
{
    return P.Send(Buffer, nullptr);                         // EXPECT(irp-required)
}

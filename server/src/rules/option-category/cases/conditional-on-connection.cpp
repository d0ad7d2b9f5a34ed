// CASE: conditional accept on a connection socket, category in a C++ template-free wrapper
#include <ntddk.h>
#include <wsk.h>

class TcpClient
{
public:
    NTSTATUS Inspect()
    {
        auto Ops = reinterpret_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (!Irp)
            return STATUS_INSUFFICIENT_RESOURCES;
        m_Mode = 1;
        IoSetCompletionRoutine(Irp, Freed, this, TRUE, TRUE, TRUE);
        return Ops->Basic.WskControlSocket(m_Socket, WskSetOption,
                                           SO_CONDITIONAL_ACCEPT,           // EXPECT(option-category)
                                           SOL_SOCKET, sizeof(m_Mode), &m_Mode, 0, nullptr, nullptr, Irp);
    }

private:
    static NTSTATUS NTAPI Freed(PDEVICE_OBJECT, PIRP Irp, PVOID)
    {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PWSK_SOCKET m_Socket;
    ULONG m_Mode;
};

NTSTATUS InspectClient(TcpClient &Client)
{
    return Client.Inspect();
}

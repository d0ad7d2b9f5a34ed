// CASE: C++ reads the two common members as if they were unnamed, through a pointer, a reference and a cast
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

static NTSTATUS NTAPI CxFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

class CxSocket
{
public:
    explicit CxSocket(PWSK_SOCKET socket) : m_socket(socket) {}

    NTSTATUS KeepAlive(PULONG value, PIRP irp)
    {
        auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_socket->Dispatch);

        IoSetCompletionRoutine(irp, CxFreeOnDone, nullptr, TRUE, TRUE, TRUE);
        return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET,     // EXPECT(basic-member-in-cpp)
                                          sizeof(*value), value, 0, nullptr, nullptr, irp);
    }

    void Close()
    {
        PIRP irp = IoAllocateIrp(1, FALSE);

        if (irp == nullptr)
            return;
        IoSetCompletionRoutine(irp, CxFreeOnDone, nullptr, TRUE, TRUE, TRUE);
        const WSK_PROVIDER_CONNECTION_DISPATCH &ops =
            *static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_socket->Dispatch);
        PWSK_SOCKET socket = m_socket;
        m_socket = nullptr;



        (void)ops.Basic.WskCloseSocket(socket, irp);                                                  // EXPECT(basic-member-in-cpp)
    }

private:
    PWSK_SOCKET m_socket;
};

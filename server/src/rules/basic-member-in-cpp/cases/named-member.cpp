// CASE: Basic. is written, the basic table itself has the members directly, a class of the driver has methods of the same names
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI NmFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

class NmEndpoint
{
public:
    explicit NmEndpoint(PWSK_SOCKET socket) : m_socket(socket) {}

    NTSTATUS WskCloseSocket(PIRP irp)
    {
        auto ops = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_socket->Dispatch);

        return ops->Basic.WskCloseSocket(m_socket, irp);            // NOT(basic-member-in-cpp)
    }

    NTSTATUS WskControlSocket(ULONG code, SIZE_T size, PVOID value, PIRP irp)
    {
        auto basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(m_socket->Dispatch);

        return basic->WskControlSocket(m_socket, WskSetOption, code, SOL_SOCKET, size, value,   // NOT(basic-member-in-cpp)
                                       0, nullptr, nullptr, irp);
    }

private:
    PWSK_SOCKET m_socket;
};

void NmDrop(NmEndpoint *endpoint)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == nullptr)
        return;
    IoSetCompletionRoutine(irp, NmFreeOnDone, nullptr, TRUE, TRUE, TRUE);
    (void)endpoint->WskCloseSocket(irp);                            // NOT(basic-member-in-cpp)
}

// CASE: C++: the member that connects runs before the member that sets the static events
#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_CONNECTION_DISPATCH UplinkEvents;

class Uplink
{
public:
    NTSTATUS Start(PSOCKADDR local, PSOCKADDR remote)
    {
        NTSTATUS status;

        status = EnableStatic();
        if (!NT_SUCCESS(status))
        {
            return status;
        }
        status = Connect(local, remote);
        if (!NT_SUCCESS(status))
            return status;
        return STATUS_SUCCESS;                                  // EXPECT(static-after-socket)
    }

private:
    static NTSTATUS NTAPI Connected(PDEVICE_OBJECT, PIRP irp, PVOID context)
    {
        auto self = static_cast<Uplink *>(context);

        if (NT_SUCCESS(irp->IoStatus.Status))
            self->m_socket = reinterpret_cast<PWSK_SOCKET>(irp->IoStatus.Information);
        IoFreeIrp(irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Connect(PSOCKADDR local, PSOCKADDR remote)
    {
        PIRP irp = IoAllocateIrp(1, FALSE);

        if (irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        IoSetCompletionRoutine(irp, Connected, this, TRUE, TRUE, TRUE);
        return m_npi.Dispatch->WskSocketConnect(m_npi.Client, SOCK_STREAM, IPPROTO_TCP, local, remote, 0, this,
                                                &UplinkEvents, nullptr, nullptr, nullptr, irp);
    }

    NTSTATUS EnableStatic()
    {
        WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };

        return m_npi.Dispatch->WskControlClient(m_npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control),   // OR(static-after-socket)
                                                &control, 0, nullptr, nullptr, nullptr);
    }

    WSK_PROVIDER_NPI m_npi;
    PWSK_SOCKET m_socket;
};

// CASE: a C++ method takes the table for WskSocketConnect; its caller built it on the stack
#include <ntddk.h>
#include <wsk.h>

class Dialer
{
public:
    NTSTATUS Dial(const WSK_PROVIDER_NPI &Npi, PSOCKADDR Local, PSOCKADDR Remote, const WSK_CLIENT_CONNECTION_DISPATCH *Table)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        IoSetCompletionRoutine(Irp, Connected, this, TRUE, TRUE, TRUE);
        return Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, this, Table,
                                              nullptr, nullptr, nullptr, Irp);
    }

    static NTSTATUS NTAPI OnGone(PVOID, ULONG) { return STATUS_SUCCESS; }

private:
    static NTSTATUS NTAPI Connected(PDEVICE_OBJECT, PIRP Irp, PVOID Context)
    {
        if (NT_SUCCESS(Irp->IoStatus.Status))
            static_cast<Dialer *>(Context)->m_Socket = reinterpret_cast<PWSK_SOCKET>(Irp->IoStatus.Information);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PWSK_SOCKET m_Socket = nullptr;
};

NTSTATUS DialPeer(Dialer &D, const WSK_PROVIDER_NPI &Npi, PSOCKADDR Local, PSOCKADDR Remote)
{
    WSK_CLIENT_CONNECTION_DISPATCH Table = {};              // OR(dispatch-lifetime)

    Table.WskDisconnectEvent = Dialer::OnGone;


    return D.Dial(Npi, Local, Remote, &Table);              // EXPECT(dispatch-lifetime)
}

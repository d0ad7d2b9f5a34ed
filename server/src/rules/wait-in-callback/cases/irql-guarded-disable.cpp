// CASE: a KeGetCurrentIrql test does not make it right to wait for a WSK request in a callback, C++
#include <ntddk.h>
#include <wsk.h>

class Session
{
public:
    static NTSTATUS NTAPI OnDisconnect(PVOID Context, ULONG)
    {
        auto Self = static_cast<Session *>(Context);

        if (KeGetCurrentIrql() == PASSIVE_LEVEL)
            Self->StopReceiving();                              // EXPECT(wait-in-callback)
        return STATUS_SUCCESS;
    }

    static const WSK_CLIENT_CONNECTION_DISPATCH Table;

private:
    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID Event)
    {
        KeSetEvent(static_cast<PKEVENT>(Event), IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    void StopReceiving()
    {
        WSK_EVENT_CALLBACK_CONTROL Off = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
        auto Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);
        KEVENT Event;
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == nullptr)
            return;
        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Done, &Event, TRUE, TRUE, TRUE);
        (void)Ops->Basic.WskControlSocket(m_Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                          sizeof(Off), &Off, 0, nullptr, nullptr, Irp);
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, nullptr);       // OR(wait-in-callback)
        IoFreeIrp(Irp);
    }

    PWSK_SOCKET m_Socket = nullptr;
};

const WSK_CLIENT_CONNECTION_DISPATCH Session::Table = { nullptr, Session::OnDisconnect, nullptr };

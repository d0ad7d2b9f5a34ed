// CASE: an object made from a name closes its socket at the end of its scope, whether it has been closed or not
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI EndDone(PDEVICE_OBJECT, PIRP irp, PVOID)
{
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP EndIrp()
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != nullptr)
        IoSetCompletionRoutine(irp, EndDone, nullptr, TRUE, TRUE, TRUE);
    return irp;
}

class EndForgetful {
public:
    explicit EndForgetful(PWSK_SOCKET socket) : m_socket(socket) {}
    ~EndForgetful() { Close(); }
    void Close()
    {
        PIRP irp = EndIrp();

        if (irp != nullptr)
            static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(m_socket->Dispatch)->WskCloseSocket(m_socket, irp);
    }

private:
    PWSK_SOCKET m_socket;
};

class EndCareful {
public:
    explicit EndCareful(PWSK_SOCKET socket) : m_socket(socket) {}
    ~EndCareful() { Close(); }
    void Close()
    {
        PIRP irp = m_socket != nullptr ? EndIrp() : nullptr;

        if (irp == nullptr)
            return;
        static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(m_socket->Dispatch)->WskCloseSocket(m_socket, irp);
        m_socket = nullptr;
    }

private:
    PWSK_SOCKET m_socket;
};

void EndTwice(PWSK_SOCKET raw)
{
    EndForgetful socket(raw);                               // EXPECT(use-after-close)
    socket.Close();
}

void EndByScope(PWSK_SOCKET raw)
{
    EndForgetful socket(raw);                               // NOT(use-after-close)
}

void EndOnce(PWSK_SOCKET raw)
{
    EndCareful socket(raw);                                 // NOT(use-after-close)
    socket.Close();
}

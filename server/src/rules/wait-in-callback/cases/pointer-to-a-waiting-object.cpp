// CASE: a routine gets a pointer to an object whose end waits: the object ends elsewhere
// CLEAN
#include <ntddk.h>
#include <wsk.h>

class EndsWaiting {
public:
    EndsWaiting() { KeInitializeEvent(&m_done, NotificationEvent, FALSE); }
    ~EndsWaiting() { KeWaitForSingleObject(&m_done, Executive, KernelMode, FALSE, nullptr); }
    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP irp, PVOID context)
    {
        auto self = static_cast<EndsWaiting *>(context);

        IoFreeIrp(irp);
        KeSetEvent(&self->m_done, IO_NO_INCREMENT, FALSE);      // NOT(wait-in-callback)
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

private:
    KEVENT m_done;
};

NTSTATUS EndsSend(PWSK_SOCKET socket, PWSK_BUF buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    EndsWaiting waiter;
    IoSetCompletionRoutine(irp, EndsWaiting::Done, &waiter, TRUE, TRUE, TRUE);   // NOT(context-lifetime)
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch)->WskSend(socket, buffer, 0, irp);
}

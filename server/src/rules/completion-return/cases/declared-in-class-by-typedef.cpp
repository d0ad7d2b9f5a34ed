// CASE: the class declares its routine by the function type, and another path goes on to completion
#include <ntddk.h>
#include <wsk.h>

class LogWriter {
public:
    NTSTATUS Write(PWSK_BUF line);

private:
    static IO_COMPLETION_ROUTINE OnWritten;

    PWSK_SOCKET m_socket;
    volatile LONG m_lost;
};

NTSTATUS NTAPI LogWriter::OnWritten(PDEVICE_OBJECT, PIRP irp, PVOID context)
{
    auto *self = static_cast<LogWriter *>(context);
    NTSTATUS status = irp->IoStatus.Status;

    IoFreeIrp(irp);
    if (!NT_SUCCESS(status)) {
        InterlockedIncrement(&self->m_lost);
        return STATUS_SUCCESS; // EXPECT(completion-return)
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LogWriter::Write(PWSK_BUF line)
{
    auto *connection = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_socket->Dispatch);
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, OnWritten, this, TRUE, TRUE, TRUE);
    return connection->WskSend(m_socket, line, 0, irp);
}

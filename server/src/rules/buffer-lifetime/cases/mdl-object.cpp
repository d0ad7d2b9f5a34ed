// CASE: an object frees its MDL at the end of the scope, with the request under way; another one waits before that
#include <ntddk.h>
#include <wsk.h>

static ULONG Rounded(ULONG Bytes) { return (Bytes + 7) & ~7u; }

class Described {
public:
    Described(PVOID Address, ULONG Bytes) : m_Mdl(IoAllocateMdl(Address, Bytes, FALSE, FALSE, nullptr))
    {
        if (m_Mdl != nullptr)
            MmBuildMdlForNonPagedPool(m_Mdl);
    }
    ~Described()
    {
        if (m_Mdl != nullptr)
            IoFreeMdl(m_Mdl);
    }
    PMDL Mdl() const { return m_Mdl; }

private:
    PMDL m_Mdl;
};

static NTSTATUS NTAPI Gone(PDEVICE_OBJECT, PIRP Irp, PVOID)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI Signalled(PDEVICE_OBJECT, PIRP, PVOID Event)
{
    KeSetEvent(static_cast<PKEVENT>(Event), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendAndLeave(PWSK_SOCKET Socket, PUCHAR Line, ULONG Length)
{
    const auto *Table = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);
    Described Text(Line, Rounded(Length));
    WSK_BUF Buffer{ Text.Mdl(), 0, Length };
    PIRP Irp;

    if (Text.Mdl() == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Gone, nullptr, TRUE, TRUE, TRUE);
    return Table->WskSend(Socket, &Buffer, 0, Irp);             // EXPECT(buffer-lifetime)
}

NTSTATUS SendAndWait(PWSK_SOCKET Socket, ULONG Number)
{
    const auto *Table = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);
    UCHAR Line[8] = { static_cast<UCHAR>(Number) };
    Described Text(Line, sizeof(Line));
    WSK_BUF Buffer{ Text.Mdl(), 0, sizeof(Line) };
    KEVENT Event;
    PIRP Irp;

    if (Text.Mdl() == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signalled, &Event, TRUE, TRUE, TRUE);
    (void)Table->WskSend(Socket, &Buffer, 0, Irp);              // NOT(buffer-lifetime)
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, nullptr);
    NTSTATUS Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

// CASE: the routine deletes the operation, whose destructor frees the IRP; the sender looks at the IRP once more
#include <ntddk.h>
#include <wsk.h>

struct Upload {
    static void *operator new(size_t size) noexcept { return ExAllocatePoolWithTag(NonPagedPoolNx, size, 'dlpU'); }
    static void operator delete(void *memory) noexcept { ExFreePoolWithTag(memory, 'dlpU'); }
    static void operator delete(void *memory, size_t) noexcept { ExFreePoolWithTag(memory, 'dlpU'); }

    ~Upload() { IoFreeIrp(irp); }

    PIRP irp;
    WSK_BUF buffer;
};

static NTSTATUS NTAPI Uploaded(PDEVICE_OBJECT, PIRP, PVOID context)
{
    delete static_cast<Upload *>(context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Send(PWSK_SOCKET socket, PMDL mdl, SIZE_T length)
{
    auto *connection = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch);
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    Upload *upload = new Upload;
    if (upload == nullptr) {
        IoFreeIrp(irp); // NOT(irp-double-free)
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    upload->irp = irp;
    upload->buffer = { mdl, 0, length };
    IoSetCompletionRoutine(irp, Uploaded, upload, TRUE, TRUE, TRUE);
    NTSTATUS status = connection->WskSend(socket, &upload->buffer, 0, irp);
    if (!NT_SUCCESS(status))
        DbgPrint("send %08x\n", irp->IoStatus.Status); // EXPECT(irp-use-after-free)
    return status;
}

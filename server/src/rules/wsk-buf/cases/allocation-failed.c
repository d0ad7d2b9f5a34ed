// CASE: where the MDL could not be allocated its pointer is NULL; that it was not built is then no second mistake
#include <ntddk.h>
#include <wsk.h>

typedef struct _PAGE_OUT { PWSK_SOCKET Socket; UCHAR Bytes[64]; PMDL Mdl; } PAGE_OUT, *PPAGE_OUT;

static NTSTATUS Push(PPAGE_OUT Page, PWSK_BUF Buffer, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Table = Page->Socket->Dispatch;

    return Table->WskSend(Page->Socket, Buffer, 0, Irp);
}

NTSTATUS PushUntested(PPAGE_OUT Page, PIRP Irp)
{
    WSK_BUF Buffer = { NULL, 0, sizeof(Page->Bytes) };

    Page->Mdl = IoAllocateMdl(Page->Bytes, sizeof(Page->Bytes), FALSE, FALSE, NULL);
    if (Page->Mdl != NULL)
        MmBuildMdlForNonPagedPool(Page->Mdl);
    Buffer.Mdl = Page->Mdl;
    return Push(Page, &Buffer, Irp);                    // EXPECT(wsk-buf)
}

NTSTATUS PushTested(PPAGE_OUT Page, PIRP Irp)
{
    WSK_BUF Buffer = { NULL, 0, sizeof(Page->Bytes) };

    Page->Mdl = IoAllocateMdl(Page->Bytes, sizeof(Page->Bytes), FALSE, FALSE, NULL);
    if (Page->Mdl != NULL)
        MmBuildMdlForNonPagedPool(Page->Mdl);
    Buffer.Mdl = Page->Mdl;
    if (Buffer.Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return Push(Page, &Buffer, Irp);                    // NOT(wsk-buf)
}

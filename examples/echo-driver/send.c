/* Copies of received data on their way back. */
#include "echo.h"

/* FALSE: a part of the source could not be mapped. */
static BOOLEAN SendCopy(_Out_writes_bytes_(Source->Length) PUCHAR Target, _In_ const WSK_BUF *Source)
{
    PMDL Mdl = Source->Mdl;
    ULONG Offset = Source->Offset;
    SIZE_T Left = Source->Length;

    while (Left > 0 && Mdl != NULL) {
        PUCHAR From = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
        SIZE_T Part = MmGetMdlByteCount(Mdl) - Offset;

        if (From == NULL) {
            return FALSE;
        }
        Part = Part < Left ? Part : Left;
        RtlCopyMemory(Target, From + Offset, Part);
        Target += Part;
        Left -= Part;
        Offset = 0;
        Mdl = Mdl->Next;
    }
    return Left == 0;
}

PECHO_SEND SendCreate(_In_ const WSK_BUF *Source)
{
    PECHO_SEND Send;

    if (Source->Length == 0 || Source->Length > MAXLONG / 2) {
        return NULL;
    }

    Send = EndpointAllocate(FIELD_OFFSET(ECHO_SEND, Data) + Source->Length);
    if (Send == NULL) {
        return NULL;
    }

    Send->Buffer.Offset = 0;
    Send->Buffer.Length = Source->Length;
    Send->Buffer.Mdl = IoAllocateMdl(Send->Data, (ULONG)Source->Length, FALSE, FALSE, NULL);
    Send->Irp = IoAllocateIrp(1, FALSE);
    if (Send->Buffer.Mdl == NULL || Send->Irp == NULL || !SendCopy(Send->Data, Source)) {
        SendFree(Send);
        return NULL;
    }

    MmBuildMdlForNonPagedPool(Send->Buffer.Mdl);
    return Send;
}

VOID SendFree(_In_ PECHO_SEND Send)
{
    if (Send->Irp != NULL) {
        IoFreeIrp(Send->Irp);
    }
    if (Send->Buffer.Mdl != NULL) {
        IoFreeMdl(Send->Buffer.Mdl);
    }
    ExFreePoolWithTag(Send, ECHO_TAG);
}

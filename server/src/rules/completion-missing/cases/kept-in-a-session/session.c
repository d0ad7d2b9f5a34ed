// CASE: a session makes its IRPs when it begins; that of the close never gets a completion routine
#include "session.h"

NTSTATUS SessionInitialize(PSESSION Session)
{
    RtlZeroMemory(Session, sizeof(*Session));
    Session->ReceiveIrp = IoAllocateIrp(1, FALSE);
    if (Session->ReceiveIrp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Session->CloseIrp = IoAllocateIrp(1, FALSE);
    if (Session->CloseIrp == NULL) {
        IoFreeIrp(Session->ReceiveIrp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

VOID SessionFree(PSESSION Session)
{
    IoFreeIrp(Session->ReceiveIrp);
    IoFreeIrp(Session->CloseIrp);
}

// CASE: the mistake stands in a header that only a C++ file includes
#include "drop.h"

NTSTATUS NTAPI DropDone(PDEVICE_OBJECT, PIRP irp, PVOID)
{
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

void DropAll(PWSK_SOCKET *sockets, ULONG count)
{
    for (ULONG i = 0; i < count; ++i)
        DropSocket(sockets[i]);
}

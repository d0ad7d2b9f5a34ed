// CASE: the file names nothing of WSK, and the header that it includes does not either: the header behind that one does
#include "disk.h"

NTSTATUS DiskTune(PDISK Disk)
{
    NTSTATUS Status = LinkSetNumber(Disk->Link, SOL_SOCKET, TCP_NODELAY, 1); // EXPECT(control-level)

    if (NT_SUCCESS(Status))
        Status = LinkSetNumber(Disk->Link, SOL_SOCKET, SO_KEEPALIVE, 1); // NOT(control-level)
    return Status;
}

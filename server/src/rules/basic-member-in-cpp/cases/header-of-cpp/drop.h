#pragma once
#include <ntddk.h>
#include <wsk.h>

IO_COMPLETION_ROUTINE DropDone;

inline void DropSocket(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return;
    IoSetCompletionRoutine(irp, DropDone, nullptr, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_STREAM_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, irp);   // EXPECT(basic-member-in-cpp)
}

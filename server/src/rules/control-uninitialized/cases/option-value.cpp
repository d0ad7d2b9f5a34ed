// CASE: the ULONG of SO_BROADCAST is declared and never given a value, C++
#include <ntddk.h>
#include <wsk.h>

class Announcer
{
public:
    NTSTATUS AllowBroadcast(PWSK_SOCKET Udp)
    {
        const auto *Ops = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(Udp->Dispatch);
        ULONG Allow;
        KEVENT Done;
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == nullptr) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, SetDone, &Done, TRUE, TRUE, TRUE);
        (void)Ops->Basic.WskControlSocket(Udp, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(Allow),
                                          &Allow,                   // EXPECT(control-uninitialized)
                                          0, nullptr, nullptr, Irp);
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, nullptr);
        NTSTATUS Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
        return Status;
    }

private:
    static NTSTATUS NTAPI SetDone(PDEVICE_OBJECT, PIRP, PVOID Done)
    {
        KeSetEvent(static_cast<PKEVENT>(Done), IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
};

NTSTATUS Announce(Announcer &A, PWSK_SOCKET Udp)
{
    return A.AllowBroadcast(Udp);
}

// CASE: OutputSizeReturned together with an IRP is a hint: the count comes in IoStatus.Information
#include <ntddk.h>
#include <wsk.h>

struct KeepAliveReader
{
    PWSK_SOCKET Socket;
    KEVENT Event;
    ULONG Value;
    SIZE_T Returned;

    static NTSTATUS NTAPI Complete(PDEVICE_OBJECT, PIRP, PVOID Context)
    {
        KeSetEvent(&reinterpret_cast<KeepAliveReader *>(Context)->Event, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Read()
    {
        const auto *Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Complete, this, TRUE, TRUE, TRUE);
        (void)Ops->Basic.WskControlSocket(Socket, WskGetOption, SO_KEEPALIVE, SOL_SOCKET, 0, nullptr,
                                          sizeof(Value), &Value,
                                          &Returned,                // EXPECT(control-output)
                                          Irp);
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, nullptr);
        NTSTATUS Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
        return Status;
    }
};

NTSTATUS ReadKeepAlive(KeepAliveReader &Reader)
{
    return Reader.Read();
}

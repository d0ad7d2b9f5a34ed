// CASE: C++: two members that the same caller runs one after the other; the second takes the mode back
#include <ntddk.h>
#include <wsk.h>

class Theater
{
public:
    NTSTATUS Guard() { return SetMode(1); }
    NTSTATUS Relax() { return SetMode(0); }             // EXPECT(conditional-accept-disable)

    NTSTATUS Start(bool open)
    {
        NTSTATUS status = Guard();

        if (NT_SUCCESS(status) && open)
            status = Relax();                           // OR(conditional-accept-disable)
        return status;
    }

private:
    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID context)
    {
        KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS SetMode(ULONG mode)
    {
        auto dispatch = static_cast<const WSK_PROVIDER_LISTEN_DISPATCH *>(m_listener->Dispatch);
        KEVENT event;
        PIRP irp = IoAllocateIrp(1, FALSE);

        if (irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        KeInitializeEvent(&event, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(irp, Done, &event, TRUE, TRUE, TRUE);
        (void)dispatch->Basic.WskControlSocket(m_listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                               sizeof(mode), &mode, 0, nullptr, nullptr, irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
        NTSTATUS status = irp->IoStatus.Status;
        IoFreeIrp(irp);
        return status;
    }

    PWSK_SOCKET m_listener;
};

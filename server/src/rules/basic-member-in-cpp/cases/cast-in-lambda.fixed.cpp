// CASE: a lambda closes a listening socket through a C-style cast
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LamFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID LamCloseBoth(PWSK_SOCKET Listener, PWSK_SOCKET Datagram)
{
    auto prepared = []() -> PIRP {
        PIRP irp = IoAllocateIrp(1, FALSE);
        if (irp)
            IoSetCompletionRoutine(irp, LamFreeOnDone, nullptr, TRUE, TRUE, TRUE);
        return irp;
    };

    if (PIRP irp = prepared())
        (void)((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->Basic.WskCloseSocket(Listener, irp);   // EXPECT(basic-member-in-cpp)



    if (PIRP irp = prepared())
        (void)((PWSK_PROVIDER_DATAGRAM_DISPATCH)Datagram->Dispatch)->Basic.WskCloseSocket(Datagram, irp);   // NOT(basic-member-in-cpp)
}

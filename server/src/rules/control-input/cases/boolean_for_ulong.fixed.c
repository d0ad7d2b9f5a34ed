// CASE: a BOOLEAN for an option that takes a ULONG: as a local, as a parameter, with its own size and with the right one
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI WicketDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WicketControl(PWSK_SOCKET Socket, ULONG Option, PVOID Value, SIZE_T Size)
{
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, WicketDone, &Done, TRUE, TRUE, TRUE);
    (VOID)((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS WicketReserve(PWSK_SOCKET Socket)
{
    ULONG Exclusive = TRUE;

    return WicketControl(Socket, SO_EXCLUSIVEADDRUSE, &Exclusive,   // OR(control-input)
                         sizeof(Exclusive));                        // EXPECT(control-input)
}

NTSTATUS WicketBroadcast(PWSK_SOCKET Socket, BOOLEAN On)
{
    ULONG Value = On;

    DbgPrint("broadcast: %u\n", On);
    return WicketControl(Socket, SO_BROADCAST, &Value, sizeof(Value));    // EXPECT(control-input)
}

NTSTATUS WicketShare(PWSK_SOCKET Socket)
{
    ULONG Share = 1;

    return WicketControl(Socket, SO_REUSEADDR, &Share,              // OR(control-input)
                         sizeof(ULONG));                            // EXPECT(control-input)
}

NTSTATUS WicketOverread(PWSK_SOCKET Socket, ULONG Flags)
{
    ULONG Share;

    Share = (BOOLEAN)(Flags & 1);
    return WicketControl(Socket, SO_REUSEADDR, &Share, sizeof(ULONG));          // EXPECT(control-input)
}

NTSTATUS WicketRight(PWSK_SOCKET Socket, BOOLEAN On)
{
    ULONG Value = On;

    return WicketControl(Socket, SO_BROADCAST, &Value, sizeof(Value));          // NOT(control-input)
}

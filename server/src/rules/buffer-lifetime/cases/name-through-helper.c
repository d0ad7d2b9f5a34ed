// CASE: a helper starts WskGetLocalAddress into the caller's memory; one caller hands it a local and returns
#include <ntddk.h>
#include <wsk.h>

typedef struct _WHO { PWSK_SOCKET Socket; SOCKADDR_STORAGE Name; } WHO;

static NTSTATUS NTAPI WhoFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WhoAsk(PWSK_SOCKET Socket, PSOCKADDR Name)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *ops = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, WhoFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return ops->WskGetLocalAddress(Socket, Name, irp);
}

NTSTATUS WhoAmI(WHO *Who)
{
    return WhoAsk(Who->Socket, (PSOCKADDR)&Who->Name);          // NOT(buffer-lifetime)
}

VOID WhoTouch(WHO *Who)
{
    SOCKADDR_IN6 name;



    (VOID)WhoAsk(Who->Socket, (PSOCKADDR)&name);                // EXPECT(buffer-lifetime)
}

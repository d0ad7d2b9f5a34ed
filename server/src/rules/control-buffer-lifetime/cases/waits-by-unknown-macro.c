// CASE: the wait is a macro of a header that is not there, and gets the event by name
#include <ntddk.h>
#include <wsk.h>

typedef struct PORT {
    PWSK_SOCKET Socket;
    IRP Irp;
    IO_STACK_LOCATION Stack;
    KEVENT Ready;
} PORT;

static NTSTATUS PortDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS PortControl(PORT *Port, ULONG Code, ULONG Level, SIZE_T Size, PVOID Value)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Table = Port->Socket->Dispatch;
    NTSTATUS Result;

    IoReuseIrp(&Port->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(&Port->Irp, PortDone, &Port->Ready, TRUE, TRUE, TRUE);
    KeClearEvent(&Port->Ready);
    Result = Table->WskControlSocket(Port->Socket, WskSetOption, Code, Level, Size, Value, 0, NULL, NULL, &Port->Irp);
    if (Result == STATUS_PENDING) {
        PORT_WAIT(Port->Ready);
        Result = Port->Irp.IoStatus.Status;
    }
    return Result;
}

NTSTATUS PortPrepare(PORT *Port)
{
    ULONG On = 1;
    NTSTATUS Result;

    KeInitializeEvent(&Port->Ready, SynchronizationEvent, FALSE);
    IoInitializeIrp(&Port->Irp, sizeof(Port->Irp) + sizeof(Port->Stack), 1);
    Result = PortControl(Port, IPV6_V6ONLY, IPPROTO_IPV6, sizeof(On), &On);      // NOT(control-buffer-lifetime)
    return NT_SUCCESS(Result) ? PortControl(Port, IPV6_V6ONLY, IPPROTO_IPV6, sizeof(On), &On) : Result;
}

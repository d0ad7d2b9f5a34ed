// CASE: the helper returns the status, the function that closes the socket drops it
#include <ntddk.h>
#include <wsk.h>

typedef struct _DLNA { PWSK_SOCKET Socket; KEVENT Done; } DLNA, *PDLNA;

static NTSTATUS NTAPI DlnaDone(PDEVICE_OBJECT o, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(o);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((PDLNA)ctx)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS DlnaStopPackets(PDLNA Dlna)
{
    WSK_EVENT_CALLBACK_CONTROL ecc = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Dlna->Socket->Dispatch)->WskControlSocket(     // OR(disable-result)
        Dlna->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(ecc), &ecc, 0, NULL, NULL, NULL);
}

VOID DlnaClose(PDLNA Dlna)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    DlnaStopPackets(Dlna);                                              // EXPECT(disable-result)

    KeInitializeEvent(&Dlna->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, DlnaDone, Dlna, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Dlna->Socket->Dispatch)->WskCloseSocket(Dlna->Socket, irp);      // OR(disable-result)
    KeWaitForSingleObject(&Dlna->Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    Dlna->Socket = NULL;
}

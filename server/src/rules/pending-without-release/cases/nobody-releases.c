// CASE: the list is kept with STATUS_PENDING, a worker reads it, and nothing releases it
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _PRINTER {
    PWSK_SOCKET Socket;
    PIO_WORKITEM Work;
    PWSK_DATA_INDICATION Page;
    SIZE_T Printed;
    LONG Gone;
} PRINTER, *PPRINTER;

static VOID NTAPI PrinterWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PPRINTER Printer = Context;
    PWSK_DATA_INDICATION Part;

    UNREFERENCED_PARAMETER(DeviceObject);
    for (Part = Printer->Page; Part != NULL; Part = Part->Next)
        Printer->Printed += Part->Buffer.Length;
    Printer->Page = NULL;
}

static NTSTATUS WSKAPI PrinterReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                      SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PPRINTER Printer = SocketContext;

    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        InterlockedExchange(&Printer->Gone, 1);
        IoQueueWorkItem(Printer->Work, PrinterWork, DelayedWorkQueue, Printer);
        return STATUS_SUCCESS;
    }
    if ((Flags & WSK_FLAG_RELEASE_ASAP) || Printer->Page != NULL)
        return STATUS_SUCCESS;
    Printer->Page = DataIndication;
    IoQueueWorkItem(Printer->Work, PrinterWork, DelayedWorkQueue, Printer);
    return STATUS_PENDING;                      // EXPECT(pending-without-release)
}

const WSK_CLIENT_CONNECTION_DISPATCH PrinterDispatch = { PrinterReceive, NULL, NULL };

NTSTATUS PrinterEnable(PPRINTER Printer)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Printer->Socket->Dispatch;

    return Dispatch->WskControlSocket(Printer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

// CASE: a macro builds the whole synchronous request; a backlog query is made with WskGetOption
#include <ntddk.h>
#include <wsk.h>

typedef struct _METER {
    PWSK_SOCKET Socket;         /* connected */
    PIRP Irp;
    KEVENT Ready;
    SIZE_T Backlog;
    ULONG Window;
} METER, *PMETER;

static NTSTATUS NTAPI MeterReady(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    (void)dev;
    (void)irp;
    KeSetEvent(&((PMETER)ctx)->Ready, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

#define METER_READ(m, type, code, level, var, st)                                                   \
    do {                                                                                            \
        IoReuseIrp((m)->Irp, STATUS_UNSUCCESSFUL);                                                  \
        KeClearEvent(&(m)->Ready);                                                                  \
        IoSetCompletionRoutine((m)->Irp, MeterReady, (m), TRUE, TRUE, TRUE);                        \
        (void)((PWSK_PROVIDER_BASIC_DISPATCH)(m)->Socket->Dispatch)->WskControlSocket((m)->Socket,  \
            (type), (code), (level), 0, NULL, sizeof(var), &(var), NULL, (m)->Irp);                 \
        KeWaitForSingleObject(&(m)->Ready, Executive, KernelMode, FALSE, NULL);                     \
        (st) = (m)->Irp->IoStatus.Status;                                                           \
    } while (0)

NTSTATUS MeterSample(PMETER m)
{
    NTSTATUS st;

    METER_READ(m, WskGetOption, SO_RCVBUF, SOL_SOCKET, m->Window, st);                      // NOT(control-request-type)
    if (!NT_SUCCESS(st))
        return st;
    DbgPrint("meter: window %lu\n", m->Window);

    METER_READ(m, WskGetOption, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, m->Backlog, st);          // EXPECT(control-request-type)
    if (!NT_SUCCESS(st))
        DbgPrint("meter: %08x\n", st);
    return st;
}

// CASE: the answer is a local structure; the send is asynchronous and the function returns at once
#include <ntddk.h>
#include <wsk.h>

typedef struct _TIME_ANSWER { ULONG Magic; LARGE_INTEGER Now; } TIME_ANSWER;

static NTSTATUS NTAPI
TimeAnswered(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    IoFreeMdl((PMDL)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
TimeAnswer(PWSK_SOCKET Socket, PSOCKADDR Asker)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *udp = Socket->Dispatch;
    TIME_ANSWER answer;
    WSK_BUF buf;
    PIRP irp;

    answer.Magic = 'emiT';
    KeQuerySystemTime(&answer.Now);

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    buf.Offset = 0;
    buf.Length = sizeof(answer);
    buf.Mdl = IoAllocateMdl(&answer, sizeof(answer), FALSE, FALSE, NULL);       // OR(buffer-lifetime)
    if (buf.Mdl == NULL)
    {
        IoFreeIrp(irp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(buf.Mdl);
    IoSetCompletionRoutine(irp, TimeAnswered, buf.Mdl, TRUE, TRUE, TRUE);


    return udp->WskSendTo(Socket, &buf, 0, Asker, 0, NULL, irp);                // EXPECT(buffer-lifetime)
}

// CASE: a helper describes and sends what its callers hand it; two of them hand it what is on their stack
#include <ntddk.h>
#include <wsk.h>

typedef struct _COMMAND { ULONG Code; UCHAR Data[28]; } COMMAND;

static NTSTATUS NTAPI CommandSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    IoFreeMdl(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS CommandPost(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF buf = { Mdl, 0, Length };
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        IoFreeMdl(Mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, CommandSent, Mdl, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &buf, 0, irp);    // NOT(buffer-lifetime)
}

static NTSTATUS CommandSend(PWSK_SOCKET Socket, PVOID Memory, ULONG Length)
{
    PMDL mdl = IoAllocateMdl(Memory, Length, FALSE, FALSE, NULL);

    if (mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(mdl);
    return CommandPost(Socket, mdl, Length);                // NOT(buffer-lifetime)
}

NTSTATUS CommandReset(PWSK_SOCKET Socket)
{
    COMMAND command = { 7 };

    return CommandSend(Socket, &command, sizeof(command));  // EXPECT(buffer-lifetime)
}

NTSTATUS CommandText(PWSK_SOCKET Socket)
{
    CHAR text[] = "HELO\r\n";
    NTSTATUS status;

    status = CommandSend(Socket, text, sizeof(text) - 1);   // EXPECT(buffer-lifetime)
    return status;
}

static COMMAND Ping = { 1 };

NTSTATUS CommandPing(PWSK_SOCKET Socket)
{
    return CommandSend(Socket, &Ping, sizeof(Ping));        // NOT(buffer-lifetime)
}

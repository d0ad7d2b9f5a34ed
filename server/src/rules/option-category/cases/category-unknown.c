// CASE: the category is not known, the socket is a stream socket, or the option belongs to the transport
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _UNK { PWSK_SOCKET S; ULONG V; LONG Errors; } UNK, *PUNK;

static NTSTATUS NTAPI UnkDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status))
        InterlockedIncrement(&((PUNK)Context)->Errors);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP UnkIrp(PUNK u)
{
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i != NULL)
        IoSetCompletionRoutine(i, UnkDone, u, TRUE, TRUE, TRUE);
    return i;
}

NTSTATUS UnkBroadcast(PUNK u)
{
    PIRP i = UnkIrp(u);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)u->S->Dispatch)->WskControlSocket(u->S, WskSetOption,
        SO_BROADCAST, SOL_SOCKET, sizeof(u->V), &u->V, 0, NULL, NULL, i);           // NOT(option-category)
}

NTSTATUS UnkStream(PUNK u)
{
    PIRP i = UnkIrp(u);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return ((PWSK_PROVIDER_STREAM_DISPATCH)u->S->Dispatch)->WskControlSocket(u->S, WskSetOption,
        SO_KEEPALIVE, SOL_SOCKET, sizeof(u->V), &u->V, 0, NULL, NULL, i);           // NOT(option-category)
}

NTSTATUS UnkV6Only(PUNK u)
{
    PIRP i = UnkIrp(u);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)u->S->Dispatch)->WskControlSocket(u->S, WskSetOption,
        IPV6_V6ONLY, IPPROTO_IPV6, sizeof(u->V), &u->V, 0, NULL, NULL, i);          // NOT(option-category)
}

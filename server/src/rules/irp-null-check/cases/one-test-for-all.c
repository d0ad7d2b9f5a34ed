// CASE: everything is allocated first, flags gather what failed, and one test decides
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SIDE {
    PWSK_SOCKET Socket;
    PIRP Close;
    PIRP Shut;
    PIO_WORKITEM Item;
} SIDE, *PSIDE;

typedef struct _PAIR {
    SIDE Left, Right;
    PIRP Connect;
    LONG Users;
} PAIR, *PPAIR;

static WSK_PROVIDER_NPI Npi;
static PDEVICE_OBJECT Device;
void PairUp(PPAIR Pair);

static BOOLEAN SideInit(PSIDE Side)
{
    Side->Close = IoAllocateIrp(1, FALSE);
    Side->Shut = IoAllocateIrp(1, FALSE);
    Side->Item = IoAllocateWorkItem(Device);
    return Side->Close != NULL && Side->Shut != NULL && Side->Item != NULL;
}

static void SideFree(PSIDE Side)
{
    if (Side->Close)
        IoFreeIrp(Side->Close);
    if (Side->Shut)
        IoFreeIrp(Side->Shut);
    if (Side->Item)
        IoFreeWorkItem(Side->Item);
}

static PPAIR PairCreate(void)
{
    PPAIR Pair = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Pair), 'riaP');
    BOOLEAN Ready;

    if (Pair == NULL)
        return NULL;
    RtlZeroMemory(Pair, sizeof(*Pair));
    Pair->Users = 1;
    Pair->Connect = IoAllocateIrp(1, FALSE);
    Ready = Pair->Connect != NULL;
    Ready = SideInit(&Pair->Left) && Ready;
    Ready = SideInit(&Pair->Right) && Ready;
    if (!Ready) {
        if (Pair->Connect)
            IoFreeIrp(Pair->Connect);
        SideFree(&Pair->Left);
        SideFree(&Pair->Right);
        ExFreePoolWithTag(Pair, 'riaP');
        return NULL;
    }
    return Pair;
}

static NTSTATUS NTAPI PairConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status))
        ((PPAIR)Context)->Right.Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    PairUp(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PairStart(PSOCKADDR Here, PSOCKADDR There)
{
    PPAIR Pair = PairCreate();

    if (Pair == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Pair->Connect, PairConnected, Pair, TRUE, TRUE, TRUE); // NOT(irp-null-check)
    return Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, Here, There, 0, NULL, NULL, NULL, NULL,
                                          NULL, Pair->Connect);
}

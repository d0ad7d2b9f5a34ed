// CASE: the provider NPI itself is passed where its Client belongs
#include <ntddk.h>
#include <wsk.h>

typedef struct _RESOLVER { PIRP Irp; KEVENT Done; } RESOLVER, *PRESOLVER;

static NTSTATUS NTAPI Resolved(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PRESOLVER)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* *Result: freed by the caller with WskFreeAddressInfo */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS Resolve(PWSK_PROVIDER_NPI Npi, PRESOLVER Resolver, PUNICODE_STRING Host, PADDRINFOEXW *Result)
{
    IoReuseIrp(Resolver->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Resolver->Done);
    IoSetCompletionRoutine(Resolver->Irp, Resolved, Resolver, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskGetAddressInfo(Npi,                   // EXPECT(client-argument)
                                     Host, NULL, NS_ALL, NULL, NULL, Result, NULL, NULL, Resolver->Irp);
    KeWaitForSingleObject(&Resolver->Done, Executive, KernelMode, FALSE, NULL);
    return Resolver->Irp->IoStatus.Status;
}

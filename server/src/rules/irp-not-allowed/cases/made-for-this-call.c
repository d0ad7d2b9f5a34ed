// CASE: the function makes an IRP for the static call alone, and waits only where the call pends
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI
MillDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Irp);
	KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
MillStatic(PWSK_PROVIDER_NPI Npi)
{
	WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
	NTSTATUS Status;
	KEVENT Done;
	PIRP Irp;

	Irp = IoAllocateIrp(1, FALSE);
	if (Irp == NULL) {
		Status = STATUS_INSUFFICIENT_RESOURCES;
		goto Exit;
	}
	KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
	IoSetCompletionRoutine(Irp, MillDone, &Done, TRUE, TRUE, TRUE);
	Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
						 0, NULL, NULL, Irp);	// EXPECT(irp-not-allowed)
	if (Status == STATUS_PENDING) {
		KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
		Status = Irp->IoStatus.Status;
	}
	IoFreeIrp(Irp);
	if (!NT_SUCCESS(Status))
		goto Exit;
	DbgPrint("mill: events are on\n");
Exit:
	return Status;
}

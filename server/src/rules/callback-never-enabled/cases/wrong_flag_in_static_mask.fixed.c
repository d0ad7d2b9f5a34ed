// CASE: the static mask names RECEIVE instead of RECEIVE_FROM, so the datagram callback never runs
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOGD {
	WSK_PROVIDER_NPI npi;
	PWSK_SOCKET sock;
	KEVENT done;
	volatile LONG lines;
} LOGD;

static NTSTATUS WSKAPI logd_input(PVOID ctx, ULONG flags, PWSK_DATAGRAM_INDICATION ind)
{
	PWSK_DATAGRAM_INDICATION i;

	for (i = ind; i != NULL; i = i->Next)
		InterlockedIncrement(&((LOGD *)ctx)->lines);
	return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH logd_events = {
	.WskReceiveFromEvent = logd_input,			// EXPECT(callback-never-enabled)
};

static NTSTATUS NTAPI logd_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
	KeSetEvent(&((LOGD *)ctx)->done, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS logd_start(LOGD *d, PSOCKADDR local)
{
	WSK_EVENT_CALLBACK_CONTROL ecc = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_RECEIVE_FROM };
	NTSTATUS st;
	PIRP irp;

	st = d->npi.Dispatch->WskControlClient(d->npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(ecc), &ecc,
					       0, NULL, NULL, NULL);
	if (!NT_SUCCESS(st))
		return st;
	irp = IoAllocateIrp(1, FALSE);
	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeEvent(&d->done, SynchronizationEvent, FALSE);
	IoSetCompletionRoutine(irp, logd_done, d, TRUE, TRUE, TRUE);
	d->npi.Dispatch->WskSocket(d->npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
				   d, &logd_events, NULL, NULL, NULL, irp);
	KeWaitForSingleObject(&d->done, Executive, KernelMode, FALSE, NULL);
	st = irp->IoStatus.Status;
	if (NT_SUCCESS(st)) {
		d->sock = (PWSK_SOCKET)irp->IoStatus.Information;
		IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
		IoSetCompletionRoutine(irp, logd_done, d, TRUE, TRUE, TRUE);
		((PWSK_PROVIDER_DATAGRAM_DISPATCH)d->sock->Dispatch)->WskBind(d->sock, local, 0, irp);
		KeWaitForSingleObject(&d->done, Executive, KernelMode, FALSE, NULL);
		st = irp->IoStatus.Status;
	}
	IoFreeIrp(irp);
	return st;
}

// CASE: RECEIVE_FROM is enabled statically; a datagram socket gets a table without the callback
#include <ntddk.h>
#include <wsk.h>

typedef struct _TFTP {
	WSK_PROVIDER_NPI npi;
	PWSK_SOCKET sock;
	KEVENT done;
} TFTP;

static const WSK_CLIENT_DATAGRAM_DISPATCH tftp_events = { NULL };	// OR(enabled-event-without-callback)

static NTSTATUS NTAPI tftp_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
	KeSetEvent(&((TFTP *)ctx)->done, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS tftp_static(TFTP *t)
{
	WSK_EVENT_CALLBACK_CONTROL ecc = {
		&NPI_WSK_INTERFACE_ID,
		WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE		// OR(enabled-event-without-callback)
	};

	return t->npi.Dispatch->WskControlClient(t->npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
						 sizeof(ecc), &ecc, 0, NULL, NULL, NULL);
}

static NTSTATUS tftp_socket(TFTP *t)
{
	NTSTATUS st;
	PIRP irp = IoAllocateIrp(1, FALSE);

	if (irp == NULL)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeEvent(&t->done, SynchronizationEvent, FALSE);
	IoSetCompletionRoutine(irp, tftp_done, t, TRUE, TRUE, TRUE);
	t->npi.Dispatch->WskSocket(t->npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
				   t, &tftp_events,			// EXPECT(enabled-event-without-callback)
				   NULL, NULL, NULL, irp);
	KeWaitForSingleObject(&t->done, Executive, KernelMode, FALSE, NULL);
	st = irp->IoStatus.Status;
	if (NT_SUCCESS(st))
		t->sock = (PWSK_SOCKET)irp->IoStatus.Information;
	IoFreeIrp(irp);
	return st;
}

NTSTATUS tftp_start(TFTP *t)
{
	NTSTATUS st = tftp_static(t);

	return NT_SUCCESS(st) ? tftp_socket(t) : st;
}

// CASE: a helper of another file decides to pend; nothing completes; the mode is set by an unknown caller's value
// COMPLETE
#include "cabin.h"

static NTSTATUS WSKAPI cabin_accept(PVOID ctx, ULONG flags, PSOCKADDR local, PSOCKADDR remote, PWSK_SOCKET sock,
				    PVOID *sock_ctx, const WSK_CLIENT_CONNECTION_DISPATCH **sock_table)
{
	CABIN *cabin = ctx;

	if (sock == NULL || cabin->guest != NULL)
		return STATUS_REQUEST_NOT_ACCEPTED;
	*sock_ctx = NULL;
	*sock_table = NULL;
	cabin->guest = sock;
	return STATUS_SUCCESS;
}

static WSK_INSPECT_ACTION WSKAPI cabin_inspect(PVOID ctx, PSOCKADDR local, PSOCKADDR remote, PWSK_INSPECT_ID id)
{
	if (id == NULL)
		return WskInspectReject;
	if (remote->sa_family == AF_INET6)
		return WskInspectAccept;



	return cabin_park(ctx, id);					// EXPECT(inspect-pend-without-complete)
}

static NTSTATUS WSKAPI cabin_abort(PVOID ctx, PWSK_INSPECT_ID id)
{
	CABIN *cabin = ctx;
	KIRQL irql;
	ULONG i;

	KeAcquireSpinLock(&cabin->lock, &irql);
	for (i = 0; i < cabin->used; i++) {
		if (cabin->ids[i].Key == id->Key && cabin->ids[i].SerialNumber == id->SerialNumber) {
			cabin->ids[i] = cabin->ids[--cabin->used];
			break;
		}
	}
	KeReleaseSpinLock(&cabin->lock, irql);
	return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH cabin_events = { cabin_accept, cabin_inspect, cabin_abort };

static NTSTATUS NTAPI cabin_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
	KeSetEvent(ctx, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* options and events of any socket; value and size as the option wants them */
NTSTATUS cabin_option(PWSK_SOCKET sock, ULONG opt, PVOID value, SIZE_T size, BOOLEAN sync)
{
	const WSK_PROVIDER_BASIC_DISPATCH *ops = sock->Dispatch;
	KEVENT event;
	NTSTATUS st;
	PIRP irp;

	if (!sync)
		return ops->WskControlSocket(sock, WskSetOption, opt, SOL_SOCKET, size, value, 0, NULL, NULL, NULL);
	irp = IoAllocateIrp(1, FALSE);
	if (irp == NULL)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	IoSetCompletionRoutine(irp, cabin_done, &event, TRUE, TRUE, TRUE);
	ops->WskControlSocket(sock, WskSetOption, opt, SOL_SOCKET, size, value, 0, NULL, NULL, irp);
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
	st = irp->IoStatus.Status;
	IoFreeIrp(irp);
	return st;
}

NTSTATUS cabin_create(PWSK_PROVIDER_NPI npi, CABIN *cabin, PWSK_SOCKET *out)
{
	KEVENT event;
	NTSTATUS st;
	PIRP irp = IoAllocateIrp(1, FALSE);

	if (irp == NULL)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeSpinLock(&cabin->lock);
	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	IoSetCompletionRoutine(irp, cabin_done, &event, TRUE, TRUE, TRUE);
	npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
				 cabin, &cabin_events, NULL, NULL, NULL, irp);
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
	st = irp->IoStatus.Status;
	if (NT_SUCCESS(st))
		*out = (PWSK_SOCKET)irp->IoStatus.Information;
	IoFreeIrp(irp);
	return st;
}

// CASE: the category is known from the creation in another function; the disable call goes through the basic table
#include <ntddk.h>
#include <wsk.h>

typedef struct _KVM_SRV {
	PWSK_SOCKET listener;
	KEVENT done;
} KVM_SRV;

extern const WSK_CLIENT_LISTEN_DISPATCH kvm_listen_events;

static NTSTATUS NTAPI kvm_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
	KVM_SRV *srv = ctx;

	KeSetEvent(&srv->done, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS kvm_create(KVM_SRV *srv, PWSK_PROVIDER_NPI npi)
{
	NTSTATUS st;
	PIRP irp = IoAllocateIrp(1, FALSE);

	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeEvent(&srv->done, SynchronizationEvent, FALSE);
	IoSetCompletionRoutine(irp, kvm_done, srv, TRUE, TRUE, TRUE);
	npi->Dispatch->WskSocket(npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP,
				 WSK_FLAG_LISTEN_SOCKET, srv, &kvm_listen_events,
				 NULL, NULL, NULL, irp);
	KeWaitForSingleObject(&srv->done, Executive, KernelMode, FALSE, NULL);
	st = irp->IoStatus.Status;
	if (NT_SUCCESS(st))
		srv->listener = (PWSK_SOCKET)irp->IoStatus.Information;
	IoFreeIrp(irp);
	return st;
}

NTSTATUS kvm_stop_disconnects(KVM_SRV *srv)
{
	PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)srv->listener->Dispatch;
	WSK_EVENT_CALLBACK_CONTROL ecc = {
		.NpiId = &NPI_WSK_INTERFACE_ID,
		.EventMask = WSK_EVENT_DISABLE | WSK_EVENT_DISCONNECT,		// EXPECT(inherited-event-disable)
	};

	return basic->WskControlSocket(srv->listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
				       sizeof(ecc), &ecc, 0, NULL, NULL, NULL);
}

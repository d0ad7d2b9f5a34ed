// CASE: the static call takes no IRP at all; the code waits on a fresh event as after any other call
#include <ntddk.h>
#include <wsk.h>

NTSTATUS PxeStatic(PWSK_PROVIDER_NPI npi)
{
	WSK_EVENT_CALLBACK_CONTROL ecc = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
	KEVENT event;
	NTSTATUS st;

	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	st = npi->Dispatch->WskControlClient(npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS,	// OR(wait-without-irp)
					     sizeof(ecc), &ecc, 0, NULL, NULL,
					     NULL);						// EXPECT(wait-without-irp)
	return st;
}

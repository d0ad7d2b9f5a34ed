// CASE: the function makes an IRP for the static call alone, and waits only where the call pends
#include <ntddk.h>
#include <wsk.h>

NTSTATUS
MillStatic(PWSK_PROVIDER_NPI Npi)
{
	WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
	NTSTATUS Status;

	Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
						 0, NULL, NULL, NULL);	// EXPECT(irp-not-allowed)
	if (!NT_SUCCESS(Status))
		goto Exit;
	DbgPrint("mill: events are on\n");
Exit:
	return Status;
}

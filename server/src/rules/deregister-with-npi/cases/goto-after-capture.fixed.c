// CASE: the failure of what comes after the capture goes to the label that only deregisters
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Npi;

NTSTATUS BridgeListen(PWSK_PROVIDER_NPI Npi);

NTSTATUS BridgeStart(VOID)
{
	WSK_CLIENT_NPI Npi = { NULL, &g_Client };
	NTSTATUS Status;

	Status = WskRegister(&Npi, &g_Registration);
	if (!NT_SUCCESS(Status))
	{
		goto Exit;
	}

	Status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &g_Npi);
	if (!NT_SUCCESS(Status))
	{
		goto Deregister;
	}

	Status = BridgeListen(&g_Npi);
	if (!NT_SUCCESS(Status))
	{
		WskReleaseProviderNPI(&g_Registration);
		goto Deregister;
	}
	return STATUS_SUCCESS;

Deregister:
	WskDeregister(&g_Registration); // EXPECT(deregister-with-npi)
Exit:
	return Status;
}

VOID BridgeStop(VOID)
{
	WskReleaseProviderNPI(&g_Registration);
	WskDeregister(&g_Registration);
}

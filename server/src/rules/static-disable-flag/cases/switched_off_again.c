// CASE: a wrapper of the static call, used a second time to switch several events off
#include <ntddk.h>
#include <wsk.h>

#define GAME_EVENTS (WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE)

static NTSTATUS game_static(const WSK_PROVIDER_NPI *npi, ULONG mask)
{
	WSK_EVENT_CALLBACK_CONTROL ecc;

	ecc.NpiId = &NPI_WSK_INTERFACE_ID;
	ecc.EventMask = mask;
	return npi->Dispatch->WskControlClient(npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(ecc), &ecc,
					       0, NULL, NULL, NULL);
}

NTSTATUS game_load(const WSK_PROVIDER_NPI *npi)
{
	return game_static(npi, GAME_EVENTS);				// NOT(static-disable-flag)
}

NTSTATUS game_unload(const WSK_PROVIDER_NPI *npi)
{
	return game_static(npi, GAME_EVENTS | WSK_EVENT_DISABLE);	// EXPECT(static-disable-flag)
}

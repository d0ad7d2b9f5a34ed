#include "gps.h"

NTSTATUS gps_static(GPS *gps, ULONG mask)
{
	WSK_EVENT_CALLBACK_CONTROL ecc = { &NPI_WSK_INTERFACE_ID, mask };

	return gps->Npi.Dispatch->WskControlClient(gps->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
						   sizeof(ecc), &ecc, 0, NULL, NULL, NULL);
}

NTSTATUS gps_start(GPS *gps)
{
	KeInitializeSpinLock(&gps->Lock);
	return gps_static(gps, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_ACCEPT);
}

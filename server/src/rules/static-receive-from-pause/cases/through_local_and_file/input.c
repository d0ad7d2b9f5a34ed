// CASE: the status goes through a local; the static mask is built in another file
#include "gps.h"

static NTSTATUS WSKAPI gps_input(PVOID ctx, ULONG flags, PWSK_DATAGRAM_INDICATION ind)
{
	GPS *gps = ctx;
	NTSTATUS st = STATUS_SUCCESS;
	KIRQL irql;

	if (ind == NULL)
		return STATUS_SUCCESS;
	KeAcquireSpinLock(&gps->Lock, &irql);
	if (gps->Used + ind->Buffer.Length > gps->Size)
		st = STATUS_DATA_NOT_ACCEPTED;				// OR(static-receive-from-pause)
	else
		gps->Used += (ULONG)ind->Buffer.Length;
	KeReleaseSpinLock(&gps->Lock, irql);
	return st;							// EXPECT(static-receive-from-pause)
}

const WSK_CLIENT_DATAGRAM_DISPATCH gps_events = { .WskReceiveFromEvent = gps_input };

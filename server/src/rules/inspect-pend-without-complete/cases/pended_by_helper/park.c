#include "cabin.h"

WSK_INSPECT_ACTION cabin_park(CABIN *cabin, const WSK_INSPECT_ID *id)
{
	WSK_INSPECT_ACTION act = WskInspectReject;
	KIRQL irql;

	KeAcquireSpinLock(&cabin->lock, &irql);
	if (cabin->used < 4) {
		cabin->ids[cabin->used++] = *id;
		act = WskInspectPend;					// OR(inspect-pend-without-complete)
	}
	KeReleaseSpinLock(&cabin->lock, irql);
	return act;							// OR(inspect-pend-without-complete)
}

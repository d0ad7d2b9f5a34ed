// CASE: the option's own name in the mask of the static call
#include <ntddk.h>
#include <wsk.h>

NTSTATUS BgpStatic(PWSK_PROVIDER_NPI npi)
{
	WSK_EVENT_CALLBACK_CONTROL ctl = {
		.EventMask = SO_WSK_EVENT_CALLBACK,		// EXPECT(event-mask-constant)
		.NpiId = &NPI_WSK_INTERFACE_ID,
	};

	return npi->Dispatch->WskControlClient(npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS,
					       sizeof(ctl), &ctl, 0, NULL, NULL, NULL);
}

// CASE: no result, and the brace on the last line
#include <ntddk.h>
#include <wsk.h>

typedef struct _LAMP { LONG On; } LAMP, *PLAMP;

static NTSTATUS WSKAPI LampBacklog(PVOID Context, SIZE_T Size)
{
	PLAMP Lamp = Context;

	UNREFERENCED_PARAMETER(Size);
	InterlockedExchange(&Lamp->On, 1);
	return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LampDispatch = {
	.WskSendBacklogEvent = (PFN_WSK_SEND_BACKLOG_EVENT)LampBacklog,     // EXPECT(callback-signature)
};

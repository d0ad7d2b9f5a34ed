// CASE: the callback leaves early with the flag, and asks for it in parentheses
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOGBOOK { HANDLE File; PIO_WORKITEM Item; ULONG Gone; } LOGBOOK, *PLOGBOOK;
VOID LogbookLater(PDEVICE_OBJECT Device, PVOID Context);

static NTSTATUS WSKAPI LogbookGone(PVOID Context, ULONG Flags)
{
	PLOGBOOK Book = Context;
	IO_STATUS_BLOCK Result;

	UNREFERENCED_PARAMETER(Flags);
	if (KeGetCurrentIrql() != PASSIVE_LEVEL) {
		IoQueueWorkItem(Book->Item, LogbookLater, DelayedWorkQueue, Book);
		return STATUS_SUCCESS;
	}
	Book->Gone++;
	ZwWriteFile(Book->File, NULL, NULL, NULL, &Result, &Book->Gone, sizeof(Book->Gone), NULL, NULL);  // EXPECT(at-dispatch-flag)
	return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LogbookDispatch = { NULL, LogbookGone, NULL };

// CASE: the walker is released after the loop; braces on lines of their own, tabs
#include <ntddk.h>
#include <wsk.h>

typedef struct _METER
{
	PWSK_SOCKET Socket;
	SIZE_T Total;
} METER, *PMETER;

VOID MeterDead(PMETER Meter);

static NTSTATUS WSKAPI MeterReceive(_In_opt_ PVOID SocketContext, _In_ ULONG Flags,
	_In_opt_ PWSK_DATA_INDICATION DataIndication, _In_ SIZE_T BytesIndicated, _Inout_ SIZE_T *BytesAccepted)
{
	PMETER Meter = SocketContext;
	const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Meter->Socket->Dispatch;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(BytesIndicated);
	UNREFERENCED_PARAMETER(BytesAccepted);
	if (DataIndication == NULL)
	{
		MeterDead(Meter);
		return STATUS_SUCCESS;
	}
	PWSK_DATA_INDICATION Head = DataIndication;
	while (DataIndication->Next != NULL)
	{
		Meter->Total += DataIndication->Buffer.Length;
		DataIndication = DataIndication->Next;
	}
	Meter->Total += DataIndication->Buffer.Length;
	Dispatch->WskRelease(Meter->Socket, Head);            // EXPECT(release-list-head)
	return STATUS_PENDING;
}

const WSK_CLIENT_CONNECTION_DISPATCH MeterDispatch = { MeterReceive, NULL, NULL };

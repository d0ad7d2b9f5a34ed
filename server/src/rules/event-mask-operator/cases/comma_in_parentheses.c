// CASE: a comma in a parenthesised mask: only the last flag is left
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS scan_watch(PWSK_SOCKET sk, ULONG events)
{
	const WSK_PROVIDER_CONNECTION_DISPATCH *ops = sk->Dispatch;
	WSK_EVENT_CALLBACK_CONTROL ecc;

	ecc.NpiId = &NPI_WSK_INTERFACE_ID;
	ecc.EventMask = events;
	return ops->WskControlSocket(sk, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(ecc), &ecc,
				     0, NULL, NULL, NULL);
}

NTSTATUS scan_connected(PWSK_SOCKET sk)
{
	return scan_watch(sk, (WSK_EVENT_RECEIVE, WSK_EVENT_SEND_BACKLOG));	// EXPECT(event-mask-operator)
}

// CASE: the mask grows in a local; only the branch that switches off adds the disable bit to two flags
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS qos_apply(PWSK_SOCKET sk, BOOLEAN backlog, BOOLEAN off)
{
	const WSK_PROVIDER_CONNECTION_DISPATCH *ops = sk->Dispatch;
	WSK_EVENT_CALLBACK_CONTROL ecc = { .NpiId = &NPI_WSK_INTERFACE_ID };
	ULONG mask = WSK_EVENT_RECEIVE;
	static const ULONG Events[] = { WSK_EVENT_SEND_BACKLOG, WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
	ULONG Wanted;
	ULONG Index;
	NTSTATUS Status;

	mask |= WSK_EVENT_DISCONNECT;
	if (backlog)
		mask |= WSK_EVENT_SEND_BACKLOG;


	if (off)
		mask |= WSK_EVENT_DISABLE;		// EXPECT(disable-one-event)


	ecc.EventMask = mask;				// OR(disable-one-event)
	Wanted = ecc.EventMask;
	if ((Wanted & WSK_EVENT_DISABLE) != 0) {
		Status = STATUS_SUCCESS;
		for (Index = 0; Index < RTL_NUMBER_OF(Events) && NT_SUCCESS(Status); Index++) {
			if ((Wanted & Events[Index]) != 0) {
				NTSTATUS NextStatus;

				ecc.EventMask = Events[Index] | WSK_EVENT_DISABLE;
				NextStatus = ops->WskControlSocket(sk, WskSetOption, SO_WSK_EVENT_CALLBACK,	// OR(disable-one-event)
							     SOL_SOCKET, sizeof(ecc), &ecc,		// OR(disable-one-event)
							     0, NULL, NULL, NULL);
				if (NextStatus != STATUS_SUCCESS) {
					Status = NextStatus;
				}
			}
		}
	} else {
		Status = ops->WskControlSocket(sk, WskSetOption, SO_WSK_EVENT_CALLBACK,	// OR(disable-one-event)
					     SOL_SOCKET, sizeof(ecc), &ecc,		// OR(disable-one-event)
					     0, NULL, NULL, NULL);
	}
	return Status;
}

NTSTATUS qos_switch(PWSK_SOCKET sk, BOOLEAN backlog, BOOLEAN off)
{
	if (sk == NULL)
		return STATUS_INVALID_PARAMETER;
	return qos_apply(sk, backlog, off);
}

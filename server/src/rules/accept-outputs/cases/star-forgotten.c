// CASE: the parameters are assigned, not what they point to
#include <ntddk.h>
#include <wsk.h>

typedef struct _SHOP { PWSK_SOCKET Guest; } SHOP, *PSHOP;
VOID ShopDead(PSHOP Shop);
extern const WSK_CLIENT_CONNECTION_DISPATCH GuestDispatch;

static NTSTATUS WSKAPI ShopAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
	PWSK_SOCKET Socket, PVOID *GuestContext, const WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
	PSHOP Shop = SocketContext;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Local);
	UNREFERENCED_PARAMETER(Remote);
	if (Socket == NULL) {
		ShopDead(Shop);
		return STATUS_REQUEST_NOT_ACCEPTED;
	}
	Shop->Guest = Socket;
	GuestContext = (PVOID)Shop;                     // EXPECT(accept-outputs)



	Table = (PVOID)&GuestDispatch;                  // EXPECT(accept-outputs)
	return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH ShopDispatch = { ShopAccept, NULL, NULL };

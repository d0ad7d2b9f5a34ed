// CASE: the block that got the socket is freed, by the helper that frees what it has, before the socket is refused; one stays in a list
#include <ntddk.h>
#include <wsk.h>

typedef struct _KIOSK { KSPIN_LOCK Lock; LIST_ENTRY Guests; LONG Count; BOOLEAN Closed; } KIOSK, *PKIOSK;
typedef struct _GUEST { LIST_ENTRY Entry; LONG Users; PWSK_SOCKET Socket; PIRP CloseIrp; } GUEST, *PGUEST;

extern const WSK_CLIENT_CONNECTION_DISPATCH KioskGuestTable;

static VOID GuestLeave(PGUEST Guest)
{
    if (InterlockedDecrement(&Guest->Users) != 0)
        return;
    if (Guest->CloseIrp != NULL)
        IoFreeIrp(Guest->CloseIrp);
    ExFreePoolWithTag(Guest, 'soiK');
}

static PGUEST GuestNew(PKIOSK Kiosk, PWSK_SOCKET Socket)
{
    PGUEST guest = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(GUEST), 'soiK');
    KIRQL irql;

    if (guest == NULL)
        return NULL;
    RtlZeroMemory(guest, sizeof(*guest));
    guest->Users = 1;
    guest->Socket = Socket;
    guest->CloseIrp = IoAllocateIrp(1, FALSE);

    KeAcquireSpinLock(&Kiosk->Lock, &irql);
    if (Kiosk->Closed || Kiosk->Count > 20 || guest->CloseIrp == NULL) {
        KeReleaseSpinLock(&Kiosk->Lock, irql);
        GuestLeave(guest);
        return NULL;
    }
    InsertTailList(&Kiosk->Guests, &guest->Entry);
    Kiosk->Count++;
    KeReleaseSpinLock(&Kiosk->Lock, irql);
    return guest;
}

static NTSTATUS WSKAPI KioskAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PKIOSK kiosk = SocketContext;
    PGUEST guest;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        kiosk->Closed = TRUE;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    guest = GuestNew(kiosk, AcceptSocket);          // NOT(rejected-socket)
    if (guest == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = guest;
    *AcceptSocketDispatch = &KioskGuestTable;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH KioskTable = { KioskAccept, NULL, NULL };

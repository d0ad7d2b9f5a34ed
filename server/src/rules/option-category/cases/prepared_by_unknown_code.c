// CASE: a function of another driver library prepares the IRP in between: what the workspace keeps in the member stays known
#include <ntddk.h>
#include <wsk.h>

typedef struct _GUEST {
    PWSK_SOCKET Socket;
    PIRP Irp;
    ULONG Value;
} GUEST, *PGUEST;

typedef struct _EITHER {
    PWSK_SOCKET Socket;
    PIRP Irp;
    ULONG Value;
} EITHER, *PEITHER;

PGUEST HostTakeGuest(PVOID Host);
PEITHER HostTakeEither(PVOID Host);
VOID LibraryPrepare(PVOID Object);
extern const WSK_CLIENT_CONNECTION_DISPATCH GuestDispatch;

VOID EitherAdopt(PEITHER Either, PWSK_SOCKET Any)
{
    Either->Socket = Any;
}

static NTSTATUS WSKAPI HostAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PGUEST Guest;
    PEITHER Either;

    if (AcceptSocket == NULL || (Guest = HostTakeGuest(SocketContext)) == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Guest->Socket = AcceptSocket;
    *AcceptSocketContext = Guest;
    *AcceptSocketDispatch = &GuestDispatch;

    LibraryPrepare(Guest);
    Guest->Value = 1;
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)Guest->Socket->Dispatch)->WskControlSocket(Guest->Socket, WskSetOption,
        SO_BROADCAST,                                                   // EXPECT(option-category)
        SOL_SOCKET, sizeof(Guest->Value), &Guest->Value, 0, NULL, NULL, Guest->Irp);

    Either = HostTakeEither(SocketContext);
    Either->Socket = AcceptSocket;
    LibraryPrepare(Either);
    Either->Value = 1;
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)Either->Socket->Dispatch)->WskControlSocket(Either->Socket, WskSetOption,
        SO_BROADCAST,                                                   // NOT(option-category)
        SOL_SOCKET, sizeof(Either->Value), &Either->Value, 0, NULL, NULL, Either->Irp);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH HostDispatch = { HostAccept, NULL, NULL };

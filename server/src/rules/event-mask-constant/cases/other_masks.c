// CASE: numbers and other WSK constants in words that are no event masks
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define KIOSK_BUSY 0x0001

typedef struct _KIOSK {
    PWSK_SOCKET Socket;
    ULONG       State;
    ULONG       EventMask;      /* from the registry */
    ULONG       SendFlags;
} KIOSK, *PKIOSK;

NTSTATUS KioskEnable(PKIOSK Kiosk)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Kiosk->EventMask };   // NOT(event-mask-constant)

    Kiosk->State |= KIOSK_BUSY | 0x40;                                                  // NOT(event-mask-constant)
    Kiosk->SendFlags = WSK_FLAG_NODELAY;                                                // NOT(event-mask-constant)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Kiosk->Socket->Dispatch)->WskControlSocket(
        Kiosk->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
}

NTSTATUS KioskSend(PKIOSK Kiosk, PWSK_BUF Buffer, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Kiosk->Socket->Dispatch)->WskSend(
        Kiosk->Socket, Buffer, Kiosk->SendFlags, Irp);
}

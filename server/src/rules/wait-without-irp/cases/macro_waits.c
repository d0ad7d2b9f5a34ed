// CASE: a macro waits when the status says so; the call inside its argument has no IRP
#include <ntddk.h>
#include <wsk.h>

#define WAIT_IF_PENDING(_status, _event)                                                \
    do {                                                                                \
        if ((_status) == STATUS_PENDING || (_status) == STATUS_EVENT_PENDING) {         \
            KeWaitForSingleObject((_event), Executive, KernelMode, FALSE, NULL);        \
            (_status) = STATUS_SUCCESS;                                                 \
        }                                                                               \
    } while (0)

NTSTATUS KeyCloseDoor(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE };
    NTSTATUS Status;
    KEVENT Event;

    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(     // OR(wait-without-irp)
        Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);                                                           // EXPECT(wait-without-irp)
    WAIT_IF_PENDING(Status, &Event);                                                    // OR(wait-without-irp)
    return Status;
}

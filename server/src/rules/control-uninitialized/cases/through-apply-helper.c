// CASE: a helper sets the option from the caller's structure; one caller sets neither member
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS ApplyEvents(PWSK_SOCKET s, PWSK_EVENT_CALLBACK_CONTROL c)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = s->Dispatch;

    return b->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*c), c, 0, NULL, NULL, NULL);
}

/* Udp: bound datagram socket */
NTSTATUS RadioOn(PWSK_SOCKET Udp)
{
    WSK_EVENT_CALLBACK_CONTROL On;

    On.NpiId = &NPI_WSK_INTERFACE_ID;
    On.EventMask = WSK_EVENT_RECEIVE_FROM;
    return ApplyEvents(Udp, &On);                           // NOT(control-uninitialized)
}

/* Listener: bound */
NTSTATUS DoorOn(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL On;
    NTSTATUS Status;

    DbgPrint("door: %p\n", Listener);
    Status = ApplyEvents(Listener, &On);                    // EXPECT(control-uninitialized)
    if (Status != STATUS_SUCCESS)
        DbgPrint("door: %08x\n", Status);
    return Status;
}

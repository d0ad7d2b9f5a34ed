// CASE: a global table of control blocks passed by index; a bit-clearing expression; an inline function builds the mask
#include <ntddk.h>
#include <wsk.h>

enum { CTL_ON, CTL_OFF_RX, CTL_OFF_ALL };

static WSK_EVENT_CALLBACK_CONTROL Controls[] = {
    [CTL_ON]      = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT },                        // NOT(disable-one-event)
    [CTL_OFF_RX]  = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE },                           // NOT(disable-one-event)

    /* everything off, for the unload path */

    [CTL_OFF_ALL] = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE },    // EXPECT(disable-one-event)
};

FORCEINLINE ULONG Off(ULONG m) { return m | WSK_EVENT_DISABLE; }

static NTSTATUS Run(PWSK_SOCKET s, int which)
{
    static const ULONG Events[] = { WSK_EVENT_SEND_BACKLOG, WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
    WSK_EVENT_CALLBACK_CONTROL OneEvent;
    ULONG Wanted;
    ULONG Index;
    NTSTATUS Status;

    OneEvent = Controls[which];
    Wanted = OneEvent.EventMask;
    if ((Wanted & WSK_EVENT_DISABLE) != 0) {
        Status = STATUS_SUCCESS;
        for (Index = 0; Index < RTL_NUMBER_OF(Events) && NT_SUCCESS(Status); Index++) {
            if ((Wanted & Events[Index]) != 0) {
                NTSTATUS NextStatus;

                OneEvent.EventMask = Events[Index] | WSK_EVENT_DISABLE;
                NextStatus = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK,
                    SOL_SOCKET, sizeof(Controls[which]), &OneEvent, 0, NULL, NULL, NULL);
                if (NextStatus != STATUS_SUCCESS) {
                    Status = NextStatus;
                }
            }
        }
    } else {
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK,
            SOL_SOCKET, sizeof(Controls[which]), &OneEvent, 0, NULL, NULL, NULL);
    }
    return Status;
}

NTSTATUS TapOn(PWSK_SOCKET s)     { return Run(s, CTL_ON); }
NTSTATUS TapRxOff(PWSK_SOCKET s)  { return Run(s, CTL_OFF_RX); }
NTSTATUS TapUnload(PWSK_SOCKET s)
{
    return Run(s, CTL_OFF_ALL);                             // OR(disable-one-event)
}

static NTSTATUS Mask(PWSK_SOCKET s, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS TapInline(PWSK_SOCKET s)
{
    NTSTATUS Status = Mask(s, Off(WSK_EVENT_RECEIVE));        // EXPECT(disable-one-event)

    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        NextStatus = Mask(s, Off(WSK_EVENT_SEND_BACKLOG));
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}

NTSTATUS TapCleared(PWSK_SOCKET s)
{
    ULONG m = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;

    m &= ~(ULONG)WSK_EVENT_DISCONNECT;
    return Mask(s, m);                                                      // NOT(disable-one-event)
}

NTSTATUS TapReenable(PWSK_SOCKET s)
{
    ULONG m = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;

    return Mask(s, m & ~WSK_EVENT_DISABLE);                                 // NOT(disable-one-event)
}

NTSTATUS TapShift(PWSK_SOCKET s)
{
    ULONG m;
    NTSTATUS st = STATUS_SUCCESS;

    for (m = WSK_EVENT_RECEIVE; m <= WSK_EVENT_SEND_BACKLOG && NT_SUCCESS(st); m <<= 1)
        st = Mask(s, m | WSK_EVENT_DISABLE);                                // NOT(disable-one-event)
    return st;
}

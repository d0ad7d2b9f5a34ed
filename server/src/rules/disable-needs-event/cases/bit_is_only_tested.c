// CASE: the bare disable bit is compared and printed, never passed on; a mask of a file-wide array is not known
// CLEAN
#include <ntddk.h>
#include <wsk.h>

extern ULONG PrintMasks[4];

static const char *PrintMode(ULONG Mask)
{
    if (Mask == WSK_EVENT_DISABLE)                  // NOT(disable-needs-event)
        return "nothing to disable";
    return (Mask & WSK_EVENT_DISABLE) ? "disable" : "enable";
}

NTSTATUS PrintApply(PWSK_SOCKET Socket, ULONG Index)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = PrintMasks[Index & 3];
    if (Control.EventMask == 0 || Control.EventMask == WSK_EVENT_DISABLE)
        return STATUS_INVALID_PARAMETER;
    DbgPrint("print: %s\n", PrintMode(Control.EventMask));
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(       // NOT(disable-needs-event)
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

// CASE: the id comes from variables: a pointer, a copy of the GUID, a parameter, a global of another file
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static CONST NPIID OwnCopy = { 0x2227e803, 0x8d8b, 0x11d4, { 0xab, 0xad, 0x00, 0x90, 0x27, 0x71, 0x9e, 0x09 } };
static const PNPIID Wsk = &NPI_WSK_INTERFACE_ID;
extern PNPIID g_EventsId;

static NTSTATUS Enable(PWSK_SOCKET Connected, PNPIID Id)
{
    WSK_EVENT_CALLBACK_CONTROL c = { Id, WSK_EVENT_RECEIVE };           // NOT(npi-id)

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Connected->Dispatch)->WskControlSocket(Connected, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS EnableCopy(PWSK_SOCKET Connected)   { return Enable(Connected, &OwnCopy); }        // NOT(npi-id)
NTSTATUS EnablePtr(PWSK_SOCKET Connected)    { return Enable(Connected, Wsk); }             // NOT(npi-id)
NTSTATUS EnableGlobal(PWSK_SOCKET Connected) { return Enable(Connected, g_EventsId); }      // NOT(npi-id)

NTSTATUS EnableGiven(PWSK_SOCKET Connected, PNPIID Id)
{
    if (Id == NULL)
        Id = &NPI_WSK_INTERFACE_ID;
    return Enable(Connected, Id);                                       // NOT(npi-id)
}

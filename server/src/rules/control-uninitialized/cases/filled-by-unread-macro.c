// CASE: a macro whose arguments cannot be read fills the structure
#include <ntddk.h>
#include <wsk.h>
#define SET_MASK(Control, First, ...) (Control).EventMask = (First __VA_ARGS__)
NTSTATUS Filled(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    control.NpiId = &NPI_WSK_INTERFACE_ID;
    SET_MASK(control, WSK_EVENT_RECEIVE, | WSK_EVENT_DISCONNECT);
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, // NOT(control-uninitialized)
        sizeof(control), &control, 0, NULL, NULL, NULL);
}
NTSTATUS LeftOpen(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL control;
    control.NpiId = &NPI_WSK_INTERFACE_ID;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, // EXPECT(control-uninitialized)
        sizeof(control), &control, 0, NULL, NULL, NULL);
}

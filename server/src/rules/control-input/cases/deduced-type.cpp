// CASE: the option is an argument of the template, the value's type follows from the call
#include <ntddk.h>
#include <wsk.h>
template <ULONG Option, typename T>
NTSTATUS SetSocketOption(PWSK_SOCKET s, T& value, PIRP irp)
{
    auto d = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch);
    return d->WskControlSocket(s, WskSetOption, Option, SOL_SOCKET, sizeof(value), &value, 0, nullptr, nullptr, irp); // OR(control-buffer-lifetime) EXPECT(control-buffer-lifetime)
}
NTSTATUS Use(PWSK_SOCKET s, PIRP irp)
{
    BOOLEAN flag = TRUE;
    return SetSocketOption<SO_CONDITIONAL_ACCEPT>(s, flag, irp); // EXPECT(control-input)
}
NTSTATUS UseRight(PWSK_SOCKET s, PIRP irp)
{
    ULONG flag = 1;
    return SetSocketOption<SO_CONDITIONAL_ACCEPT>(s, flag, irp); // NOT(control-input)
}

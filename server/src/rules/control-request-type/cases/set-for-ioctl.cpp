// CASE: C++ wrapper object; silent mode is requested as if it were an option
#include <ntddk.h>
#include <wsk.h>

struct Silencer
{
    PWSK_SOCKET Socket;         // connected
    PIRP Irp;

    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP Request, PVOID)
    {
        IoFreeIrp(Request);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Control(WSK_CONTROL_SOCKET_TYPE Type, ULONG Code)
    {
        auto *Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);

        Irp = IoAllocateIrp(1, FALSE);
        if (Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        IoSetCompletionRoutine(Irp, Done, nullptr, TRUE, TRUE, TRUE);
        return Ops->Basic.WskControlSocket(Socket, Type, Code, 0, 0, nullptr, 0, nullptr, nullptr, Irp);
    }
};

NTSTATUS Silence(Silencer &S)
{
    return S.Control(WskSetOption, SIO_WSK_SET_TCP_SILENT_MODE);        // EXPECT(control-request-type)
}

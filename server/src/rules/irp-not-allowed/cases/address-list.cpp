// CASE: the address list query gets an IRP, C++
#include <ntddk.h>
#include <wsk.h>

class Addresses
{
public:
    NTSTATUS Query(PWSK_SOCKET Socket)
    {
        const auto *Basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(Socket->Dispatch);
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        IoSetCompletionRoutine(Irp, Done, this, TRUE, TRUE, TRUE);
        return Basic->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, nullptr,
                                       sizeof(m_Buffer), m_Buffer, &m_Got,
                                       Irp);                                    // EXPECT(irp-not-allowed) NOFIX(irp-not-allowed)
    }

private:
    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP Irp, PVOID Context)
    {
        static_cast<Addresses *>(Context)->m_Length = Irp->IoStatus.Information;
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    alignas(8) unsigned char m_Buffer[512];
    ULONG_PTR m_Length = 0;
    SIZE_T m_Got = 0;
};

NTSTATUS QueryAddresses(Addresses &A, PWSK_SOCKET Socket)
{
    return A.Query(Socket);
}

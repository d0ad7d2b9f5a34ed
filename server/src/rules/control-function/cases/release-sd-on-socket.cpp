// CASE: C++ class releases a cached descriptor through the socket's Basic table
#include <ntddk.h>
#include <wsk.h>

class DescriptorOwner
{
public:
    NTSTATUS Release(PWSK_SOCKET Socket)
    {
        auto Dispatch = static_cast<const WSK_PROVIDER_LISTEN_DISPATCH *>(Socket->Dispatch);

        return Dispatch->Basic.WskControlSocket(Socket, WskIoctl,
                                                WSK_RELEASE_SD,         // EXPECT(control-function)
                                                0, sizeof(m_Descriptor), &m_Descriptor, 0, nullptr, nullptr, nullptr);
    }

private:
    PSECURITY_DESCRIPTOR m_Descriptor = nullptr;
};

NTSTATUS ReleaseOn(DescriptorOwner &Owner, PWSK_SOCKET Socket)
{
    return Owner.Release(Socket);
}

// CASE: the NPI is copied and wrapped in a C++ class; its Client is passed everywhere
// CLEAN
#include <ntddk.h>
#include <wsk.h>

class Provider
{
public:
    explicit Provider(const WSK_PROVIDER_NPI &Captured) : m_Npi(Captured) {}

    PWSK_CLIENT Client() const { return m_Npi.Client; }

    NTSTATUS Bytes(SIZE_T &Size) const
    {
        return m_Npi.Dispatch->WskControlClient(Client(), WSK_TRANSPORT_LIST_QUERY,         // NOT(client-argument)
                                                0, nullptr, 0, nullptr, &Size, nullptr);
    }

    NTSTATUS CacheDescriptor(PSECURITY_DESCRIPTOR Raw, PSECURITY_DESCRIPTOR &Cached) const
    {
        const WSK_PROVIDER_NPI Copy = m_Npi;

        return Copy.Dispatch->WskControlClient(Copy.Client, WSK_CACHE_SD, sizeof(Raw), &Raw,    // NOT(client-argument)
                                               sizeof(Cached), &Cached, nullptr, nullptr);
    }

private:
    WSK_PROVIDER_NPI m_Npi;
};

NTSTATUS ProviderBytes(const Provider &P, SIZE_T &Size)
{
    return P.Bytes(Size);
}

// CASE: the guard's destructor releases the NPI whether its constructor captured it or not; another guard remembers
#include <ntddk.h>
#include <wsk.h>

class Careless {
public:
    explicit Careless(PWSK_REGISTRATION registration) : m_registration(registration)
    {
        m_status = WskCaptureProviderNPI(registration, 500, &m_npi);
    }
    ~Careless()
    {
        WskReleaseProviderNPI(m_registration); // EXPECT(registration-result)
    }
    NTSTATUS Status() const { return m_status; }
    const WSK_PROVIDER_NPI &Npi() const { return m_npi; }

private:
    PWSK_REGISTRATION m_registration;
    WSK_PROVIDER_NPI m_npi;
    NTSTATUS m_status;
};

class Careful {
public:
    explicit Careful(PWSK_REGISTRATION registration) : m_registration(registration)
    {
        m_status = WskCaptureProviderNPI(registration, 500, &m_npi);
    }
    ~Careful()
    {
        if (NT_SUCCESS(m_status))
            WskReleaseProviderNPI(m_registration); // NOT(registration-result)
    }
    NTSTATUS Status() const { return m_status; }
    const WSK_PROVIDER_NPI &Npi() const { return m_npi; }

private:
    PWSK_REGISTRATION m_registration;
    WSK_PROVIDER_NPI m_npi;
    NTSTATUS m_status;
};

NTSTATUS CountOnce(PWSK_REGISTRATION registration, SIZE_T *bytes)
{
    Careless guard(registration);

    if (!NT_SUCCESS(guard.Status()))
        return guard.Status();
    return guard.Npi().Dispatch->WskControlClient(guard.Npi().Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0, nullptr,
                                                  bytes, nullptr);
}

NTSTATUS CountAgain(PWSK_REGISTRATION registration, SIZE_T *bytes)
{
    Careful guard(registration);

    if (!NT_SUCCESS(guard.Status()))
        return guard.Status();
    return guard.Npi().Dispatch->WskControlClient(guard.Npi().Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0, nullptr,
                                                  bytes, nullptr);
}

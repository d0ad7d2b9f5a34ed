// CASE: a guard keeps a reference to the client: its destructor releases what its constructor captured
#include <ntddk.h>
#include <wsk.h>

class WskClient {
public:
    PWSK_REGISTRATION Registration() { return &m_registration; }
    void Shut() { WskDeregister(&m_registration); }

private:
    WSK_REGISTRATION m_registration;
};

class NpiGuard {
public:
    NpiGuard(WskClient &client, ULONG wait) : m_client(client)
    {
        m_status = WskCaptureProviderNPI(client.Registration(), wait, &m_npi);
    }
    ~NpiGuard()
    {
        if (NT_SUCCESS(m_status))
            WskReleaseProviderNPI(m_client.Registration());
    }
    bool IsHeld() const { return NT_SUCCESS(m_status); }
    const WSK_PROVIDER_NPI &Npi() const { return m_npi; }

private:
    WskClient &m_client;
    WSK_PROVIDER_NPI m_npi;
    NTSTATUS m_status;
};

static NTSTATUS CountTransports(WskClient &client, SIZE_T *bytes)
{
    NpiGuard guard(client, 200);

    if (!guard.IsHeld())
        return STATUS_DEVICE_NOT_READY;
    NTSTATUS status = guard.Npi().Dispatch->WskControlClient(guard.Npi().Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0,
                                                             nullptr, bytes, nullptr);
    return status == STATUS_BUFFER_OVERFLOW ? STATUS_SUCCESS : status;
}

NTSTATUS Probe(WskClient *client, SIZE_T *bytes)
{
    NTSTATUS status = CountTransports(*client, bytes);

    client->Shut(); // NOT(deregister-with-npi)
    return status;
}

NTSTATUS ProbeAndShut(WskClient *client, SIZE_T *bytes)
{
    NpiGuard guard(*client, 200);

    if (!guard.IsHeld())
        return STATUS_DEVICE_NOT_READY;
    *bytes = sizeof(guard.Npi());
    client->Shut(); // EXPECT(deregister-with-npi)
    return STATUS_SUCCESS;
}

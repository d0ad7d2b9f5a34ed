// CASE: the constructor gives the control member its values in a braced list
#include <ntddk.h>
#include <wsk.h>

class ClientEvents {
public:
    explicit ClientEvents(ULONG mask) : m_control{ &NPI_WSK_INTERFACE_ID, mask }, m_status(STATUS_SUCCESS) {}

    NTSTATUS Apply(const WSK_PROVIDER_NPI &npi)
    {
        m_status = npi.Dispatch->WskControlClient(npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(m_control), &m_control,
                                                  0, nullptr, nullptr, nullptr);
        return m_status;
    }

private:
    WSK_EVENT_CALLBACK_CONTROL m_control;
    NTSTATUS m_status;
};

NTSTATUS StartQuietly(const WSK_PROVIDER_NPI &npi)
{
    ClientEvents events(WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE);          // EXPECT(static-disable-flag)

    return events.Apply(npi);
}

NTSTATUS Start(const WSK_PROVIDER_NPI &npi)
{
    ClientEvents events{ WSK_EVENT_ACCEPT };                            // NOT(static-disable-flag)

    return events.Apply(npi);
}

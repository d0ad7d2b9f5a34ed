// CASE: the provider is reached through an operator of the class that captured it
#include <ntddk.h>
#include <wsk.h>
namespace wsk {
static const WSK_CLIENT_DISPATCH kDispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
class Registration {
public:
    NTSTATUS Register() { m_npi.ClientContext = this; m_npi.Dispatch = &kDispatch; NTSTATUS st = WskRegister(&m_npi, &m_reg); m_ok = NT_SUCCESS(st); return st; }
    ~Registration() { if (m_ok) WskDeregister(&m_reg); }
    PWSK_REGISTRATION operator&() { return &m_reg; }
    WSK_REGISTRATION m_reg; WSK_CLIENT_NPI m_npi; bool m_ok = false;
};
class Provider {
public:
    explicit Provider(Registration& r) : m_r(r), m_ok(false) {}
    ~Provider() { if (m_ok) WskReleaseProviderNPI(&m_r.m_reg); }
    NTSTATUS Capture(ULONG ms) { NTSTATUS st = WskCaptureProviderNPI(&m_r.m_reg, ms, &m_npi); m_ok = NT_SUCCESS(st); return st; }
    const WSK_PROVIDER_NPI* operator->() const { return &m_npi; }
private:
    Registration& m_r; WSK_PROVIDER_NPI m_npi; bool m_ok;
};
}
NTSTATUS Query(PVOID buffer, SIZE_T size)
{
    wsk::Registration reg;
    NTSTATUS st = reg.Register();
    if (!NT_SUCCESS(st)) return st;
    wsk::Provider provider(reg);
    st = provider.Capture(WSK_NO_WAIT);
    if (!NT_SUCCESS(st)) return st;   // NOT(deregister-with-npi)
    SIZE_T out = 0;
    return provider->Dispatch->WskControlClient(provider->Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, size, buffer, &out, nullptr);
}
NTSTATUS QueryWrong(PVOID buffer, SIZE_T size, PIRP irp)
{
    wsk::Registration reg;
    NTSTATUS st = reg.Register();
    if (!NT_SUCCESS(st)) return st;
    wsk::Provider provider(reg);
    st = provider.Capture(WSK_NO_WAIT);
    if (!NT_SUCCESS(st)) return st;
    SIZE_T out = 0;
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, 0 }; // OR(empty-event-mask)
    return provider->Dispatch->WskControlClient(provider->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(c), &c, 0, nullptr, nullptr, nullptr); // OR(empty-event-mask) EXPECT(empty-event-mask)
}

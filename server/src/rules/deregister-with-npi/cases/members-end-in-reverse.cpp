// CASE: objects end in the reverse order of their declarations: the registration goes before the capture
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH client = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
class Registered {
public:
    ~Registered() { if (m_done) WskDeregister(&m_reg); } // OR(deregister-with-npi)
    NTSTATUS Do() {
        WSK_CLIENT_NPI npi = { nullptr, &client };
        NTSTATUS st = WskRegister(&npi, &m_reg);
        m_done = NT_SUCCESS(st);
        return st;
    }
    PWSK_REGISTRATION Get() { return &m_reg; }
private:
    WSK_REGISTRATION m_reg;
    bool m_done = false;
};
class Captured {
public:
    ~Captured() { if (m_reg) WskReleaseProviderNPI(m_reg); }
    NTSTATUS Do(PWSK_REGISTRATION reg) {
        NTSTATUS st = WskCaptureProviderNPI(reg, 100, &npi);
        if (NT_SUCCESS(st)) m_reg = reg;
        return st;
    }
    WSK_PROVIDER_NPI npi;
private:
    PWSK_REGISTRATION m_reg = nullptr;
};
NTSTATUS Version(USHORT *version)
{
    Captured captured;
    Registered registered; // EXPECT(deregister-with-npi)
    NTSTATUS st = registered.Do();
    if (!NT_SUCCESS(st)) return st;
    st = captured.Do(registered.Get());
    if (NT_SUCCESS(st)) *version = captured.npi.Dispatch->Version;
    return st;
}
NTSTATUS VersionInOrder(USHORT *version)
{
    Registered registered; // NOT(deregister-with-npi)
    Captured captured;
    NTSTATUS st = registered.Do();
    if (!NT_SUCCESS(st)) return st;
    st = captured.Do(registered.Get());
    if (NT_SUCCESS(st)) *version = captured.npi.Dispatch->Version;
    return st;
}

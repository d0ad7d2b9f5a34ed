// CASE: a class with Start and Stop; Stop in the wrong order
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
class Wsk {
public:
    NTSTATUS Start();
    void Stop();
    void StopOk();
private:
    WSK_REGISTRATION m_Reg;
    WSK_PROVIDER_NPI m_Npi;
    bool m_Up = false;
};
NTSTATUS Wsk::Start()
{
    WSK_CLIENT_NPI npi = { this, &Dispatch };
    NTSTATUS st = WskRegister(&npi, &m_Reg);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&m_Reg, WSK_INFINITE_WAIT, &m_Npi);
    if (!NT_SUCCESS(st)) { WskDeregister(&m_Reg); return st; }               // NOT(deregister-with-npi)
    m_Up = true;
    return st;
}
void Wsk::Stop()
{
    if (!m_Up) return;
    WskDeregister(&m_Reg);                                     // EXPECT(deregister-with-npi)
    WskReleaseProviderNPI(&m_Reg);
    m_Up = false;
}
void Wsk::StopOk()
{
    if (!m_Up) return;
    WskReleaseProviderNPI(&m_Reg);
    WskDeregister(&m_Reg);                                     // NOT(deregister-with-npi)
    m_Up = false;
}

// CASE: lambdas in scope guards clean up; one function forgets to release the provider
#include <ntddk.h>
#include <wsk.h>
template <typename F> class ScopeExit {
public:
    ScopeExit(F f) : m_f(f), m_on(true) {}
    ScopeExit(ScopeExit&& o) : m_f(o.m_f), m_on(o.m_on) { o.m_on = false; }
    ~ScopeExit() { if (m_on) m_f(); }
    void release() { m_on = false; }
private:
    F m_f; bool m_on;
};
template <typename F> ScopeExit<F> make_scope_exit(F f) { return ScopeExit<F>(f); }
static const WSK_CLIENT_DISPATCH g_D = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION g_Reg; static WSK_PROVIDER_NPI g_Npi;
NTSTATUS Start()
{
    WSK_CLIENT_NPI npi = { nullptr, &g_D };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) return st;
    auto dereg = make_scope_exit([&] { WskDeregister(&g_Reg); });
    st = WskCaptureProviderNPI(&g_Reg, 500, &g_Npi);
    if (!NT_SUCCESS(st)) return st;
    auto rel = make_scope_exit([&] { WskReleaseProviderNPI(&g_Reg); });
    if (g_Npi.Dispatch->Version < MAKE_WSK_VERSION(1, 0)) return STATUS_NOT_SUPPORTED; // NOT(deregister-with-npi)
    rel.release(); dereg.release();
    return STATUS_SUCCESS;
}
static WSK_REGISTRATION g_Reg2; static WSK_PROVIDER_NPI g_Npi2;
NTSTATUS StartWrong()
{
    WSK_CLIENT_NPI npi = { nullptr, &g_D };
    NTSTATUS st = WskRegister(&npi, &g_Reg2);
    if (!NT_SUCCESS(st)) return st;
    auto dereg = make_scope_exit([&] { WskDeregister(&g_Reg2); }); // EXPECT(deregister-with-npi)
    st = WskCaptureProviderNPI(&g_Reg2, 500, &g_Npi2);
    if (!NT_SUCCESS(st)) return st;
    if (g_Npi2.Dispatch->Version < MAKE_WSK_VERSION(1, 0)) return STATUS_NOT_SUPPORTED;
    dereg.release();
    return STATUS_SUCCESS;
}
void Stop() { WskReleaseProviderNPI(&g_Reg); WskDeregister(&g_Reg); WskReleaseProviderNPI(&g_Reg2); WskDeregister(&g_Reg2); }

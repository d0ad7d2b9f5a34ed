// CASE: a counted pointer leads to the connection
#include <ntddk.h>
#include <wsk.h>
template <typename T> class RefPtr {
public:
    explicit RefPtr(T* p) : m_p(p) { if (m_p) m_p->AddRef(); }
    RefPtr(const RefPtr& o) : m_p(o.m_p) { if (m_p) m_p->AddRef(); }
    ~RefPtr() { if (m_p) m_p->Release(); }
    T* operator->() const { return m_p; }
    T& operator*() const { return *m_p; }
private:
    T* m_p;
};
class Connection {
public:
    void AddRef() { InterlockedIncrement(&m_ref); }
    void Release() { if (InterlockedDecrement(&m_ref) == 0) ExFreePool(this); }
    NTSTATUS Send(PWSK_BUF b, ULONG flags, PIRP irp) { return ((const WSK_PROVIDER_CONNECTION_DISPATCH*)m_s->Dispatch)->WskSend(m_s, b, flags, irp); }
    NTSTATUS Disconnect(PWSK_BUF b, ULONG flags, PIRP irp) { return ((const WSK_PROVIDER_CONNECTION_DISPATCH*)m_s->Dispatch)->WskDisconnect(m_s, b, flags, irp); }
private:
    LONG m_ref; PWSK_SOCKET m_s;
};
NTSTATUS A(Connection* c, PWSK_BUF b, PIRP i) { RefPtr<Connection> r(c); return r->Send(b, WSK_FLAG_NODELAY, i); }
NTSTATUS B(Connection* c, PWSK_BUF b, PIRP i) { RefPtr<Connection> r(c); return r->Disconnect(b, WSK_FLAG_NODELAY, i); } // EXPECT(operation-flags)
NTSTATUS C(Connection* c, PWSK_BUF b) { RefPtr<Connection> r{c}; return (*r).Send(b, 0, nullptr); } // EXPECT(irp-required)

// CASE: a C++ listener: a member function dereferences the socket the static thunk hands on; a template-free twin tests
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}
class Conn {
public:
    explicit Conn(PWSK_SOCKET s) : m_s(s), m_d(static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch)) {}
    PWSK_SOCKET m_s;
    const WSK_PROVIDER_CONNECTION_DISPATCH *m_d;
};
extern const WSK_CLIENT_CONNECTION_DISPATCH ConnTable;
class Listener {
    LIST_ENTRY m_conns;
    volatile LONG m_dead;
    PVOID m_last;
    NTSTATUS OnAccept(PWSK_SOCKET s, PVOID *ctx, const WSK_CLIENT_CONNECTION_DISPATCH **table)
    {
        m_last = const_cast<PVOID>(static_cast<const void *>(s->Dispatch));
        *ctx = this;
        *table = &ConnTable;
        return STATUS_SUCCESS;
    }
    void Die() { InterlockedExchange(&m_dead, 1); }
public:
    static NTSTATUS WSKAPI AcceptThunk(PVOID c, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET s, PVOID *ctx, const WSK_CLIENT_CONNECTION_DISPATCH **table)
    {
        return static_cast<Listener *>(c)->OnAccept(s, ctx, table);     // EXPECT(null-indication)
    }
    static NTSTATUS WSKAPI AcceptThunk2(PVOID c, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET s, PVOID *ctx, const WSK_CLIENT_CONNECTION_DISPATCH **table)
    {
        auto self = static_cast<Listener *>(c);
        if (s == nullptr) {
            self->Die();
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        return self->OnAccept(s, ctx, table);   // NOT(null-indication)
    }
};
extern const WSK_CLIENT_LISTEN_DISPATCH L1, L2;
const WSK_CLIENT_LISTEN_DISPATCH L1 = { &Listener::AcceptThunk, nullptr, nullptr };
const WSK_CLIENT_LISTEN_DISPATCH L2 = { Listener::AcceptThunk2, nullptr, nullptr };
const WSK_CLIENT_CONNECTION_DISPATCH ConnTable = { nullptr, nullptr, nullptr };

// CASE: tables that are static members, callbacks in an unnamed namespace
#include <ntddk.h>
#include <wsk.h>
namespace net {
namespace {
void Drain(PKEVENT e) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, nullptr); }
NTSTATUS WSKAPI Gone(_In_opt_ PVOID context, ULONG) { Drain(static_cast<PKEVENT>(context)); return STATUS_SUCCESS; }     // EXPECT(wait-in-callback)
}
class Server {
public:
    static NTSTATUS WSKAPI OnAccept(PVOID c, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET s, PVOID *x, const WSK_CLIENT_CONNECTION_DISPATCH **t)
    {
        auto *self = static_cast<Server *>(c);
        if (s == nullptr) { self->Post(); return STATUS_REQUEST_NOT_ACCEPTED; }
        self->lock_.Acquire();                        // EXPECT(passive-call-in-callback)
        *x = self;
        *t = &conn_;
        return STATUS_SUCCESS;
    }
    void Post();
private:
    struct Lock { FAST_MUTEX m; void Acquire() { ExAcquireFastMutex(&m); } void Release() { ExReleaseFastMutex(&m); } } lock_;
    static constexpr WSK_CLIENT_CONNECTION_DISPATCH conn_ = { nullptr, Gone, nullptr };
    static constexpr WSK_CLIENT_LISTEN_DISPATCH listen_ = { OnAccept, nullptr, nullptr };
};
}

// CASE: a guard object takes the mutex in its constructor
#include <ntddk.h>
#include <wsk.h>
class AutoMutex {
public:
    explicit AutoMutex(PFAST_MUTEX m) : m_(m) { ExAcquireFastMutex(m_); }
    ~AutoMutex() { ExReleaseFastMutex(m_); }
private:
    PFAST_MUTEX m_;
};
struct Peer { FAST_MUTEX lock; ULONG n; };
static NTSTATUS WSKAPI Gone(PVOID c, ULONG)
{
    auto p = static_cast<Peer *>(c);
    AutoMutex guard(&p->lock);                        // EXPECT(passive-call-in-callback)
    p->n++;
    return STATUS_SUCCESS;
}
static const WSK_CLIENT_CONNECTION_DISPATCH T = { nullptr, Gone, nullptr };

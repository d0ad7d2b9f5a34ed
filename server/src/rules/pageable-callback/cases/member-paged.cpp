// CASE: PAGED_CODE in a C++ static member that the datagram table holds
#include <ntddk.h>
#include <wsk.h>

class Clock
{
public:
    static NTSTATUS NTAPI OnTick(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List);
    void Schedule();

private:
    LONG m_Ticks = 0;
};

static const WSK_CLIENT_DATAGRAM_DISPATCH ClockTable = { &Clock::OnTick };

NTSTATUS NTAPI Clock::OnTick(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List)
{
    PAGED_CODE();                               // EXPECT(pageable-callback)
    UNREFERENCED_PARAMETER(Flags);

    auto Self = static_cast<Clock *>(Context);
    if (List == nullptr) {
        Self->Schedule();
        return STATUS_SUCCESS;
    }
    InterlockedIncrement(&Self->m_Ticks);
    return STATUS_SUCCESS;
}

const void *ClockDispatch()
{
    return &ClockTable;
}

// CASE: C++ static member with the connection indication's type in a datagram table
#include <ntddk.h>
#include <wsk.h>

class Endpoint
{
public:
    static NTSTATUS NTAPI OnDatagram(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Data)
    {
        UNREFERENCED_PARAMETER(Flags);
        if (Data == nullptr) {
            static_cast<Endpoint *>(SocketContext)->ScheduleClose();
            return STATUS_SUCCESS;
        }
        static_cast<Endpoint *>(SocketContext)->m_Length += Data->Buffer.Length;
        return STATUS_SUCCESS;
    }

    static const WSK_CLIENT_DATAGRAM_DISPATCH Dispatch;

private:
    void ScheduleClose();
    SIZE_T m_Length = 0;
};

const WSK_CLIENT_DATAGRAM_DISPATCH Endpoint::Dispatch = {
    reinterpret_cast<PFN_WSK_RECEIVE_FROM_EVENT>(Endpoint::OnDatagram)          // EXPECT(callback-signature)
};

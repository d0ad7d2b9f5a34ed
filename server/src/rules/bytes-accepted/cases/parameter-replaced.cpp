// CASE: the output pointer is overwritten with the address of a member, C++
#include <ntddk.h>
#include <wsk.h>

class Buffer
{
public:
    static NTSTATUS NTAPI OnReceive(PVOID Context, ULONG, PWSK_DATA_INDICATION Data, SIZE_T Indicated, SIZE_T *Accepted)
    {
        auto Self = static_cast<Buffer *>(Context);

        if (Data == nullptr) {
            Self->Close();
            return STATUS_SUCCESS;
        }
        Self->m_Taken = Indicated < Self->m_Room ? Indicated : Self->m_Room;
        Self->m_Room -= Self->m_Taken;

        Accepted = &Self->m_Taken;                  // EXPECT(bytes-accepted)
        return STATUS_SUCCESS;
    }

private:
    void Close();
    SIZE_T m_Room = 4096;
    SIZE_T m_Taken = 0;
};

const WSK_CLIENT_CONNECTION_DISPATCH BufferTable = { Buffer::OnReceive, nullptr, nullptr };

// CASE: a C++ method links the list into a queue; the callback returns STATUS_SUCCESS
#include <ntddk.h>
#include <wsk.h>

class Backlog
{
public:
    static NTSTATUS NTAPI Receive(PVOID Context, ULONG, PWSK_DATA_INDICATION Data, SIZE_T, SIZE_T *)
    {
        auto Self = static_cast<Backlog *>(Context);

        if (Data == nullptr) {
            Self->Close();
            return STATUS_SUCCESS;
        }

        Self->Push(Data);                       // EXPECT(release-not-retained)
        return STATUS_SUCCESS;                  // OR(release-not-retained)
    }

private:
    void Push(PWSK_DATA_INDICATION Data)
    {
        if (m_Count < RTL_NUMBER_OF(m_Lists))
            m_Lists[m_Count++] = Data;          // OR(release-not-retained)
    }

    void Close();
    PWSK_DATA_INDICATION m_Lists[16];
    ULONG m_Count;
};

const WSK_CLIENT_CONNECTION_DISPATCH BacklogTable = { Backlog::Receive, nullptr, nullptr };

// CASE: a for loop over the parameter breaks at a marker, the rest is released through a method, C++
#include <ntddk.h>
#include <wsk.h>

class Splitter
{
public:
    static NTSTATUS NTAPI Input(PVOID Context, ULONG, PWSK_DATAGRAM_INDICATION List)
    {
        auto Self = static_cast<Splitter *>(Context);

        if (!List) {
            Self->Close();
            return STATUS_SUCCESS;
        }
        for (; List->Next != nullptr; List = List->Next) {      // OR(release-list-head)
            if (List->Buffer.Length == 0)
                break;
            Self->m_Count++;
        }

        Self->Release(List);                                    // EXPECT(release-list-head)
        return STATUS_PENDING;
    }

private:
    void Release(PWSK_DATAGRAM_INDICATION List)
    {
        auto Ops = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_Socket->Dispatch);
        (void)Ops->WskRelease(m_Socket, List);                  // OR(release-list-head)
    }

    void Close();
    PWSK_SOCKET m_Socket = nullptr;
    ULONG m_Count = 0;
};

const WSK_CLIENT_DATAGRAM_DISPATCH SplitterTable = { Splitter::Input };

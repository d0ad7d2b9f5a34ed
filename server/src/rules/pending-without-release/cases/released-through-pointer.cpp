// CASE: released in the callback's own helper before STATUS_PENDING; another class stores the release function
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

class Tap
{
public:
    static NTSTATUS NTAPI OnData(PVOID Context, ULONG, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *)
    {
        auto Self = static_cast<Tap *>(Context);
        if (Data == nullptr) {
            Self->Close();
            return STATUS_SUCCESS;
        }
        Self->m_Bytes += Bytes;
        Self->GiveBack(Data);
        return STATUS_PENDING;                  // NOT(pending-without-release)
    }

    NTSTATUS Start()
    {
        WSK_EVENT_CALLBACK_CONTROL On = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
        auto Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);

        m_Release = Ops->WskRelease;
        return Ops->Basic.WskControlSocket(m_Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(On), &On,
                                           0, nullptr, nullptr, nullptr);
    }

private:
    void GiveBack(PWSK_DATA_INDICATION Data) { (void)m_Release(m_Socket, Data); }
    void Close();

    PWSK_SOCKET m_Socket = nullptr;
    PFN_WSK_RELEASE_DATA_INDICATION_LIST m_Release = nullptr;
    SIZE_T m_Bytes = 0;
};

const WSK_CLIENT_CONNECTION_DISPATCH TapTable = { Tap::OnData, nullptr, nullptr };

NTSTATUS StartTap(Tap &T)
{
    return T.Start();
}

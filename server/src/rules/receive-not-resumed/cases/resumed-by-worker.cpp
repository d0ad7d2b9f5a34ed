// CASE: data is refused, a worker posts a zero-length WskReceive later, C++
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

class Reader
{
public:
    static NTSTATUS NTAPI OnData(PVOID Context, ULONG, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
    {
        auto Self = static_cast<Reader *>(Context);

        if (Data == nullptr) {
            Self->Shutdown();
            return STATUS_SUCCESS;
        }
        if (Self->m_Room == 0)
            return STATUS_DATA_NOT_ACCEPTED;            // NOT(receive-not-resumed)
        if (Self->m_Room < Bytes) {
            *Accepted = Self->m_Room;                   // NOT(receive-not-resumed)
            Self->m_Room = 0;
            return STATUS_SUCCESS;
        }
        Self->m_Room -= Bytes;
        return STATUS_SUCCESS;
    }

    NTSTATUS Arm()
    {
        WSK_EVENT_CALLBACK_CONTROL On = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };

        return Ops()->Basic.WskControlSocket(m_Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                             sizeof(On), &On, 0, nullptr, nullptr, nullptr);
    }

    NTSTATUS Emptied(SIZE_T Room)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        m_Room = Room;
        m_Nothing.Mdl = nullptr;
        m_Nothing.Offset = 0;
        m_Nothing.Length = 0;
        IoSetCompletionRoutine(Irp, Freed, nullptr, TRUE, TRUE, TRUE);
        return Ops()->WskReceive(m_Socket, &m_Nothing, 0, Irp);
    }

private:
    const WSK_PROVIDER_CONNECTION_DISPATCH *Ops() const
    {
        return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);
    }

    static NTSTATUS NTAPI Freed(PDEVICE_OBJECT, PIRP Irp, PVOID)
    {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    void Shutdown();

    PWSK_SOCKET m_Socket = nullptr;
    WSK_BUF m_Nothing;
    SIZE_T m_Room = 0;
};

const WSK_CLIENT_CONNECTION_DISPATCH ReaderTable = { Reader::OnData, nullptr, nullptr };

NTSTATUS ArmReader(Reader &R)
{
    return R.Arm();
}

NTSTATUS ReaderEmptied(Reader &R)
{
    return R.Emptied(65536);
}

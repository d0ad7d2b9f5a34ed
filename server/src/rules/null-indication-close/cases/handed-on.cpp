// CASE: the NULL branch hands the object to a work item, to a queue, or to a method of another module
// CLEAN
#include <ntddk.h>
#include <wsk.h>

class Node
{
public:
    static NTSTATUS NTAPI OnData(PVOID Context, ULONG, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *)
    {
        auto Self = static_cast<Node *>(Context);
        if (Data == nullptr) {
            IoQueueWorkItem(Self->m_Work, CloseWorker, DelayedWorkQueue, Self);
            return STATUS_SUCCESS;              // NOT(null-indication-close)
        }
        Self->m_Bytes += Bytes;
        return STATUS_SUCCESS;
    }

    static NTSTATUS NTAPI OnAccept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Accepted, PVOID *Ctx,
                                   const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
    {
        auto Self = static_cast<Node *>(Context);
        if (!Accepted) {
            Self->Retire();
            return STATUS_REQUEST_NOT_ACCEPTED; // NOT(null-indication-close)
        }
        *Ctx = Self;
        *Dispatch = nullptr;
        return STATUS_SUCCESS;
    }

private:
    static VOID NTAPI CloseWorker(PDEVICE_OBJECT, PVOID Context);
    void Retire();                              // in another module
    PIO_WORKITEM m_Work;
    SIZE_T m_Bytes;
};

const WSK_CLIENT_CONNECTION_DISPATCH NodeData = { Node::OnData, nullptr, nullptr };
const WSK_CLIENT_LISTEN_DISPATCH NodeListen = { Node::OnAccept, nullptr, nullptr };

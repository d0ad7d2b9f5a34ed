// CASE: the pointer is never followed: only compared, printed, handed to another module; InspectID belongs to another rule
// CLEAN
#include <ntddk.h>
#include <wsk.h>

void ModuleTake(PVOID Context, PWSK_DATAGRAM_INDICATION List);      // in another module

struct Sink
{
    static NTSTATUS NTAPI Input(PVOID Context, ULONG, PWSK_DATAGRAM_INDICATION List)
    {
        if (List == nullptr)
            DbgPrint("sink %p dead\n", Context);
        ModuleTake(Context, List);                                  // NOT(null-indication)
        return STATUS_SUCCESS;
    }

    static NTSTATUS NTAPI Receive(PVOID Context, ULONG, PWSK_DATA_INDICATION List, SIZE_T Bytes, SIZE_T *)
    {
        DbgPrint("%p: %p, %Iu bytes\n", Context, List, Bytes);      // NOT(null-indication)
        return STATUS_SUCCESS;
    }
};

const WSK_CLIENT_DATAGRAM_DISPATCH SinkUdp = { Sink::Input };
const WSK_CLIENT_CONNECTION_DISPATCH SinkTcp = { Sink::Receive, nullptr, nullptr };

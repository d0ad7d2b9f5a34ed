// CASE: the list becomes a queue's first or is appended to it, and the tail goes on to the last element
#include <ntddk.h>
#include <wsk.h>

struct Chain
{
    PWSK_DATA_INDICATION First;
    PWSK_DATA_INDICATION Last;

    void Append(PWSK_DATA_INDICATION List)
    {
        if (Last != nullptr)
            Last->Next = List;
        else
            First = List;
        Last = List;
        while (Last->Next != nullptr)
            Last = Last->Next;
    }

    void Close();
};

static NTSTATUS NTAPI Kept(PVOID Context, ULONG, PWSK_DATA_INDICATION List, SIZE_T, SIZE_T *)
{
    auto Pending = static_cast<Chain *>(Context);

    if (List == nullptr) {
        Pending->Close();
        return STATUS_SUCCESS;
    }
    Pending->Append(List);                      // NOT(release-not-retained)
    return STATUS_PENDING;
}

static NTSTATUS NTAPI GivenBack(PVOID Context, ULONG, PWSK_DATA_INDICATION List, SIZE_T, SIZE_T *)
{
    auto Pending = static_cast<Chain *>(Context);

    if (List == nullptr) {
        Pending->Close();
        return STATUS_SUCCESS;
    }
    Pending->Append(List);                      // EXPECT(release-not-retained)
    return STATUS_SUCCESS;                      // OR(release-not-retained)
}

extern const WSK_CLIENT_CONNECTION_DISPATCH KeptTable = { Kept, nullptr, nullptr };
extern const WSK_CLIENT_CONNECTION_DISPATCH GivenBackTable = { GivenBack, nullptr, nullptr };

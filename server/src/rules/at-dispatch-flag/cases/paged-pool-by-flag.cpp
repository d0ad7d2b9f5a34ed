// CASE: the flag chooses the pool: paged memory when it is missing, C++
#include <ntddk.h>
#include <wsk.h>

struct Sample { Sample *Next; SIZE_T Size; };

class Sampler
{
public:
    static NTSTATUS NTAPI OnData(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
    {
        auto Self = static_cast<Sampler *>(Context);
        Sample *Item;

        UNREFERENCED_PARAMETER(Accepted);
        if (Data == nullptr) {
            Self->Close();
            return STATUS_SUCCESS;
        }
        if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) {
            Item = static_cast<Sample *>(ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Sample), 'pmaS'));
        } else {


            Item = static_cast<Sample *>(ExAllocatePoolWithTag(PagedPool, sizeof(Sample), 'pmaS'));     // EXPECT(at-dispatch-flag)
        }
        if (Item != nullptr) {
            Item->Size = Bytes;
            Item->Next = Self->m_First;
            Self->m_First = Item;
        }
        return STATUS_SUCCESS;
    }

private:
    void Close();
    Sample *m_First = nullptr;
};

const WSK_CLIENT_CONNECTION_DISPATCH SamplerTable = { Sampler::OnData, nullptr, nullptr };

// CASE: declarations and notes for the compiler come first; nullptr
#include <ntddk.h>
#include <wsk.h>

class Sink {
public:
    static NTSTATUS WSKAPI Receive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
    {
        auto self = static_cast<Sink *>(Context);
        SIZE_T length = 0;

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(Accepted);
        if (Data == nullptr) {
            return STATUS_SUCCESS;
        }
        self->total_ += Bytes;
        if (self->tap_ != nullptr) {
            length = Data->Buffer.Length;                       // EXPECT(null-indication)
            self->total_ += length;
        }
        return STATUS_SUCCESS;
    }

private:
    SIZE_T total_;
    PVOID tap_;
};

const WSK_CLIENT_CONNECTION_DISPATCH SinkTable = { Sink::Receive, nullptr, nullptr };

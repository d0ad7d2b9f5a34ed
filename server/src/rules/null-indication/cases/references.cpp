// CASE: references to parts of what may be NULL
#include <ntddk.h>
#include <wsk.h>
struct Conn {
    SIZE_T total;
    void Take(const WSK_DATA_INDICATION &i) { total += i.Buffer.Length; }
    void TakeP(const WSK_DATA_INDICATION *i) { if (!i) return; total += i->Buffer.Length; }
    static NTSTATUS WSKAPI Rx1(PVOID c, ULONG, PWSK_DATA_INDICATION ind, SIZE_T, SIZE_T *)
    {
        auto self = static_cast<Conn *>(c);
        self->Take(*ind);                                // EXPECT(null-indication)
        return STATUS_SUCCESS;
    }
    static NTSTATUS WSKAPI Rx2(PVOID c, ULONG, PWSK_DATA_INDICATION ind, SIZE_T, SIZE_T *)
    {
        auto self = static_cast<Conn *>(c);
        self->TakeP(ind);                                // NOT(null-indication)
        if (ind == nullptr) self->total = 0;
        return STATUS_SUCCESS;
    }
    static NTSTATUS WSKAPI Rx3(PVOID c, ULONG, PWSK_DATA_INDICATION ind, SIZE_T, SIZE_T *)
    {
        auto self = static_cast<Conn *>(c);
        const auto &buf = ind->Buffer;                   // EXPECT(null-indication)
        self->total += buf.Length;
        return STATUS_SUCCESS;
    }
};
static const WSK_CLIENT_CONNECTION_DISPATCH t1{ Conn::Rx1, nullptr, nullptr };
static const WSK_CLIENT_CONNECTION_DISPATCH t2{ &Conn::Rx2 };
constexpr WSK_CLIENT_CONNECTION_DISPATCH t3 = { Conn::Rx3 };

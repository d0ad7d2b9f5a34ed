// CASE: partial acceptance in one file, the rest of the driver in another: no WskReceive anywhere
// COMPLETE
#include "gauge.h"

static NTSTATUS WSKAPI GaugeReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PGAUGE Gauge = Ctx;
    SIZE_T Fits = Gauge->Limit - Gauge->Level;

    UNREFERENCED_PARAMETER(Flags);
    if (Data == NULL) {
        GaugeBroken(Gauge);
        return STATUS_SUCCESS;
    }
    if (Fits < Bytes) {
        *Accepted = Fits;                               // EXPECT(receive-not-resumed)
        Gauge->Level = Gauge->Limit;
        return STATUS_SUCCESS;                          // OR(receive-not-resumed)
    }
    Gauge->Level += Bytes;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH GaugeDispatch = { GaugeReceive, NULL, NULL };

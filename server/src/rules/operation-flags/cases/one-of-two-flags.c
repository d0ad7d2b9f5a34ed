// CASE: a flag of sending beside one of receiving, in WskReceive's flags
#include <ntddk.h>
#include <wsk.h>

typedef struct _GAUGE { PWSK_SOCKET Socket; WSK_BUF Reading; } GAUGE, *PGAUGE;

NTSTATUS GaugeRead(PGAUGE Gauge, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Ops = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Gauge->Socket->Dispatch;

    return Ops->WskReceive(Gauge->Socket, &Gauge->Reading,
                           WSK_FLAG_WAITALL | WSK_FLAG_NODELAY,         // EXPECT(operation-flags)
                           Irp);
}

NTSTATUS GaugeReadUrgent(PGAUGE Gauge, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Ops = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Gauge->Socket->Dispatch;

    return Ops->WskReceive(Gauge->Socket, &Gauge->Reading, WSK_FLAG_WAITALL, Irp);      // NOT(operation-flags)
}

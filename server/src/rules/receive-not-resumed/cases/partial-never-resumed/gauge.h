#ifndef GAUGE_H
#define GAUGE_H
#include <ntddk.h>
#include <wsk.h>

typedef struct _GAUGE {
    PWSK_SOCKET Socket;
    SIZE_T Level;
    SIZE_T Limit;
} GAUGE, *PGAUGE;

extern const WSK_CLIENT_CONNECTION_DISPATCH GaugeDispatch;
VOID GaugeBroken(PGAUGE Gauge);
NTSTATUS GaugeArm(PGAUGE Gauge);

#endif

#include "rx.h"

NTSTATUS RxParse(PRX Rx, PWSK_DATA_INDICATION Ind, SIZE_T Bytes)
{
    switch (Rx->Mode) {
    case 0:
        return STATUS_SUCCESS;
    case 1:
        if (Bytes < 16)
            return STATUS_INVALID_PARAMETER;    // OR(callback-return)
        break;
    default:
        DbgPrint("mode %u %p\n", Rx->Mode, Ind);
        break;
    }
    return STATUS_SUCCESS;
}
VOID RxShutdown(PRX Rx)
{
    InterlockedExchange(&Rx->Stop, 1);
}

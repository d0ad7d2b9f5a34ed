#include "rx.h"

#define DGRAM(s) ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)(s)->Dispatch)

VOID RxFinish(PRX Rx)
{
    PWSK_DATAGRAM_INDICATION List = InterlockedExchangePointer((PVOID *)&Rx->Kept, NULL);

    if (List != NULL)
        (VOID)DGRAM(Rx->Socket)->WskRelease(Rx->Socket, List);
}

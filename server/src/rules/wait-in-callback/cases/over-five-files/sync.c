#include "net.h"
void SyncWait(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

#include "echo.h"

VOID EchoDrain(PECHO Echo)
{
    PVOID Objects[2] = { &Echo->Ready[0], &Echo->Ready[1] };

    KeWaitForMultipleObjects(2, Objects, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);    // OR(wait-in-callback)
}

VOID EchoFlush(PECHO Echo)
{
    if (Echo->Irp != NULL)
        EchoDrain(Echo);
}

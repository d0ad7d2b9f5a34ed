#include "x.h"
struct module { const char *name; NTSTATUS (*start)(VOID); VOID (*stop)(VOID); };
static const struct module modules[] = { { "net", NetStart, NetStop } };
static VOID StopFrom(ULONG n)
{
    while (n--)
        modules[n].stop();
}
static VOID NTAPI MyUnload(PDRIVER_OBJECT d)
{
    (void)d;
    StopFrom(ARRAYSIZE(modules));
}
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Drv, PUNICODE_STRING p)
{
    ULONG i;
    NTSTATUS st = STATUS_SUCCESS;
    (void)p;
    for (i = 0; i < ARRAYSIZE(modules); i++) {
        st = modules[i].start();
        if (!NT_SUCCESS(st)) {
            StopFrom(i);
            return st;
        }
    }
    st = NetProbe();
    if (!NT_SUCCESS(st)) {
        StopFrom(i);
        return st;
    }
    Drv->DriverUnload = MyUnload;
    return st;
}

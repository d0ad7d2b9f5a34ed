#include "a.h"
#define PAGEDX __declspec(code_seg("PAGE"))
NTSTATUS WSKAPI Gone(PVOID c, ULONG f)
{
    (void)f;
    Helper(c);                // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
NTSTATUS WSKAPI Back(PVOID c, SIZE_T f)
{
    (void)c; (void)f;
    return STATUS_SUCCESS;
}
VOID Helper(PVOID c)
{
    PAGED_CODE();
    (void)c;
}

// CASE: functions of a callback's shape that the rest of the driver calls; one that nothing but WSK can call
#include "take.h"

NTSTATUS TakeDatagrams(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Datagrams)
{
    if (Context == NULL)
        return STATUS_INVALID_PARAMETER;        // NOT(callback-return)
    return Datagrams == NULL ? STATUS_END_OF_FILE : STATUS_SUCCESS;
}

static NTSTATUS CountDatagrams(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Datagrams)
{
    return Datagrams == NULL ? STATUS_END_OF_FILE : STATUS_SUCCESS;     // NOT(callback-return)
}

NTSTATUS CountAll(PVOID Context)
{
    return ForEachQueue(Context, CountDatagrams);
}

NTSTATUS WSKAPI OnDatagrams(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Datagrams)
{
    if (Datagrams == NULL)
        return STATUS_SUCCESS;
    return Context != NULL ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;     // EXPECT(callback-return)
}

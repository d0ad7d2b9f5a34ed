#include "admit.h"

NTSTATUS AdmitCheck(PADMIT Admit, PSOCKADDR Remote)
{
    if (Admit->Count >= Admit->Limit)
        return STATUS_QUOTA_EXCEEDED;
    if (Remote->sa_family != AF_INET6)
        return STATUS_NOT_SUPPORTED;
    return STATUS_SUCCESS;
}

// CASE: a thread may wait as long as it likes, but a relative time is not what it means
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION WeeksRegistration;
static WSK_PROVIDER_NPI WeeksNpi;

VOID NTAPI WeeksThread(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(WskCaptureProviderNPI(&WeeksRegistration, 1000, &WeeksNpi)))   // EXPECT(capture-wait)
        WskReleaseProviderNPI(&WeeksRegistration);
    if (NT_SUCCESS(WskCaptureProviderNPI(&WeeksRegistration, 10 * 1000, &WeeksNpi)))        // NOT(capture-wait)
        WskReleaseProviderNPI(&WeeksRegistration);
    if (NT_SUCCESS(WskCaptureProviderNPI(&WeeksRegistration, (ULONG)-1, &WeeksNpi)))        // NOT(capture-wait)
        WskReleaseProviderNPI(&WeeksRegistration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

// CASE: control blocks of static storage go by pointer through helpers: one that reads them, and one that takes the flag out before
#include <ntddk.h>
#include <wsk.h>

static WSK_EVENT_CALLBACK_CONTROL Accepting = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
static WSK_EVENT_CALLBACK_CONTROL Refusing = {
    &NPI_WSK_INTERFACE_ID,
    WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE                        // EXPECT(static-disable-flag)
};
static WSK_EVENT_CALLBACK_CONTROL Switched = {
    &NPI_WSK_INTERFACE_ID,
    WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE                        // NOT(static-disable-flag)
};

static NTSTATUS Give(PWSK_PROVIDER_NPI Npi, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*Control), Control,
                                           0, NULL, NULL, NULL);
}

static NTSTATUS Apply(PWSK_PROVIDER_NPI Npi, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return Control == NULL ? STATUS_SUCCESS : Give(Npi, Control);
}

static VOID SwitchOn(PWSK_EVENT_CALLBACK_CONTROL Control)
{
    Control->EventMask &= ~WSK_EVENT_DISABLE;
}

VOID Prepare(VOID) { SwitchOn(&Switched); }

NTSTATUS Accept(PWSK_PROVIDER_NPI Npi) { return Apply(Npi, &Accepting); }

NTSTATUS Refuse(PWSK_PROVIDER_NPI Npi) { return Apply(Npi, &Refusing); }

NTSTATUS Start(PWSK_PROVIDER_NPI Npi) { return Apply(Npi, &Switched); }

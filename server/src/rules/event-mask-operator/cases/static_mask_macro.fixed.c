// CASE: the mask of the static call is a macro whose flags are joined by &&
#include <ntddk.h>
#include <wsk.h>

#define AUDIT_STATIC_EVENTS  (WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE)      // EXPECT(event-mask-operator)

typedef struct _AUDIT_NET {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} AUDIT_NET, *PAUDIT_NET;




NTSTATUS AuditStaticEvents(PAUDIT_NET Net)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {
        .NpiId = &NPI_WSK_INTERFACE_ID,
        .EventMask = AUDIT_STATIC_EVENTS                                        // OR(event-mask-operator)
    };

    return Net->Npi.Dispatch->WskControlClient(Net->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                               sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

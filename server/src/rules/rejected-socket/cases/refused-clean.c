// CASE: locals and the log see the socket, only accepting paths store it; the listening socket is closed when it is dead
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _OFFICE { PWSK_SOCKET Listener, Client; LONG Closing; PIRP CloseIrp; ULONG Refused; } OFFICE, *POFFICE;

static NTSTATUS NTAPI OfficeClosed(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN OfficeWants(POFFICE o, PWSK_SOCKET s)
{
    DbgPrint("office: %p\n", s);
    return o->Client == NULL;
}

static NTSTATUS WSKAPI OfficeAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *ctx,
                                    const WSK_CLIENT_CONNECTION_DISPATCH **disp)
{
    POFFICE o = c;
    NTSTATUS st = STATUS_REQUEST_NOT_ACCEPTED;

    (void)f; (void)l; (void)r;
    if (s == NULL) {
        if (InterlockedExchange(&o->Closing, 1) == 0) {
            PIRP i = IoAllocateIrp(1, FALSE);

            if (i != NULL) {
                IoSetCompletionRoutine(i, OfficeClosed, NULL, TRUE, TRUE, TRUE);
                ((PWSK_PROVIDER_BASIC_DISPATCH)o->Listener->Dispatch)->WskCloseSocket(o->Listener, i);  // NOT(rejected-socket)
            }
        }
        return st;
    }
    if (OfficeWants(o, s)) {                                    // NOT(rejected-socket)
        o->Client = s;                                          // NOT(rejected-socket)
        *ctx = o;
        *disp = NULL;
        st = STATUS_SUCCESS;
    } else {
        o->Refused++;
    }
    return st;
}

const WSK_CLIENT_LISTEN_DISPATCH OfficeListen = { OfficeAccept, NULL, NULL };

// CASE: constants of other kinds and numbers, through a macro, an enumerator and a static const
#include <ntddk.h>
#include <wsk.h>
#define EV_ANY 0xFFFFFFFFu
#define EV_RX  0x40
#define MY_LISTEN WSK_FLAG_LISTEN_SOCKET
static const ULONG kData = 0x00C0;
enum { E_LISTEN = WSK_FLAG_LISTEN_SOCKET };
extern WSK_PROVIDER_NPI Npi;
static NTSTATUS St(ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    return Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(c), &c, 0, NULL, NULL, NULL);
}
NTSTATUS A(void) { return St(EV_ANY); }       // EXPECT(event-mask-constant)
NTSTATUS B(void) { return St(EV_RX); }        // NOT(event-mask-constant)
NTSTATUS C(void) { return St(MY_LISTEN); }    // EXPECT(event-mask-constant)
NTSTATUS D(void) { return St(kData); }
NTSTATUS E(void) { return St(E_LISTEN); }     // EXPECT(event-mask-constant)
NTSTATUS F(ULONG unknown) { return St(unknown); }   // NOT(event-mask-constant)
NTSTATUS G(PWSK_REGISTRATION r) { return St(r->ReservedRegistrationState); }  // NOT(event-mask-constant)
NTSTATUS H(ULONG m) { return St(m & 0x1D0); }  // NOT(event-mask-constant)
NTSTATUS I(ULONG m) { return St((m & 0xffff) | WSK_EVENT_RECEIVE); }  // NOT(event-mask-constant)
NTSTATUS J(ULONG m) { return St(WSK_EVENT_RECEIVE & 0xffff); }  // NOT(event-mask-constant)

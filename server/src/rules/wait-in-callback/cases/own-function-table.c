// CASE: a constant table of the driver's own functions, and a pointer of unknown target
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { KEVENT Ev; PWSK_SOCKET Socket; const struct _OPS *Ops; } S, *PS;
typedef struct _OPS { VOID (*Stop)(PS s); VOID (*Note)(PS s); } OPS;
static VOID StopNow(PS s) { KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, NULL); }
static VOID NoteIt(PS s) { KeSetEvent(&s->Ev, 0, FALSE); }
static const OPS Ops = { StopNow, NoteIt };
static NTSTATUS WSKAPI Gone(PVOID c, ULONG f) {
    PS s = c; (void)f;
    Ops.Note(s);                                   // NOT(wait-in-callback)



    Ops.Stop(s);                                   // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI Gone2(PVOID c, ULONG f) { PS s = c; (void)f; s->Ops->Stop(s); return STATUS_SUCCESS; }   // NOT(wait-in-callback)
const WSK_CLIENT_CONNECTION_DISPATCH T1 = { NULL, Gone, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH T2 = { NULL, Gone2, NULL };

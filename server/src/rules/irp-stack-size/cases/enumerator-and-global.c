// CASE: an enumerator and a const global are the stack size
#include <ntddk.h>
#include <wsk.h>
enum { STACK_NONE, STACK_ONE };
static const CCHAR g_Stack = 0;
#define WSK_STACK (STACK_NONE)
typedef struct _R { PIRP Irp[2]; } R;
NTSTATUS Prepare(R *r)
{
    r->Irp[0] = IoAllocateIrp(STACK_NONE, FALSE);          // EXPECT(irp-stack-size)
    r->Irp[1] = IoAllocateIrp(g_Stack, FALSE);             // EXPECT(irp-stack-size)
    if (!r->Irp[0] || !r->Irp[1]) return STATUS_INSUFFICIENT_RESOURCES;
    return STATUS_SUCCESS;
}
PIRP More(PDEVICE_OBJECT d)
{
    return IoAllocateIrp((CCHAR)(d->StackSize + 1), FALSE);      // NOT(irp-stack-size)
}
PIRP Other(void) { return IoAllocateIrp(WSK_STACK, FALSE); }          // EXPECT(irp-stack-size)
PIRP Zero(BOOLEAN two) { return IoAllocateIrp(two ? 2 : 0, FALSE); }          // EXPECT(irp-stack-size)
PIRP Fine(BOOLEAN two) { return IoAllocateIrp(two ? 2 : 1, FALSE); }          // NOT(irp-stack-size)

// CASE: KMDF style: request completion from a WSK completion routine calls a mutex helper that waits
#include <ntddk.h>
#include <wsk.h>
typedef struct WDFREQUEST__ *WDFREQUEST;
typedef struct WDFDEVICE__ *WDFDEVICE;
typedef struct WDFWAITLOCK__ *WDFWAITLOCK;
typedef struct WDFSPINLOCK__ *WDFSPINLOCK;
VOID WdfRequestComplete(WDFREQUEST r, NTSTATUS s);
NTSTATUS WdfWaitLockAcquire(WDFWAITLOCK l, PLONGLONG t);
VOID WdfWaitLockRelease(WDFWAITLOCK l);
VOID WdfSpinLockAcquire(WDFSPINLOCK l);
VOID WdfSpinLockRelease(WDFSPINLOCK l);
typedef struct _DEVCTX { WDFWAITLOCK Lock; WDFSPINLOCK Spin; PWSK_SOCKET Socket; KMUTEX Mutex; LIST_ENTRY Pending; } DEVCTX, *PDEVCTX;
typedef struct _REQCTX { WDFREQUEST Request; PDEVCTX Dev; } REQCTX, *PREQCTX;

static VOID DevRemove(PDEVCTX Dev, PREQCTX Ctx)
{
    UNREFERENCED_PARAMETER(Ctx);
    KeWaitForMutexObject(&Dev->Mutex, Executive, KernelMode, FALSE, NULL);
    KeReleaseMutex(&Dev->Mutex, FALSE);
}
static NTSTATUS NTAPI SendComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PREQCTX ctx = Context;
    NTSTATUS status = Irp->IoStatus.Status;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    WdfSpinLockAcquire(ctx->Dev->Spin);
    WdfSpinLockRelease(ctx->Dev->Spin);
    DevRemove(ctx->Dev, ctx);                   // EXPECT(wait-in-callback)
    WdfRequestComplete(ctx->Request, status);
    ExFreePoolWithTag(ctx, 'qerD');
    return STATUS_MORE_PROCESSING_REQUIRED;
}
VOID EvtIoWrite(PDEVCTX dev, WDFREQUEST Request, PWSK_BUF Buf)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = dev->Socket->Dispatch;
    PREQCTX ctx = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*ctx), 'qerD');
    PIRP irp;
    if (ctx == NULL) {
        WdfRequestComplete(Request, STATUS_INSUFFICIENT_RESOURCES);
        return;
    }
    ctx->Request = Request;
    ctx->Dev = dev;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        ExFreePoolWithTag(ctx, 'qerD');
        WdfRequestComplete(Request, STATUS_INSUFFICIENT_RESOURCES);
        return;
    }
    IoSetCompletionRoutine(irp, SendComplete, ctx, TRUE, TRUE, TRUE);
    (VOID)d->WskSend(dev->Socket, Buf, 0, irp);
}

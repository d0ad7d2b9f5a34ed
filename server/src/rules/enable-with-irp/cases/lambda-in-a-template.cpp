// CASE: a template makes the IRP for any call; the lambda that it calls passes it on to enable an event
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT, PIRP, PVOID event)
{
    KeSetEvent(static_cast<PKEVENT>(event), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

template <typename Request>
static NTSTATUS Wait(Request request)
{
    KEVENT done;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OnDone, &done, TRUE, TRUE, TRUE);
    NTSTATUS status = request(irp); // NOT(enable-with-irp)
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS HearDisconnects(PWSK_SOCKET socket)
{
    auto *connection = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch);
    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };

    return Wait([&](PIRP irp) {
        return connection->Basic.WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                  sizeof(control), &control, 0, nullptr, nullptr,
                                                  irp); // EXPECT(enable-with-irp)
    });
}

NTSTATUS Reset(PWSK_SOCKET socket)
{
    auto *connection = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch);

    return Wait([=](PIRP irp) { return connection->WskDisconnect(socket, nullptr, WSK_FLAG_ABORTIVE, irp); });
}

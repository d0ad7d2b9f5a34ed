// CASE: the helper allocates an IRP for each call and waits for it; statements share lines and have no braces
#include <ntddk.h>
#include <wsk.h>

typedef struct _SIP_LEG { PWSK_SOCKET Socket; BOOLEAN Up; NTSTATUS Last; } SIP_LEG, *PSIP_LEG;

static NTSTATUS NTAPI SipSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
  UNREFERENCED_PARAMETER(DeviceObject);
  UNREFERENCED_PARAMETER(Irp);
  KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SipEvents(PSIP_LEG Leg, ULONG Events)
{
  const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Leg->Socket->Dispatch;
  WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };
  NTSTATUS Status;
  KEVENT Done;
  PIRP Irp;

  Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return STATUS_INSUFFICIENT_RESOURCES;
  KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
  IoSetCompletionRoutine(Irp, SipSignal, &Done, TRUE, TRUE, TRUE);
  Dispatch->WskControlSocket(Leg->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                             0, NULL, NULL, Irp);
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
  Status = Irp->IoStatus.Status;
  IoFreeIrp(Irp);
  return Status;
}

NTSTATUS SipHold(PSIP_LEG Leg)
{
  if (Leg->Up) {
    NTSTATUS Status = SipEvents(Leg, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);  // EXPECT(disable-one-event)

    if (NT_SUCCESS(Status)) {
      NTSTATUS NextStatus;

      NextStatus = SipEvents(Leg, WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE);
      if (NextStatus != STATUS_SUCCESS) {
        Status = NextStatus;
      }
    }
    return Status;
  }
  return STATUS_SUCCESS;
}

void SipDrop(PSIP_LEG Leg)
{
  Leg->Up = FALSE; Leg->Last = SipEvents(Leg, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);  // EXPECT(disable-one-event)
  if (NT_SUCCESS(Leg->Last)) {
    NTSTATUS NextStatus;

    NextStatus = SipEvents(Leg, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
    if (NextStatus != STATUS_SUCCESS) {
      Leg->Last = NextStatus;
    }
  }
}

NTSTATUS SipQuiet(PSIP_LEG Leg)
{
  NTSTATUS Status = STATUS_SUCCESS;

  if (!Leg->Up)
    return Status;
  else {
    Status = SipEvents(Leg, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);  // EXPECT(disable-one-event)
    if (NT_SUCCESS(Status)) {
      NTSTATUS NextStatus;

      NextStatus = SipEvents(Leg, WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE);
      if (NextStatus != STATUS_SUCCESS) {
        Status = NextStatus;
      }
    }
  }
  return Status;
}

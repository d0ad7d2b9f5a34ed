// CASE: the function that captures the NPI leaves by a goto; each accepted socket gets the same enable call
#include <ntddk.h>
#include <wsk.h>

typedef struct _MQTT_SESSION {
	PWSK_SOCKET Socket;
	volatile LONG Gone;
} MQTT_SESSION, *PMQTT_SESSION;

static WSK_REGISTRATION MqttRegistration;
static WSK_PROVIDER_NPI MqttNpi;
static const WSK_CLIENT_DISPATCH MqttClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static MQTT_SESSION MqttSession;

static NTSTATUS WSKAPI MqttGone(PVOID SocketContext, ULONG Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	InterlockedExchange(&((PMQTT_SESSION)SocketContext)->Gone, 1);
	return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH MqttSessionEvents = { .WskDisconnectEvent = MqttGone };

static NTSTATUS WSKAPI MqttAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
	PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
	const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
	WSK_EVENT_CALLBACK_CONTROL Control;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(SocketContext);
	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(LocalAddress);
	UNREFERENCED_PARAMETER(RemoteAddress);
	if (AcceptSocket == NULL)
		return STATUS_REQUEST_NOT_ACCEPTED;
	*AcceptSocketContext = &MqttSession;
	*AcceptSocketDispatch = &MqttSessionEvents;
	Dispatch = AcceptSocket->Dispatch;
	Control.NpiId = &NPI_WSK_INTERFACE_ID;
	Control.EventMask = WSK_EVENT_DISCONNECT;					// OR(prefer-static-events)
	Status = Dispatch->WskControlSocket(AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK,	// EXPECT(prefer-static-events)
		SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
	if (!NT_SUCCESS(Status))
		return STATUS_REQUEST_NOT_ACCEPTED;
	MqttSession.Socket = AcceptSocket;
	return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH MqttEvents = { MqttAccept, NULL, NULL };

NTSTATUS MqttAttach(VOID)
{
	WSK_CLIENT_NPI Client = { NULL, &MqttClient };
	NTSTATUS Status;

	Status = WskRegister(&Client, &MqttRegistration);
	if (!NT_SUCCESS(Status))
		goto Exit;
	Status = WskCaptureProviderNPI(&MqttRegistration, 100, &MqttNpi);
	if (!NT_SUCCESS(Status)) {
		DbgPrint("mqtt: no provider, %08x\n", Status);
		goto Deregister;
	}
	return STATUS_SUCCESS;

Deregister:
	WskDeregister(&MqttRegistration);
Exit:
	return Status;
}

VOID MqttDetach(VOID)
{
	WskReleaseProviderNPI(&MqttRegistration);
	WskDeregister(&MqttRegistration);
}

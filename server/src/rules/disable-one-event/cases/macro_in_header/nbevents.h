#pragma once
#include <ntddk.h>
#include <wsk.h>

#define NB_EVENTS_ALL   (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG)
#define NB_EVENTS_NONE  (NB_EVENTS_ALL | WSK_EVENT_DISABLE)         // OR(disable-one-event)

NTSTATUS NbSetEvents(_In_ PWSK_SOCKET Socket, _In_ ULONG EventMask);

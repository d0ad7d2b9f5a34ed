#pragma once
#include <ntddk.h>
#include <wsk.h>

#define WSK_EVENT_ICE_STREAM    (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)
#define WSK_EVENT_NAME(_short)  WSK_EVENT_##_short

static const ULONG WSK_EVENT_ICE_PACKETS = WSK_EVENT_RECEIVE_FROM;

enum { WSK_EVENT_ICE_LISTEN = WSK_EVENT_ACCEPT };

NTSTATUS IceEvents(PWSK_SOCKET Socket, ULONG Mask);

#pragma once

#include <ntddk.h>
#include <wsk.h>

#define STOP_EVERYTHING (WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE)

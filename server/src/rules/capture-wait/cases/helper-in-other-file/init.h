#pragma once
#include <ntddk.h>
#include <wsk.h>

NTSTATUS InitNetwork(PWSK_REGISTRATION Registration);

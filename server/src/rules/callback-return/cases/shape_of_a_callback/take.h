#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef NTSTATUS (*TAKE_DATAGRAMS)(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Datagrams);
NTSTATUS TakeDatagrams(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Datagrams);
NTSTATUS ForEachQueue(PVOID Context, TAKE_DATAGRAMS Take);

#pragma once
#include <ntddk.h>
#include <wsk.h>
typedef struct _WSK_IO {
    PIRP Irp;
    KEVENT Event;
    NTSTATUS Status;
    ULONG_PTR Information;
} WSK_IO, *PWSK_IO;
NTSTATUS WskIoInit(_Out_ PWSK_IO Io);
VOID WskIoArm(_Inout_ PWSK_IO Io);
NTSTATUS WskIoWait(_Inout_ PWSK_IO Io, _In_ NTSTATUS Status, _In_opt_ PLARGE_INTEGER Timeout);
VOID WskIoUninit(_Inout_ PWSK_IO Io);
#define WSK_IO_CALL(io, st, call) do { WskIoArm(io); (st) = (call); (st) = WskIoWait((io), (st), NULL); } while (0)

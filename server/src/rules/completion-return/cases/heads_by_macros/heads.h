#pragma once
#include <ntddk.h>
#include <wsk.h>
// A routine's head, once with its prototype and once as its parameters alone.
#define DEFINE_DONE(Name) static NTSTATUS NTAPI Name(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
#define DECLARE_DONE(Which) \
    static NTSTATUS NTAPI On##Which(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context); \
    static NTSTATUS NTAPI On##Which(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
#define DONE_ARGS(Type) (PDEVICE_OBJECT Device, PIRP Irp, Type Context)
#define DONE_LIST(Type) PDEVICE_OBJECT Device, PIRP Irp, Type Context

#include "http.h"

static PDEVICE_OBJECT device;
static KEVENT         answered;
static ULONG          answer;

static void
got_it(void *arg, NTSTATUS status, ULONG code, const char *body, ULONG len)
{
    UNREFERENCED_PARAMETER(arg);
    UNREFERENCED_PARAMETER(body);
    DbgPrint("http: status %08lx, code %lu, %lu bytes\n", status, code, len);
    answer = code;
    KeSetEvent(&answered, IO_NO_INCREMENT, FALSE);
}

static void
unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    http_global_exit();
    IoDeleteDevice(device);
}

NTSTATUS
DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING reg_path)
{
    NTSTATUS st;

    UNREFERENCED_PARAMETER(reg_path);
    KeInitializeEvent(&answered, NotificationEvent, FALSE);
    st = IoCreateDevice(drv, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(st))
        return st;
    st = http_global_init(device);
    if (!NT_SUCCESS(st)) {
        IoDeleteDevice(device);
        return st;
    }
    st = http_get(L"www.example.com", "/", got_it, NULL);
    if (st != STATUS_PENDING) {
        http_global_exit();
        IoDeleteDevice(device);
        return st;
    }
    drv->DriverUnload = unload;
    return STATUS_SUCCESS;
}

// CASE: counts that are all of it
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
// CLEAN
typedef struct _S { LONG Dead; SIZE_T N; UCHAR Buf[4096]; } S, *PS;
static SIZE_T Copy(PS s, PWSK_DATA_INDICATION d)
{
    SIZE_T n = 0;
    for (; d != NULL; d = d->Next) { n += d->Buffer.Length; s->N += d->Buffer.Length; }
    return n;
}
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    if (d == NULL) { s->Dead = 1; return STATUS_SUCCESS; }
    *a = Copy(s, d);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R2(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    SIZE_T left = b;
    if (d == NULL) { s->Dead = 1; return STATUS_SUCCESS; }
    while (left != 0 && d != NULL) { left -= d->Buffer.Length; d = d->Next; }
    *a = b - left;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R3(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    if (d == NULL) { s->Dead = 1; return STATUS_SUCCESS; }
    if (s->N < b) *a = b; else *a = b;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
const WSK_CLIENT_CONNECTION_DISPATCH T2 = { R2 };
const WSK_CLIENT_CONNECTION_DISPATCH T3 = { R3 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

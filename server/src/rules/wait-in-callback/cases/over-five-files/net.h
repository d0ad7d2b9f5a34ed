// CASE: the table, the callback and the wait stand in files of their own
#pragma once
#include <ntddk.h>
#include <wsk.h>
typedef struct _PEER { PWSK_SOCKET Socket; KEVENT Idle; LIST_ENTRY Queue; KSPIN_LOCK Lock; } PEER, *PPEER;
extern const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch;
void PeerStop(PPEER Peer);
void PeerFlush(PPEER Peer);
void SyncWait(PKEVENT Event);
NTSTATUS WSKAPI PeerDisconnect(PVOID Context, ULONG Flags);

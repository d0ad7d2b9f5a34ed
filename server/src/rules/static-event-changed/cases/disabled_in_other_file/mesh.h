#pragma once
#include <ntddk.h>
#include <wsk.h>

#define MESH_STATIC_EVENTS  (WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISCONNECT)

typedef struct _MESH {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Packets;
    KEVENT           Done;
} MESH, *PMESH;

extern MESH g_Mesh;
extern const WSK_CLIENT_DATAGRAM_DISPATCH MeshEvents;

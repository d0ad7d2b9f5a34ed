// CASE: the static mask is a macro in one file, another file disables one of its events through a helper
#include "mesh.h"

static NTSTATUS MeshControl(ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = Mask;
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)g_Mesh.Packets->Dispatch)->WskControlSocket(
        g_Mesh.Packets, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control,
        0, NULL, NULL, NULL);
}

NTSTATUS MeshPause(VOID)
{
    return MeshControl(WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE);         // EXPECT(static-event-changed)
}

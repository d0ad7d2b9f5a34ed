// CASE: a helper makes the mask of a structure of choices: the caller that asks for too much is told; choices that are not known are not judged
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHOICE { BOOLEAN Data; BOOLEAN Close; BOOLEAN Off; } CHOICE;

static ULONG MaskOf(CHOICE Choice)
{
    ULONG Mask = Choice.Data ? WSK_EVENT_RECEIVE : 0;

    if (Choice.Close)
        Mask |= WSK_EVENT_DISCONNECT;
    if (Choice.Off)
        Mask |= WSK_EVENT_DISABLE;
    return Mask;
}

static NTSTATUS Switch(PWSK_SOCKET Socket, CHOICE Choice)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, MaskOf(Choice) };     // NOT(disable-one-event)

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS Start(PWSK_SOCKET Socket)
{
    CHOICE Both = { TRUE, TRUE, FALSE };

    return Switch(Socket, Both);                                // NOT(disable-one-event)
}

NTSTATUS StopData(PWSK_SOCKET Socket)
{
    CHOICE Data = { TRUE, FALSE, TRUE };

    return Switch(Socket, Data);                                // NOT(disable-one-event)
}

NTSTATUS Stop(PWSK_SOCKET Socket)
{
    CHOICE Both = { TRUE, TRUE, TRUE };

    return Switch(Socket, Both);                                // EXPECT(disable-one-event) NOFIX(disable-one-event)
}

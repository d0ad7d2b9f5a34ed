#ifndef ECHO_H
#define ECHO_H
#include <ntddk.h>
#include <wsk.h>

typedef struct _ECHO {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Ready[2];
} ECHO, *PECHO;

VOID EchoFlush(PECHO Echo);
VOID EchoDrain(PECHO Echo);
VOID EchoLost(PECHO Echo);

#endif

#ifndef _ASYNC_H_
#define _ASYNC_H_
#include <ntddk.h>
#include <wsk.h>

typedef enum _SESSION_STATE {
    SessionIdle, SessionResolving, SessionCreating, SessionBinding, SessionConnecting, SessionSending, SessionReceiving,
    SessionClosing, SessionDone
} SESSION_STATE;

typedef struct _SESSION SESSION, *PSESSION;
typedef VOID (*PSESSION_STEP)(PSESSION Session);

struct _SESSION {
    LIST_ENTRY      Link;
    volatile LONG   Refs;
    SESSION_STATE   State;
    NTSTATUS        Status;
    PIRP            Irp;
    PWSK_SOCKET     Socket;
    PADDRINFOEXW    Address;
    SOCKADDR_STORAGE Remote;
    WSK_BUF         Buf;
    PMDL            Mdl;
    PVOID           Memory;
    ULONG           Length;
    PIO_WORKITEM    WorkItem;
    PSESSION_STEP   Next;
    KSPIN_LOCK      Lock;
    KEVENT          Finished;
};

extern WSK_REGISTRATION AsyncRegistration;
extern WSK_PROVIDER_NPI AsyncNpi;
extern PDEVICE_OBJECT   AsyncDevice;
extern NPAGED_LOOKASIDE_LIST AsyncSessions;

PSESSION SessionCreate(VOID);
VOID SessionAddRef(PSESSION Session);
VOID SessionRelease(PSESSION Session);
NTSTATUS SessionStart(PSESSION Session, PCUNICODE_STRING Host, PCUNICODE_STRING Service);
VOID SessionDefer(PSESSION Session, PSESSION_STEP Step);
IO_COMPLETION_ROUTINE SessionIrpDone;
IO_WORKITEM_ROUTINE   SessionWork;

#endif

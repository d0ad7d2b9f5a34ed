#ifndef HTTP_H
#define HTTP_H
#include <ntifs.h>
#include <wsk.h>

typedef enum {
    HS_RESOLVE, HS_OPEN, HS_BIND, HS_CONNECT, HS_SEND, HS_RECV, HS_SHUT, HS_CLOSE, HS_DONE
} http_state_t;

typedef void (*http_done_fn)(void *arg, NTSTATUS status, ULONG code, const char *body, ULONG len);

typedef struct http_req {
    LIST_ENTRY       link;
    http_state_t     state;
    NTSTATUS         result;
    PIRP             irp;
    PWSK_SOCKET      sock;
    PADDRINFOEXW     list, cur;
    ADDRINFOEXW      hints;
    UNICODE_STRING   host, port;
    WCHAR            hostbuf[128];
    SOCKADDR_STORAGE local;
    WSK_BUF          wb;
    PMDL             mdl;
    char             *buf;
    ULONG            cap, used, sent;
    KTIMER           timer;
    KDPC             dpc;
    KDPC             kick;
    LONG             cancelled;
    IO_WORKITEM      *item;
    http_done_fn     done;
    void             *arg;
} http_req_t;

NTSTATUS http_global_init(PDEVICE_OBJECT dev);
void     http_global_exit(void);
NTSTATUS http_get(PCWSTR host, const char *path, http_done_fn done, void *arg);
#endif

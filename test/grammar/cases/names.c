// SYNTAX TEST "source.c" "WSK names in C"

static const WSK_CLIENT_LISTEN_DISPATCH ListenTable = { OnAccept, NULL, NULL };
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                      ^^^^^^^^^^^ - support.type.wsk
PWSK_SOCKET Socket;
// <----------- support.type.wsk
PFN_WSK_RECEIVE_EVENT Receive;
// <--------------------- support.type.function.wsk
WSK_INSPECT_ACTION Action = WskInspectPend;
// <------------------ support.type.wsk
//                          ^^^^^^^^^^^^^^ support.constant.enum.wsk
NTSTATUS Enable(PWSK_SOCKET Socket, CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
//              ^^^^^^^^^^^ support.type.wsk
//                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                          ^^^^^^^^^^^^^^^^^^^^ support.variable.wsk
//                                                                ^^^^^^^^^^^^^^^^^ support.constant.event-flag.wsk
//                                                                                    ^^^^^^^^^^^^^^^^^ support.constant.event-flag.wsk
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
//                   ^^^^^^^^^^^^^^^^ support.function.wsk
//                                            ^^^^^^^^^^^^ support.constant.enum.wsk
//                                                          ^^^^^^^^^^^^^^^^^^^^^ support.constant.option.wsk
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
//                                           ^^^^^^^ - support.type.wsk
}

NTSTATUS Other(PWSK_PROVIDER_NPI Npi)
{
    Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, 0, NULL, 0, NULL, NULL, NULL);
//                 ^^^^^^^^^^^^^^^^ support.function.wsk
//                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.constant.client-code.wsk
//  ^^^ variable.other.object.access.wsk
//     ^^ punctuation.separator.pointer-access.wsk
//       ^^^^^^^^ variable.other.object.access.wsk
//               ^^ punctuation.separator.pointer-access.wsk
    UINT Version = MAKE_WSK_VERSION(1, 0);
//                 ^^^^^^^^^^^^^^^^ support.function.macro.wsk
    ULONG Code = SIO_WSK_SET_REMOTE_ADDRESS | WSK_FLAG_LISTEN_SOCKET;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.constant.ioctl.wsk
//                                            ^^^^^^^^^^^^^^^^^^^^^^ support.constant.flag.wsk
    Table.WskReceiveEvent = OnReceive;
//        ^^^^^^^^^^^^^^^ support.function.callback.wsk
    Tables[0].Inner.WskAbortEvent = NULL;
//                  ^^^^^^^^^^^^^ support.function.callback.wsk
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
//    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                                    ^^^^^^^^^^^^^^ support.function.wsk
    Socket->WskBinding = 1;
//          ^^^^^^^^^^ - support.function.wsk
    return WskRegister(&Client, &Registration);
//         ^^^^^^^^^^^ support.function.wsk
}

// Names that only look alike stay what they are.
int MyWskBind, WskBindings, WSK_EVENT_INSPECT;
//  ^^^^^^^^^ - support.function.wsk
//             ^^^^^^^^^^^ - support.function.wsk
//                          ^^^^^^^^^^^^^^^^^ - support.constant.event-flag.wsk

// WskBind in a comment, and "WskBind" in a string
// ^^^^^^^ comment.line.double-slash.c - support.function.wsk
/* WSK_EVENT_RECEIVE */
// ^^^^^^^^^^^^^^^^^ comment.block.c - support.constant.event-flag.wsk
const char *Text = "WskBind %d";
//                  ^^^^^^^ string.quoted.double.c - support.function.wsk
#include <wsk.h>
//        ^^^^^ - support.type.wsk
#define CATEGORY WSK_FLAG_STREAM_SOCKET
//               ^^^^^^^^^^^^^^^^^^^^^^ support.constant.flag.wsk

// SYNTAX TEST "source.cpp" "WSK names in C++"

class Socket {
public:
    NTSTATUS Arm(ULONG mask) noexcept
    {
        auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket_->Dispatch);
//                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
        WSK_EVENT_CALLBACK_CONTROL control{&NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | mask};
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                          ^^^^^^^^^^^^^^^^^^^^ support.variable.wsk
//                                                                ^^^^^^^^^^^^^^^^^ support.constant.event-flag.wsk
        return dispatch->Basic.WskControlSocket(socket_, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
//                             ^^^^^^^^^^^^^^^^ support.function.wsk
//                                                       ^^^^^^^^^^^^ support.constant.enum.wsk
//                                                                     ^^^^^^^^^^^^^^^^^^^^^ support.constant.option.wsk
                                                sizeof(control), &control, 0, nullptr, nullptr, nullptr);
    }

private:
    PWSK_SOCKET socket_ = nullptr;
//  ^^^^^^^^^^^ support.type.wsk
};

// WSK_EVENT_ACCEPT
// ^^^^^^^^^^^^^^^^ comment.line.double-slash.cpp - support.constant.event-flag.wsk
auto text = "WskAccept";
//           ^^^^^^^^^ string.quoted.double.cpp - support.function.wsk
auto on = [](PVOID, ULONG flags) { return (flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0; };
//                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.constant.flag.wsk

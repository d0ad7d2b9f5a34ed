// CASE: the provider's table is cast in a template
#include <ntddk.h>
#include <wsk.h>
template <typename T> inline const T* DispatchOf(PWSK_SOCKET s) { return static_cast<const T*>(s->Dispatch); }
template <typename T> struct Traits;
template <> struct Traits<WSK_PROVIDER_LISTEN_DISPATCH> { static constexpr ULONG Flag = WSK_FLAG_LISTEN_SOCKET; };
template <> struct Traits<WSK_PROVIDER_DATAGRAM_DISPATCH> { static constexpr ULONG Flag = WSK_FLAG_DATAGRAM_SOCKET; };
NTSTATUS Bind(PWSK_SOCKET s, PSOCKADDR a, PIRP i) { return DispatchOf<WSK_PROVIDER_LISTEN_DISPATCH>(s)->WskBind(s, a, 0, i); }
NTSTATUS SendTo(PWSK_SOCKET s, PWSK_BUF b, PSOCKADDR a, PIRP i) { return DispatchOf<WSK_PROVIDER_DATAGRAM_DISPATCH>(s)->WskSendTo(s, b, 5, a, 0, nullptr, i); } // EXPECT(operation-flags)
NTSTATUS Use(const WSK_PROVIDER_NPI& n, PIRP i)
{
    return n.Dispatch->WskSocket(n.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Traits<WSK_PROVIDER_LISTEN_DISPATCH>::Flag, nullptr, nullptr, nullptr, nullptr, nullptr, i); // NOT(socket-flags)
}

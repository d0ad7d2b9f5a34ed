// CASE: the fixed peer of an IPv6 socket is set through a helper with the size of a pointer, and with the IPv4 size
#include <ntddk.h>
#include <wsk.h>

typedef struct _RTP {
    PWSK_SOCKET Sock;           /* bound datagram socket */
    PIRP Irp;
    KEVENT Done;
} RTP, *PRTP;

static NTSTATUS NTAPI rtp_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((PRTP)ctx)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS rtp_ioctl(PRTP rtp, ULONG code, PVOID in, SIZE_T in_size)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *ops = rtp->Sock->Dispatch;

    KeClearEvent(&rtp->Done);
    IoReuseIrp(rtp->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(rtp->Irp, rtp_done, rtp, TRUE, TRUE, TRUE);
    (void)ops->WskControlSocket(rtp->Sock, WskIoctl, code, 0, in_size, in, 0, NULL, NULL, rtp->Irp);
    KeWaitForSingleObject(&rtp->Done, Executive, KernelMode, FALSE, NULL);
    return rtp->Irp->IoStatus.Status;
}

NTSTATUS rtp_lock_peer(PRTP rtp, PSOCKADDR_IN6 peer)
{
    return rtp_ioctl(rtp, SIO_WSK_SET_REMOTE_ADDRESS, peer,
                     sizeof(peer));                                                 // EXPECT(control-input)
}

NTSTATUS rtp_default_peer(PRTP rtp, SOCKADDR_IN6 *peer)
{
    return rtp_ioctl(rtp, SIO_WSK_SET_SENDTO_ADDRESS, peer, sizeof(SOCKADDR_IN));   // EXPECT(control-input)
}

NTSTATUS rtp_clear_peer(PRTP rtp)
{
    return rtp_ioctl(rtp, SIO_WSK_SET_REMOTE_ADDRESS, NULL, 0);                     // NOT(control-input)
}

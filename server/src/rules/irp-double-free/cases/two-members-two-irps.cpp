// CASE: an object with two members that each own an IRP frees two IRPs; one that is freed by hand is freed twice
#include <ntddk.h>
#include <wsk.h>

struct Request {
    PIRP Irp;
    Request() { Irp = IoAllocateIrp(1, FALSE); }
    ~Request() { if (Irp) IoFreeIrp(Irp); } // NOT(irp-double-free)
};

struct Channel {
    PWSK_SOCKET Socket;
    Request Closing;
    Request Sending;
};

static void Destroy(Channel *Gone)
{
    Gone->~Channel();
}

void OnTheStack(PWSK_SOCKET Socket)
{
    Channel Local;
    Local.Socket = Socket;
}

void InThePool(PWSK_SOCKET Socket)
{
    auto Made = new Channel;
    Made->Socket = Socket;
    Destroy(Made);
}

void FreedByHand(PWSK_SOCKET Socket)
{
    Channel Local; // OR(irp-double-free)
    Local.Socket = Socket;
    if (Local.Sending.Irp)
        IoFreeIrp(Local.Sending.Irp); // OR(irp-double-free)
} // EXPECT(irp-double-free)

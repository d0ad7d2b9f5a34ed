// CASE: the operation with its IRP belongs to a smart pointer; one of two senders forgets the completion routine
#include <ntddk.h>
#include <wsk.h>

template <typename T>
class Owner {
public:
    explicit Owner(T *object) : m_object(object) {}
    ~Owner() { delete m_object; }
    T *operator->() const { return m_object; }
    explicit operator bool() const { return m_object != nullptr; }
    T *Detach()
    {
        T *object = m_object;
        m_object = nullptr;
        return object;
    }

private:
    T *m_object;
};

class Packet {
public:
    static void *operator new(size_t size) noexcept { return ExAllocatePoolWithTag(NonPagedPoolNx, size, 'tkcP'); }
    static void operator delete(void *memory) noexcept { ExFreePoolWithTag(memory, 'tkcP'); }
    static void operator delete(void *memory, size_t) noexcept { ExFreePoolWithTag(memory, 'tkcP'); }

    ~Packet()
    {
        if (irp != nullptr)
            IoFreeIrp(irp);
    }
    bool Fill(PMDL mdl, SIZE_T length)
    {
        irp = IoAllocateIrp(1, FALSE);
        buffer.Mdl = mdl;
        buffer.Offset = 0;
        buffer.Length = length;
        return irp != nullptr;
    }
    static NTSTATUS NTAPI Sent(PDEVICE_OBJECT, PIRP, PVOID context)
    {
        delete static_cast<Packet *>(context);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PIRP irp = nullptr;
    WSK_BUF buffer;
};

NTSTATUS SendPacket(PWSK_SOCKET socket, PMDL mdl, SIZE_T length)
{
    auto *connection = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch);
    Owner<Packet> packet(new Packet);

    if (!packet || !packet->Fill(mdl, length))
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(packet->irp, Packet::Sent, packet.operator->(), TRUE, TRUE, TRUE);
    Packet *sent = packet.Detach();
    return connection->WskSend(socket, &sent->buffer, 0, sent->irp); // NOT(completion-missing)
}

NTSTATUS SendUrgent(PWSK_SOCKET socket, PMDL mdl, SIZE_T length)
{
    auto *connection = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch);
    Owner<Packet> packet(new Packet);

    if (!packet || !packet->Fill(mdl, length))
        return STATUS_INSUFFICIENT_RESOURCES;
    Packet *sent = packet.Detach();
    return connection->WskSend(socket, &sent->buffer, WSK_FLAG_NODELAY, sent->irp); // EXPECT(completion-missing)
}

// CASE: a member function uses its new IRP at once
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Freed(PDEVICE_OBJECT, PIRP Irp, PVOID)
{
	IoFreeIrp(Irp);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

class Channel
{
public:
	NTSTATUS Close();

private:
	PWSK_SOCKET m_Socket = nullptr;
};

NTSTATUS Channel::Close()
{
	auto irp = IoAllocateIrp(1, FALSE);
	if (irp == nullptr)
	{
		return STATUS_INSUFFICIENT_RESOURCES;
	}

	IoSetCompletionRoutine(irp, Freed, nullptr, TRUE, TRUE, TRUE); // EXPECT(irp-null-check)
	if (m_Socket == nullptr)
	{
		IoFreeIrp(irp);
		return STATUS_DEVICE_NOT_READY;
	}
	return static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(m_Socket->Dispatch)->WskCloseSocket(m_Socket, irp);
}

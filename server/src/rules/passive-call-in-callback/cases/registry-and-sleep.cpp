// CASE: a C++ backlog callback sleeps, a disconnect callback writes the registry through a method
#include <ntddk.h>
#include <wsk.h>

class Uploader
{
public:
    static NTSTATUS NTAPI OnBacklog(PVOID Context, SIZE_T Ideal)
    {
        LARGE_INTEGER Pause;

        Pause.QuadPart = -10 * 1000 * 10;
        if (Ideal < static_cast<Uploader *>(Context)->m_Queued)
            KeDelayExecutionThread(KernelMode, FALSE, &Pause);          // EXPECT(passive-call-in-callback)
        return STATUS_SUCCESS;
    }

    static NTSTATUS NTAPI OnDisconnect(PVOID Context, ULONG Flags)
    {
        UNREFERENCED_PARAMETER(Flags);
        static_cast<Uploader *>(Context)->SaveState();                  // EXPECT(passive-call-in-callback)
        return STATUS_SUCCESS;
    }

private:
    void SaveState()
    {
        ULONG Value = static_cast<ULONG>(m_Queued);

        (void)ZwSetValueKey(m_Key, &m_Name, 0, REG_DWORD, &Value, sizeof(Value));
    }

    HANDLE m_Key;
    UNICODE_STRING m_Name;
    SIZE_T m_Queued;
};

const WSK_CLIENT_CONNECTION_DISPATCH UploaderTable = { nullptr, Uploader::OnDisconnect, Uploader::OnBacklog };

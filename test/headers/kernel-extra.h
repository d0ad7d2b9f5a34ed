/* Kernel helpers that mingw-w64's DDK headers lack, as declarations only. */
#ifndef WSK_TEST_KERNEL_EXTRA_H
#define WSK_TEST_KERNEL_EXTRA_H

#ifdef __cplusplus
extern "C" {
#endif

#ifndef NT_ERROR
#define NT_ERROR(Status) ((((ULONG)(Status)) >> 30) == 3)
#endif

typedef ULONGLONG POOL_FLAGS;
#define POOL_FLAG_USE_QUOTA 0x0000000000000001ULL
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002ULL
#define POOL_FLAG_CACHE_ALIGNED 0x0000000000000008ULL
#define POOL_FLAG_RAISE_ON_FAILURE 0x0000000000000020ULL
#define POOL_FLAG_NON_PAGED 0x0000000000000040ULL
#define POOL_FLAG_NON_PAGED_EXECUTE 0x0000000000000080ULL
#define POOL_FLAG_PAGED 0x0000000000000100ULL

PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);
PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID NTAPI ExAllocatePoolQuotaZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID NTAPI ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);

#define DrvRtPoolNxOptIn 0x00000001
VOID NTAPI ExInitializeDriverRuntime(ULONG RuntimeFlags);

typedef LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;
KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock);

typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;
VOID NTAPI ExAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExAcquirePushLockShared(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExReleasePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExReleasePushLockShared(PEX_PUSH_LOCK PushLock);

PIRP NTAPI IoAllocateIrpEx(PDEVICE_OBJECT DeviceObject, CCHAR StackSize, BOOLEAN ChargeQuota);
VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);
ULONGLONG NTAPI KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp);
NTSTATUS NTAPI ObCloseHandle(HANDLE Handle, KPROCESSOR_MODE PreviousMode);

#ifndef MdlMappingNoExecute
#define MdlMappingNoExecute 0x40000000
#define MdlMappingNoWrite 0x80000000
#endif

#define ReadNoFence(Source) (*(volatile const LONG *)(Source))
#define WriteNoFence(Destination, Value) (*(volatile LONG *)(Destination) = (Value))
#define ReadAcquire(Source) __atomic_load_n((Source), __ATOMIC_ACQUIRE)
#define WriteRelease(Destination, Value) __atomic_store_n((Destination), (Value), __ATOMIC_RELEASE)
#define InterlockedIncrementNoFence(Target) InterlockedIncrement(Target)
#define InterlockedDecrementNoFence(Target) InterlockedDecrement(Target)
#define ReadPointerNoFence(Source) (*(PVOID volatile *)(Source))

#ifdef __cplusplus
}
#endif

#endif

/** Which names are types: C cannot be read without knowing, and headers are not there to tell. */

const KERNEL_TYPES = new Set(
  `VOID PVOID LPVOID CHAR PCHAR UCHAR PUCHAR SHORT PSHORT USHORT PUSHORT INT PINT UINT PUINT LONG PLONG ULONG PULONG
  LONGLONG PLONGLONG ULONGLONG PULONGLONG DWORD PDWORD WORD BYTE BOOL BOOLEAN PBOOLEAN SIZE_T PSIZE_T SSIZE_T ULONG_PTR
  PULONG_PTR LONG_PTR UINT_PTR INT_PTR DWORD_PTR INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 PUINT8 PUINT16 PUINT32
  PUINT64 LONG64 ULONG64 LONG32 ULONG32 DWORD32 DWORD64 HANDLE PHANDLE NTSTATUS PNTSTATUS WCHAR PWCHAR PWSTR PCWSTR PSTR PCSTR
  LPSTR LPWSTR LPCSTR LPCWSTR UNICODE_STRING PUNICODE_STRING PCUNICODE_STRING PIRP PMDL PKEVENT PDEVICE_OBJECT PDRIVER_OBJECT
  PFILE_OBJECT PETHREAD PEPROCESS KIRQL PKIRQL PWSK_SOCKET PWSK_BUF PSOCKADDR PSOCKADDR_IN PSOCKADDR_IN6 SOCKADDR LARGE_INTEGER
  PLARGE_INTEGER GUID PGUID LPGUID LPCGUID LPCVOID PCVOID PCHAR8 KPRIORITY PLIST_ENTRY PSLIST_ENTRY PIO_COMPLETION_ROUTINE
  PIO_STACK_LOCATION PSECURITY_DESCRIPTOR HRESULT TCHAR intptr_t uintptr_t size_t ssize_t ptrdiff_t int8_t int16_t int32_t
  int64_t uint8_t uint16_t uint32_t uint64_t wchar_t`.split(/\s+/),
);

const POINTER_TYPE = /^(?:P|LP|PC|LPC|PP)[A-Z][A-Z0-9_]{2,}$/;

export class TypeNames {
  constructor(
    private readonly evident = new Set<string>(),
    private readonly notTypes = new Set<string>(),
  ) {}

  /** The same, but for names that are values here: a macro's parameters. */
  without(names: readonly string[]): TypeNames {
    return names.length === 0 ? this : new TypeNames(this.evident, new Set([...this.notTypes, ...names]));
  }

  /** The name stands where only a type can. */
  addEvidence(name: string): void {
    this.evident.add(name);
  }

  /** The name is an object-like macro with a value. */
  addMacro(name: string): void {
    this.notTypes.add(name);
  }

  /** A typedef of the kernel headers. */
  isKernelType(name: string): boolean {
    return KERNEL_TYPES.has(name);
  }

  /** Surely a type, whatever the text around it. */
  isKnown(name: string): boolean {
    return !this.notTypes.has(name) && (KERNEL_TYPES.has(name) || this.evident.has(name));
  }

  /** Surely, or probably by its spelling. */
  isLikely(name: string): boolean {
    if (this.isKnown(name)) return true;
    if (this.notTypes.has(name)) return false;
    return POINTER_TYPE.test(name) || name.endsWith('_t') || /^(?:struct|union|enum) /.test(name);
  }

  /** A spelling that a type may have, where the operator's spacing decides. */
  isPossible(name: string): boolean {
    return this.isLikely(name) || (!this.notTypes.has(name) && /^[A-Z][A-Z0-9_]{2,}$/.test(name));
  }
}

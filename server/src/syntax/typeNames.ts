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

/** What is known of a name. */
const TYPE = 1;
const VALUE = 2;

/** Names that were asked for, with what was known of them. */
export type AskedNames = ReadonlyMap<string, number>;

export class TypeNames {
  private readonly evident = new Set<string>();
  private readonly values = new Set<string>();
  private asked: Map<string, number> | undefined;
  private found: string[] | undefined;

  /** Does the work and notes what it asks, and what it adds. */
  noting<T>(work: () => T): { readonly value: T; readonly asked: AskedNames; readonly found: readonly string[] } {
    const asked = (this.asked = new Map<string, number>());
    const found: string[] = (this.found = []);
    try {
      return { value: work(), asked, found };
    } finally {
      this.asked = undefined;
      this.found = undefined;
    }
  }

  /** Everything that was asked would be answered the same now. */
  stillHolds(asked: AskedNames): boolean {
    for (const [name, known] of asked) if (this.known(name) !== known) return false;
    return true;
  }

  private known(name: string): number {
    return (this.evident.has(name) ? TYPE : 0) | (this.values.has(name) ? VALUE : 0);
  }

  private note(name: string): void {
    if (this.asked && !this.asked.has(name)) this.asked.set(name, this.known(name));
  }

  /** The name stands where only a type can. */
  addEvidence(name: string): void {
    this.note(name);
    this.found?.push(name);
    this.evident.add(name);
  }

  /** The name is an object-like macro with a value. */
  addMacro(name: string): void {
    this.values.add(name);
  }

  /** The same, but for names that are values here: a macro's parameters. */
  without(names: readonly string[]): TypeKnowledge {
    return names.length === 0 ? this : new NamesBut(this, new Set(names));
  }

  /** A typedef of the kernel headers. */
  isKernelType(name: string): boolean {
    return KERNEL_TYPES.has(name);
  }

  /** Surely a type, whatever the text around it. */
  isKnown(name: string): boolean {
    this.note(name);
    return !this.values.has(name) && (KERNEL_TYPES.has(name) || this.evident.has(name));
  }

  /** Surely, or probably by its spelling. */
  isLikely(name: string): boolean {
    if (this.isKnown(name)) return true;
    if (this.values.has(name)) return false;
    return POINTER_TYPE.test(name) || name.endsWith('_t') || /^(?:struct|union|enum) /.test(name);
  }

  /** A spelling that a type may have, where the operator's spacing decides. */
  isPossible(name: string): boolean {
    return this.isLikely(name) || (!this.values.has(name) && /^[A-Z][A-Z0-9_]{2,}$/.test(name));
  }
}

/** What the lowering asks of type names. */
export type TypeKnowledge = Pick<
  TypeNames,
  'addEvidence' | 'without' | 'isKernelType' | 'isKnown' | 'isLikely' | 'isPossible'
>;

class NamesBut implements TypeKnowledge {
  constructor(
    private readonly names: TypeKnowledge,
    private readonly values: ReadonlySet<string>,
  ) {}

  addEvidence(name: string): void {
    this.names.addEvidence(name);
  }

  without(names: readonly string[]): TypeKnowledge {
    return new NamesBut(this, new Set(names));
  }

  isKernelType(name: string): boolean {
    return this.names.isKernelType(name);
  }

  isKnown(name: string): boolean {
    return !this.values.has(name) && this.names.isKnown(name);
  }

  isLikely(name: string): boolean {
    return !this.values.has(name) && this.names.isLikely(name);
  }

  isPossible(name: string): boolean {
    return !this.values.has(name) && this.names.isPossible(name);
  }
}

/**
 * Names that driver headers define to nothing or to an attribute. Closed lists: a pattern such as `_X_` would eat include
 * guards and variables. A SAL name is built of parts, so the parts are listed, not the products.
 */

/** `_In_reads_bytes_opt_` = `_` + `In` + `reads` + `bytes` + `opt` + `_`. */
const SAL_HEADS = words(`
  In Out Inout Outptr Outref Ret Result Deref Field Pre Post Struct Prepost Unchanged Null NullNull Notnull Maybenull
  Maybe Valid Notvalid Maybevalid Readable Writable Frees Const Literal Notliteral Reserved Check Must Success On Always
  Return Function Use IRQL When At Strict Printf Scanf Analysis Acquires Releases Requires Guarded Write Interlocked No
  Has Create Lock Internal Kernel Dispatch Post2 Group Raises Points Flt Global Enum Type Translates Param Param2
  Wfp Benign Ndis Flexible Class Inexpressible Unreferenced Curr Old`);

const COM_HEAD = 'COM_Outptr';

const SAL_PARTS = words(`
  opt z reads writes updates bytes to ptr or all part range bound bytecount count bytecap cap c x m full impl result
  maybenull maybe null nullonfailure buffer bytebuffer notnull valid invalid equal deref pre post readable writable byte
  element size terminated format string params return inspect type success failure decl annotations requires max min
  same raises saves restores global is uses cancel always function limited class match lock held not nonreentrant
  reentrant exclusive shared spin by no competing thread code user driver kernel annotation mode assume satisfies
  float saved restored used acquires resource releases memory operand interlocked sharing order level last error
  equals defensive unsafe code_type lists rcu read critical region begin end race SEH exception const data enum bitflag
  Outptr Outref CompletionContext ConnectionCookie this same_lock released acquired locks suppress checking sections
  nullterminated static noreturn lockcount has kinds size_part literal strict ref array pointer unchanged
  hidden out in inout valid_impl transport stream flow ale connect redirect inspection injection inline classify notify
  parameter inexpressible group callback`);

/** SAL of the years before 2010: `__in_bcount_opt(n)`, `__deref_out_ecount_part(n, m)`. */
const OLD_SAL_HEADS = words(`in out inout deref field struct ecount bcount range`);
const OLD_SAL_PARTS = words(`
  in out inout deref ecount bcount xcount full part opt z nz null notnull maybenull valid notvalid range bound data
  source size_is length_is initonly readonly writableTo readableTo typefix`);

/** Blanked with the argument list that follows, if one does. */
const ATTRIBUTES = new Set(
  words(`
  __declspec _declspec __attribute__ __attribute __pragma _Pragma DECLSPEC_ALIGN DECLSPEC_CACHEALIGN DECLSPEC_SELECTANY
  DECLSPEC_NORETURN DECLSPEC_NOINLINE DECLSPEC_RESTRICT DECLSPEC_ALLOCATOR DECLSPEC_IMPORT DECLSPEC_EXPORT DECLSPEC_HOTPATCH
  DECLSPEC_GUARD_SUPPRESS DECLSPEC_GUARDNOCF DECLSPEC_DEPRECATED DECLSPEC_DEPRECATED_DDK DECLSPEC_UUID DECLSPEC_NOVTABLE
  DECLSPEC_NOINITALL DECLSPEC_NO_INSTRUMENT DECLSPEC_SAFEBUFFERS DECLSPEC_NOSANITIZEADDRESS DECLSPEC_CODE_SEG
  _DECLSPEC_INTRIN_TYPE _CRT_ALIGN MIDL_INTERFACE_ALIGN alignas _Alignas
  __callback __control_entrypoint __kernel_entry __checkReturn __success __nullterminated __nullnullterminated __reserved
  __notnull __maybenull __null __valid __notvalid __post __pre __precond __postcond __exceptthat __override __format_string
  __file_parser __fallthrough __blocksOn __analysis_noreturn __requires_lock_held __requires_lock_not_held __acquires_lock
  __releases_lock __on_failure __elem_writableTo __elem_readableTo __byte_writableTo __byte_readableTo __refparam __deref
  __typefix __encoded_pointer __encoded_array __transfer __checkReturn __rpc__in __rpc__out __rpc__inout __rpc__deref_out_opt
  __rpc__in_opt __rpc__inout_opt __rpc__deref_out __maybereadonly __deref_realloc_bcount __useHeader __interlocked
  __data_entrypoint __inner_callback __noalias
  _COM_Outptr_ _COM_Outptr_opt_ _COM_Outptr_result_maybenull_ _COM_Outptr_opt_result_maybenull_ _COM_Outptr_result_nullonfailure_
  _SAL_VERSION_CHECK _IRQL_requires_max _Function_ignore_lock_checking_ _Analysis_noreturn_ _Has_lock_level_
  NONPAGED_CODE_SEG PAGED_CODE_SEG INIT_CODE_SEG PAGED_SEGMENT NONPAGED_SEGMENT INIT_SEGMENT CODE_SEG KSERVICES_CODE_SEG
  SUPPRESS_WARNING_PUSH SUPPRESS_WARNING_POP
  _Benign_race_begin_ _Benign_race_end_`),
);

/** Blanked alone: an argument list after one of these belongs to the declaration. */
const MODIFIERS = new Set(
  words(`
  NTAPI WSKAPI WINAPI APIENTRY CALLBACK NDISAPI NTAPI_INLINE FASTCALL STDMETHODVCALLTYPE STDMETHODCALLTYPE STDAPICALLTYPE
  STDAPIVCALLTYPE WSAAPI PASCAL FAR NEAR WINAPIV APIPRIVATE KSDDKAPI FWPS_EXPORT DDKAPI RPC_ENTRY CDECL VFWAPI VFWAPIV
  __cdecl __stdcall __fastcall __thiscall __vectorcall __clrcall _cdecl _stdcall _fastcall __pascal __regcall
  FORCEINLINE CFORCEINLINE NTSYSAPI NTHALAPI NTKERNELAPI NTSYSCALLAPI NTBUGCHECK NTIMPORT WINBASEAPI WINADVAPI WINUSERAPI
  WINGDIAPI NDIS_EXPORT NDISKERNELAPI WDFAPI FLTAPI KSAPI FWPAPI EXTERN_C EXTERN_C_START EXTERN_C_END __BEGIN_DECLS __END_DECLS
  WDF_EXTERN_C_START WDF_EXTERN_C_END WINAPI_INLINE DECLSPEC_INLINE NTDDI_INLINE CXPLAT_INLINE
  __forceinline __inline __inline__ _inline INLINE __restrict __restrict__ _Noreturn
  UNALIGNED UNALIGNED32 UNALIGNED64 __unaligned _unaligned POINTER_ALIGNMENT PTRALIGN __ptr32 __ptr64 __uptr __sptr
  __w64 POINTER_32 POINTER_64 POINTER_SIGNED POINTER_UNSIGNED MEMORY_ALLOCATION_ALIGNMENT_ATTRIBUTE
  PAGEDX
  STRSAFE_INLINE_API_ATTR STRSAFE_LIB_ATTR __extension__ __volatile_ __const_ MM_DONT_ZERO_ALLOCATION_
  RESTRICTED_POINTER_ _CRTIMP __CRTDECL __assume_bound WPP_NOINLINE SDV_VIRTUAL __kernel_driver_ _NODISCARD`),
);

/** Old SAL as macros: only where the next word shows that it qualifies a parameter. */
const PARAMETER_DIRECTIONS = new Set(words(`IN OUT INOUT IN_OUT`));

/** After a parameter's name. */
const PARAMETER_SUFFIXES = new Set(words(`OPTIONAL CRITICAL NONOPTIONAL`));

/** Rewritten to a shorter word of the language, padded with spaces. */
const REWRITES: ReadonlyMap<string, string> = new Map([
  ['CONST', 'const'],
  ['VOLATILE', 'volatile'],
  ['STATIC', 'static'],
  ['__const', 'const'],
  ['__volatile', 'volatile'],
  ['__volatile__', 'volatile'],
  ['__signed', 'signed'],
  ['STDAPI', 'long'],
  ['STDMETHODIMP', 'long'],
  ['IFACEMETHODIMP', 'long'],
]);

/** `STDMETHODIMP_(ULONG)` stands for the type between its parentheses. */
const TYPE_WRAPPERS = new Set(words(`STDMETHODIMP_ IFACEMETHODIMP_ STDAPI_ FNSOCKAPI_ _Atomic`));

/** What `__declspec(code_seg("PAGE"))` hides behind. */
export const SEGMENT_WORDS: ReadonlyMap<string, string> = new Map([
  ['PAGEDX', 'PAGE'],
  ['PAGED_CODE_SEG', 'PAGE'],
  ['PAGED_SEGMENT', 'PAGE'],
  ['INIT_CODE_SEG', 'INIT'],
  ['INIT_SEGMENT', 'INIT'],
]);

export type WordClass = 'attribute' | 'modifier' | 'direction' | 'suffix' | 'typeWrapper';

/** One look for every word of a file. Of a word that is in two lists the one further down counts. */
const CLASSES: ReadonlyMap<string, WordClass> = new Map([
  ...classed(TYPE_WRAPPERS, 'typeWrapper'),
  ...classed(PARAMETER_SUFFIXES, 'suffix'),
  ...classed(PARAMETER_DIRECTIONS, 'direction'),
  ...classed(MODIFIERS, 'modifier'),
  ...classed(ATTRIBUTES, 'attribute'),
]);

function classed(list: ReadonlySet<string>, wordClass: WordClass): (readonly [string, WordClass])[] {
  return [...list].map((word) => [word, wordClass]);
}

export function classifyWord(word: string): WordClass | undefined {
  return CLASSES.get(word) ?? (word.charCodeAt(0) === 95 && isSalName(word) ? 'attribute' : undefined);
}

export function rewriteOf(word: string): string | undefined {
  return REWRITES.get(word);
}

export function isSalName(word: string): boolean {
  if (word.startsWith('__')) return word.startsWith('__drv_') || isOldSalName(word);
  if (!word.startsWith('_') || !word.endsWith('_') || word.length < 4) return false;
  const parts = word.slice(1, -1).split('_');
  if (`${parts[0] ?? ''}_${parts[1] ?? ''}` === COM_HEAD) return true;
  return SAL_HEADS_SET.has(parts[0] ?? '') && parts.slice(1).every((part) => SAL_PARTS_SET.has(part));
}

const SAL_HEADS_SET = new Set(SAL_HEADS);
const SAL_PARTS_SET = new Set(SAL_PARTS);
const OLD_SAL_HEADS_SET = new Set(OLD_SAL_HEADS);
const OLD_SAL_PARTS_SET = new Set(OLD_SAL_PARTS);

function isOldSalName(word: string): boolean {
  const parts = word.slice(2).split('_');
  return OLD_SAL_HEADS_SET.has(parts[0] ?? '') && parts.slice(1).every((part) => OLD_SAL_PARTS_SET.has(part));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

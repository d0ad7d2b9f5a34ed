/**
 * The source annotations of driver code. mingw-w64's sal.h has some of them; the rest become nothing, as only the code
 * between them matters to a compiler.
 */
const plain = `
  _IRQL_requires_same_ _IRQL_saves_ _IRQL_restores_ _IRQL_saves_global_ _IRQL_restores_global_ _IRQL_always_function_min_
  _Use_decl_annotations_ _Must_inspect_result_ _Check_return_ _Null_terminated_ _NullNull_terminated_ _Reserved_
  _Interlocked_ _Interlocked_operand_ _Points_to_data_ _Const_ _Literal_ _Notliteral_ _Strict_type_match_
  _Notnull_ _Maybenull_ _Maybe_null_ _Valid_ _Notvalid_ _Pre_ _Post_ _Deref_ _Pre_notnull_ _Pre_maybenull_ _Pre_null_
  _Pre_valid_ _Pre_opt_valid_ _Pre_invalid_ _Pre_unknown_ _Post_notnull_ _Post_maybenull_ _Post_null_ _Post_valid_
  _Post_invalid_ _Post_ptr_invalid_ _Post_z_ _Pre_z_ _Pre_readonly_ _Pre_writeonly_ _Pre_opt_z_ _Pre_defensive_ _Post_defensive_
  _In_ _In_opt_ _In_z_ _In_opt_z_ _In_defensive_ _Out_ _Out_opt_ _Out_defensive_ _Inout_ _Inout_opt_ _Inout_z_ _Inout_opt_z_
  _Inout_defensive_ _Outptr_ _Outptr_opt_ _Outptr_result_maybenull_ _Outptr_opt_result_maybenull_ _Outptr_result_nullonfailure_
  _Outptr_opt_result_nullonfailure_ _Outptr_result_z_ _Outptr_result_maybenull_z_ _COM_Outptr_ _COM_Outptr_opt_ _Outref_
  _Outref_result_maybenull_ _Ret_ _Ret_maybenull_ _Ret_notnull_ _Ret_null_ _Ret_valid_ _Ret_z_ _Ret_maybenull_z_
  _Success_always_ _Acquires_nolock_ _Raises_SEH_exception_ _Maybe_raises_SEH_exception_ _Printf_format_string_
  _Scanf_format_string_ _Scanf_s_format_string_ _Static_memory_ _Unreferenced_parameter_ _Enum_is_bitflag_ _Flag_guarded_
  _Requires_no_locks_held_ _No_competing_thread_ _Ptr_to_data_ _Kernel_entry_ _Field_z_ _On_failure_always_
  __in __in_opt __out __out_opt __inout __inout_opt __deref_out __deref_out_opt __deref_opt_out __deref_opt_out_opt
  __deref_inout __deref_inout_opt __reserved __checkReturn __nullterminated __notnull __maybenull __callback __format_string
  __field_bcount_opt __drv_sameIRQL __drv_when_success __drv_isObjectPointer __drv_strictTypeMatch __drv_in_deref __drv_mustHold
  __drv_inTry __drv_notInTry __drv_floatSaved __drv_floatRestored __drv_mustHoldCriticalRegion __drv_neverHoldCriticalRegion
  __drv_acquiresCriticalRegion __drv_releasesCriticalRegion __drv_acquiresCancelSpinLock __drv_releasesCancelSpinLock
  __drv_clearDoInit __drv_preferredFunction_none __drv_interlocked __drv_restoresIRQLGlobal __drv_useCancelIRQL
`;

const withArguments = `
  _Function_class_ _IRQL_requires_max_ _IRQL_requires_min_ _IRQL_requires_ _IRQL_raises_ _IRQL_always_function_max_ _IRQL_uses_cancel_
  _At_ _At_buffer_ _When_ _Group_ _Always_ _On_failure_ _Success_ _Return_type_success_ _Analysis_assume_ _Analysis_assume_nullterminated_
  _In_reads_ _In_reads_opt_ _In_reads_bytes_ _In_reads_bytes_opt_ _In_reads_z_ _In_reads_opt_z_ _In_reads_or_z_ _In_reads_to_ptr_
  _In_range_ _Out_range_ _Deref_in_range_ _Deref_out_range_ _Ret_range_ _Field_range_ _Pre_equal_to_ _Post_equal_to_ _Unchanged_
  _Out_writes_ _Out_writes_opt_ _Out_writes_z_ _Out_writes_opt_z_ _Out_writes_bytes_ _Out_writes_bytes_opt_ _Out_writes_to_
  _Out_writes_to_opt_ _Out_writes_bytes_to_ _Out_writes_bytes_to_opt_ _Out_writes_all_ _Out_writes_bytes_all_ _Out_writes_all_opt_
  _Out_writes_bytes_all_opt_ _Out_writes_to_ptr_ _Inout_updates_ _Inout_updates_opt_ _Inout_updates_z_ _Inout_updates_bytes_
  _Inout_updates_bytes_opt_ _Inout_updates_to_ _Inout_updates_to_opt_ _Inout_updates_bytes_to_ _Inout_updates_bytes_to_opt_
  _Inout_updates_all_ _Inout_updates_bytes_all_ _Outptr_result_buffer_ _Outptr_result_buffer_maybenull_ _Outptr_opt_result_buffer_
  _Outptr_result_bytebuffer_ _Outptr_result_bytebuffer_maybenull_ _Outptr_opt_result_bytebuffer_ _Outptr_result_buffer_to_
  _Outptr_result_bytebuffer_to_ _Ret_writes_ _Ret_writes_bytes_ _Ret_writes_maybenull_ _Ret_writes_bytes_maybenull_ _Ret_writes_z_
  _Post_satisfies_ _Pre_satisfies_ _Post_readable_size_ _Post_readable_byte_size_ _Post_writable_byte_size_ _Post_writable_size_
  _Pre_readable_size_ _Pre_readable_byte_size_ _Pre_writable_size_ _Pre_writable_byte_size_ _Readable_bytes_ _Writable_bytes_
  _Readable_elements_ _Writable_elements_ _Struct_size_bytes_ _Field_size_ _Field_size_opt_ _Field_size_part_ _Field_size_full_
  _Field_size_bytes_ _Field_size_bytes_opt_ _Field_size_bytes_part_ _Field_size_bytes_full_ _Dispatch_type_ _Kernel_clear_do_init_
  _Kernel_IoGetDmaAdapter_ _Kernel_requires_resource_held_ _Kernel_requires_resource_not_held_ _Kernel_acquires_resource_
  _Kernel_releases_resource_ _Kernel_float_saved_ _Kernel_float_restored_ _Requires_lock_held_ _Requires_lock_not_held_
  _Requires_exclusive_lock_held_ _Requires_shared_lock_held_ _Acquires_lock_ _Acquires_exclusive_lock_ _Acquires_shared_lock_
  _Releases_lock_ _Releases_exclusive_lock_ _Releases_shared_lock_ _Has_lock_kind_ _Has_lock_level_ _Create_lock_level_
  _Lock_level_order_ _Guarded_by_ _Write_guarded_by_ _Analysis_noreturn_ _Analysis_mode_ _Result_nullonfailure_ _Null_terminated_size_
  _Notref_ _Format_string_impl_ _Holds_resource_ _Post_notnull_if_ _Requires_Owning_lock_ _Result_zeroonfailure_
  __in_bcount __in_ecount __in_bcount_opt __in_ecount_opt __out_bcount __out_ecount __out_bcount_opt __out_ecount_opt __out_bcount_part
  __out_ecount_part __inout_bcount __inout_ecount __inout_bcount_opt __inout_ecount_opt __bcount __ecount __deref_out_bcount
  __deref_out_ecount __field_bcount __field_ecount __in_range __out_range __range __success __analysis_assume __assume_bound
  __drv_allocatesMem __drv_freesMem __drv_aliasesMem_ __drv_when __drv_at __drv_arg __drv_out __drv_in __drv_ret __drv_maxIRQL
  __drv_minIRQL __drv_requiresIRQL __drv_raisesIRQL __drv_setsIRQL __drv_savesIRQL __drv_restoresIRQL __drv_dispatchType
  __drv_functionClass __drv_reportError __drv_valueIs __drv_acquiresExclusiveResource __drv_releasesExclusiveResource
  __drv_innerAcquiresGlobal __drv_innerReleasesGlobal __drv_nonConstant __drv_constant __drv_strictType __drv_deref __drv_preferredFunction
`;

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function emptyMacro(name: string, args: string): string {
  return `#ifndef ${name}\n#define ${name}${args}\n#endif`;
}

export function renderSalNames(): string {
  return [
    '/* Generated by scripts/generate/header.ts: source annotations as nothing, where the compiler has none. */',
    '#ifndef WSK_TEST_SAL_NAMES_H',
    '#define WSK_TEST_SAL_NAMES_H',
    ...words(plain).map((name) => emptyMacro(name, '')),
    ...words(withArguments).map((name) => emptyMacro(name, '(...)')),
    '#endif',
    '',
  ].join('\n');
}

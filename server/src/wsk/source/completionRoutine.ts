/** Completion routines for IRPs that the driver allocates itself. */
import { functionHead } from './functionHead';
import { inStyle, type CodeStyle } from './style';

/** Sets the event that is its context: whoever waits owns the IRP and frees it. */
export function signallingRoutine(name: string, style: CodeStyle): string {
  return routine(
    name,
    [
      '    UNREFERENCED_PARAMETER(DeviceObject);',
      '    UNREFERENCED_PARAMETER(Irp);',
      '    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);',
    ],
    style,
  );
}

/** Frees the IRP: nobody may touch it after the call that it was given to. */
export function freeingRoutine(name: string, style: CodeStyle): string {
  return routine(
    name,
    ['    UNREFERENCED_PARAMETER(DeviceObject);', '    UNREFERENCED_PARAMETER(Context);', '    IoFreeIrp(Irp);'],
    style,
  );
}

function routine(name: string, body: readonly string[], style: CodeStyle): string {
  const [device, irp, context] = style.annotated ? ['_In_ ', '_In_ ', '_In_opt_ '] : ['', '', ''];
  const params = [`${device}PDEVICE_OBJECT DeviceObject`, `${irp}PIRP Irp`, `${context}PVOID Context`];
  return inStyle(
    [
      ...functionHead({ result: 'static NTSTATUS NTAPI', name, params }, style),
      '{',
      ...body,
      '    return STATUS_MORE_PROCESSING_REQUIRED;',
      '}',
    ].join('\n'),
    style,
  );
}

/** The call with an IRP of its own, waited for: allocate, set the routine, call, wait, take the status, free. */
import { inStyle, type CodeStyle } from './style';

export interface WaitedCall {
  /** The call's text, with the given IRP. May have several lines. */
  readonly call: (irp: string) => string;
  /** Where the final status goes: an lvalue; a local of the block where nobody wants it. */
  readonly status: string | undefined;
  /** A routine as `signallingRoutine` makes it. */
  readonly routine: string;
  /** Names that are free in the function. */
  readonly names: { readonly irp: string; readonly event: string };
}

/** A block that can stand wherever a statement can. Only for code that runs at PASSIVE_LEVEL. */
export function waitedCall({ call, status, routine, names }: WaitedCall, style: CodeStyle, indent = ''): string {
  const { irp, event } = names;
  const failed = status === undefined ? [] : [`} else {`, `    ${status} = STATUS_INSUFFICIENT_RESOURCES;`];
  return inStyle(
    [
      '{',
      `    PIRP ${irp} = IoAllocateIrp(1, FALSE);`,
      '',
      `    if (${irp} != NULL) {`,
      `        KEVENT ${event};`,
      '',
      `        KeInitializeEvent(&${event}, SynchronizationEvent, FALSE);`,
      `        IoSetCompletionRoutine(${irp}, ${routine}, &${event}, TRUE, TRUE, TRUE);`,
      `        (VOID)${deeper(call(irp), '        ')};`,
      `        KeWaitForSingleObject(&${event}, Executive, KernelMode, FALSE, NULL);`,
      ...(status === undefined ? [] : [`        ${status} = ${irp}->IoStatus.Status;`]),
      `        IoFreeIrp(${irp});`,
      ...failed.map((line) => `    ${line}`),
      '    }',
      '}',
    ].join('\n'),
    style,
    indent,
  );
}

/** Lines after the first one keep their distance from it. */
function deeper(text: string, by: string): string {
  return text.replace(/\r/g, '').replace(/\n(?=[^\n])/g, `\n${by}`);
}

/** The call with an IRP of its own, waited for: allocate, set the routine, call, wait, take the status, free. */

export interface WaitedCall {
  /** The call's text with the given IRP, in plain form. */
  readonly call: (irp: string) => string;
  /** Where the final status goes: an lvalue, the function's caller, or nowhere. */
  readonly result: { readonly variable: string } | 'returned' | 'dropped';
  /** A routine as `signallingRoutine` makes it. */
  readonly routine: string;
  /** Names that are free in the function; `status` for a result that the function returns. */
  readonly names: { readonly irp: string; readonly event: string; readonly status: string };
}

/** Plain code: what a block has to declare, and the statements. Only for code that runs at PASSIVE_LEVEL. */
export interface WaitedCode {
  readonly declarations: string;
  readonly statements: string;
}

export function waitedCall(waited: WaitedCall): WaitedCode {
  const { irp, event, status: own } = waited.names;
  const isReturned = waited.result === 'returned';
  const variable = typeof waited.result === 'object' ? waited.result.variable : undefined;
  const allocation = `${irp} = IoAllocateIrp(1, FALSE);`;
  return {
    declarations: [`PIRP ${irp};`, `KEVENT ${event};`, ...(isReturned ? [`NTSTATUS ${own};`] : [])].join('\n'),
    statements: (isReturned
      ? [
          allocation,
          `if (${irp} == NULL) {`,
          '    return STATUS_INSUFFICIENT_RESOURCES;',
          '}',
          ...sentAndWaited(waited, own),
          `return ${own};`,
        ]
      : [
          allocation,
          `if (${irp} != NULL) {`,
          ...sentAndWaited(waited, variable).map((line) => `    ${line.replace(/\n/g, '\n    ')}`),
          ...(variable === undefined ? [] : ['} else {', `    ${variable} = STATUS_INSUFFICIENT_RESOURCES;`]),
          '}',
        ]
    ).join('\n'),
  };
}

function sentAndWaited({ call, routine, names }: WaitedCall, status: string | undefined): string[] {
  const { irp, event } = names;
  return [
    `KeInitializeEvent(&${event}, SynchronizationEvent, FALSE);`,
    `IoSetCompletionRoutine(${irp}, ${routine}, &${event}, TRUE, TRUE, TRUE);`,
    `(VOID)${call(irp)};`,
    `KeWaitForSingleObject(&${event}, Executive, KernelMode, FALSE, NULL);`,
    ...(status === undefined ? [] : [`${status} = ${irp}->IoStatus.Status;`]),
    `IoFreeIrp(${irp});`,
  ];
}

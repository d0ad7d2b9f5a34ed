/** Whole functions that switch the events of a socket, or of all sockets of a client. */
import type { SocketCategory } from '../../model';
import { model } from '../../model';
import { eventControl } from './controlCall';
import { functionHead } from './functionHead';
import { inStyle, type CodeStyle } from './style';

export interface SocketFunction {
  readonly name: string;
  /** Undefined: the function serves sockets of any category. */
  readonly category: SocketCategory | undefined;
  readonly language: 'c' | 'cpp';
  /** What a reader has to know, above the function. */
  readonly comment: string;
}

/** Enables what `mask` says; a parameter of that name where `mask` is undefined. */
export function enableFunction(fn: SocketFunction, mask: string | undefined, style: CodeStyle): string {
  const { member, declaration } = dispatchOf(fn);
  const params = mask === undefined ? ['PWSK_SOCKET Socket', 'ULONG EventMask'] : ['PWSK_SOCKET Socket'];
  return written(
    fn,
    params,
    [
      declaration,
      'WSK_EVENT_CALLBACK_CONTROL Control;',
      '',
      ...eventControl('Control', mask ?? 'EventMask'),
      `return ${member}(`,
      `    Socket, ${optionArguments('SO_WSK_EVENT_CALLBACK', 'Control', 'NULL')});`,
    ],
    style,
  );
}

/** Disables one event and waits until its callback no longer runs; `routine` sets the event that is its context. */
export function disableFunction(
  fn: SocketFunction,
  event: string | undefined,
  routine: string,
  style: CodeStyle,
): string {
  const { member, declaration } = dispatchOf(fn);
  const params = event === undefined ? ['PWSK_SOCKET Socket', 'ULONG Event'] : ['PWSK_SOCKET Socket'];
  return written(
    fn,
    params,
    [
      declaration,
      'WSK_EVENT_CALLBACK_CONTROL Control;',
      ...waitLocals,
      '',
      ...eventControl('Control', `${event ?? 'Event'} | WSK_EVENT_DISABLE`),
      ...waited(`${member}(`, `Socket, ${optionArguments('SO_WSK_EVENT_CALLBACK', 'Control', 'Irp')}`, routine),
    ],
    style,
  );
}

/** Sets an option of the type ULONG with an IRP, and waits. */
export function optionFunction(
  fn: SocketFunction,
  option: string,
  value: string,
  routine: string,
  style: CodeStyle,
): string {
  const { member, declaration } = dispatchOf(fn);
  return written(
    fn,
    ['PWSK_SOCKET Socket'],
    [
      declaration,
      `ULONG Value = ${value};`,
      ...waitLocals,
      '',
      ...waited(`${member}(`, `Socket, ${optionArguments(option, 'Value', 'Irp')}`, routine),
    ],
    style,
  );
}

/** Enables events for every socket that is made from now on. */
export function staticFunction(fn: SocketFunction, mask: string, style: CodeStyle): string {
  return written(
    fn,
    ['const WSK_PROVIDER_NPI *Npi'],
    [
      'WSK_EVENT_CALLBACK_CONTROL Control;',
      '',
      ...eventControl('Control', mask),
      'return Npi->Dispatch->WskControlClient(',
      '    Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);',
    ],
    style,
  );
}

const waitLocals: readonly string[] = ['NTSTATUS Status;', 'KEVENT Completed;', 'PIRP Irp;'];

/** The call with an IRP of its own. */
function waited(call: string, args: string, routine: string): string[] {
  return [
    'Irp = IoAllocateIrp(1, FALSE);',
    'if (Irp == NULL) {',
    '    return STATUS_INSUFFICIENT_RESOURCES;',
    '}',
    'KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);',
    `IoSetCompletionRoutine(Irp, ${routine}, &Completed, TRUE, TRUE, TRUE);`,
    `(VOID)${call}`,
    `    ${args});`,
    'KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);',
    'Status = Irp->IoStatus.Status;',
    'IoFreeIrp(Irp);',
    'return Status;',
  ];
}

function optionArguments(option: string, variable: string, irp: string): string {
  const level = model.controlCodes.get(option)?.level?.name ?? 'SOL_SOCKET';
  return `WskSetOption, ${option}, ${level}, sizeof(${variable}), &${variable}, 0, NULL, NULL, ${irp}`;
}

function dispatchOf({ category, language }: SocketFunction): { member: string; declaration: string } {
  const table = (category && model.tableFor('provider', category)?.name) ?? 'WSK_PROVIDER_BASIC_DISPATCH';
  const value = language === 'cpp' ? `static_cast<const ${table} *>(Socket->Dispatch)` : 'Socket->Dispatch';
  // wsk.h puts the members of the basic table into a member of its own for C++.
  const basic = language === 'cpp' && table !== 'WSK_PROVIDER_BASIC_DISPATCH' ? 'Basic.' : '';
  return { member: `Dispatch->${basic}WskControlSocket`, declaration: `const ${table} *Dispatch = ${value};` };
}

function written(fn: SocketFunction, params: readonly string[], body: readonly string[], style: CodeStyle): string {
  const declared = params.map((param) => (style.annotated ? `_In_ ${param}` : param));
  return inStyle(
    [
      `/* ${fn.comment} */`,
      ...functionHead({ result: 'NTSTATUS', name: fn.name, params: declared }, style),
      '{',
      ...body.map((line) => (line === '' ? '' : `    ${line}`)),
      '}',
    ].join('\n'),
    style,
  );
}

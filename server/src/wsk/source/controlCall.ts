/** Control calls that switch something on. */
import { inStyle, type CodeStyle } from './style';

export interface ControlTarget {
  /** `Dispatch->WskControlSocket`, or with `.Basic` in C++. */
  readonly member: string;
  readonly socket: string;
}

/** How code reaches WskControlSocket of a socket whose category does not matter to the call. */
export function controlTarget(socket: string, language: 'c' | 'cpp'): ControlTarget {
  const table =
    language === 'cpp' ? 'static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>' : '(const WSK_PROVIDER_BASIC_DISPATCH *)';
  const pointer = language === 'cpp' ? `${table}(${socket}->Dispatch)` : `(${table}${socket}->Dispatch)`;
  return { member: `${pointer}->WskControlSocket`, socket };
}

/** Members of a WSK_EVENT_CALLBACK_CONTROL for WSK's own events. */
export function eventControl(name: string, mask: string): string[] {
  return [`${name}.NpiId = &NPI_WSK_INTERFACE_ID;`, `${name}.EventMask = ${mask};`];
}

/** The arguments after the socket, for SO_WSK_EVENT_CALLBACK with `control` and no IRP. */
export function enableArguments(control: string): string {
  return `WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(${control}), &${control}, 0, NULL, NULL, NULL`;
}

/** A block that enables events on one socket: `status` takes the result, and is tested by what follows. */
export function enableBlock(
  parts: { readonly target: ControlTarget; readonly mask: string; readonly status: string; readonly control: string },
  style: CodeStyle,
  indent = '',
): string {
  const { target, mask, status, control } = parts;
  return inStyle(
    [
      '{',
      `    WSK_EVENT_CALLBACK_CONTROL ${control};`,
      '',
      ...eventControl(control, mask).map((line) => `    ${line}`),
      `    ${status} = ${target.member}(`,
      `        ${target.socket}, ${enableArguments(control)});`,
      '}',
    ].join('\n'),
    style,
    indent,
  );
}

/** A block that enables events for every socket that is made from now on. */
export function staticEnableBlock(
  parts: { readonly npi: string; readonly mask: string; readonly status: string; readonly control: string },
  style: CodeStyle,
  indent = '',
): string {
  const { npi, mask, status, control } = parts;
  return inStyle(
    [
      '{',
      `    WSK_EVENT_CALLBACK_CONTROL ${control};`,
      '',
      ...eventControl(control, mask).map((line) => `    ${line}`),
      `    ${status} = ${npi}Dispatch->WskControlClient(`,
      `        ${npi}Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(${control}), &${control}, 0, NULL, NULL, NULL);`,
      '}',
    ].join('\n'),
    style,
    indent,
  );
}

/** Options for the ControlCode argument: those that fit the call and the socket, best first, each with all of its arguments. */
import {
  model,
  type ControlCode,
  type ControlOperation,
  type Param,
  type RequestType,
  type SocketCategory,
} from '../../model';
import type { Tokens } from '../../text/scan';
import { isUntimely } from '../../wsk/timing';
import { argumentText, type ActiveArgument } from '../callSite';
import { fixedArgument, operationOf } from '../controlArguments';
import { declaredName, enclosingFunction } from '../enclosingFunction';
import type { Translate } from '../messages';
import { item, type CompletionItem } from './item';
import type { SocketHere } from './socket';

/** A stream socket has what listening and connection sockets have. */
function categoriesOf(category: SocketCategory): readonly SocketCategory[] {
  return category === 'stream' ? ['stream', 'listen', 'connection'] : [category];
}

function fitsCategory(code: ControlCode, category: SocketCategory | undefined): boolean {
  if (category === undefined || code.function === 'WskControlClient') return true;
  return categoriesOf(category).some(
    (one) =>
      code.categories.includes(one) || code.unstatedCategories.includes(one) || code.family === 'transport-option',
  );
}

function comesAtAWrongTime(operation: ControlOperation | undefined, { category, phase }: SocketHere): boolean {
  if (!operation || category === undefined || phase === undefined) return false;
  return isUntimely(operation.timing[category], phase);
}

/** The names that a driver needs most come first among equals. */
const first = ['SO_WSK_EVENT_CALLBACK', 'WSK_SET_STATIC_EVENT_CALLBACKS'];

class ControlCodes {
  constructor(
    private readonly tokens: Tokens,
    private readonly active: ActiveArgument,
    private readonly request: RequestType | undefined,
    private readonly socket: SocketHere,
    private readonly translate: Translate,
  ) {}

  items(): CompletionItem[] {
    const { site, index } = this.active;
    const codes = [...model.controlCodes.values()]
      .filter((code) => this.fits(code))
      .sort((a, b) => this.rank(a) - this.rank(b) || (a.name < b.name ? -1 : 1));
    const isLast = site.args.slice(index + 1).every((arg) => argumentText(this.tokens, arg) === '');
    return codes.flatMap((code) => {
      const single = item(code.name, 'constant', this.detail(code));
      const whole = isLast ? this.wholeCall(code) : undefined;
      return whole ? [single, whole] : [single];
    });
  }

  private fits(code: ControlCode): boolean {
    return (
      code.function === this.active.site.fn.name &&
      !code.reservedForSystem &&
      (!this.request || code.requestTypes.includes(this.request)) &&
      fitsCategory(code, this.socket.category)
    );
  }

  private rank(code: ControlCode): number {
    const late = comesAtAWrongTime(operationOf(code, this.request), this.socket) ? 8 : 0;
    return (
      late +
      (code.family === 'transport-option' ? 4 : 0) +
      (code.deprecated ? 2 : 0) +
      (first.includes(code.name) ? 0 : 1)
    );
  }

  /** Buffer, level and IRP in a line; what stands against the option here comes before them. */
  private detail(code: ControlCode): string {
    const operation = operationOf(code, this.request);
    const timing = this.socket.category && operation?.timing[this.socket.category];
    const parts = [
      comesAtAWrongTime(operation, this.socket)
        ? this.translate('completion.only', { when: this.translate(`timing.${timing ?? 'any'}`) })
        : '',
      this.translate(`kind.control.${code.family}`),
      operation?.input.type ?? operation?.output.type ?? '',
      code.level?.name ?? '',
      this.irp(operation),
    ];
    return parts.filter((part) => part !== '').join(this.translate('join.list'));
  }

  private irp(operation: ControlOperation | undefined): string {
    const need = operation?.irp;
    return need === 'required' || need === 'optional' || need === 'forbidden'
      ? this.translate(`completion.irp.${need}`)
      : '';
  }

  /** The rest of the argument list; what the option leaves open is a place to type. */
  private wholeCall(code: ControlCode): CompletionItem | undefined {
    const operation = operationOf(code, this.request);
    if (!operation) return undefined;
    const { site, index } = this.active;
    let stop = 0;
    const open = (text: string): string => `\${${++stop}:${text}}`;
    const rest = site.fn.params.slice(index + 1).map((param) => {
      const fixed = fixedArgument(param, code, operation);
      return fixed ?? this.openArgument(param, operation, open);
    });
    const end = this.tokens.is(site.close, ')') ? '' : ')';
    return {
      label: `${code.name}, …`,
      kind: 'snippet',
      detail: this.translate('completion.wholeCall'),
      insertText: `${[code.name, ...rest].join(', ')}${end}`,
      isSnippet: true,
      name: code.name,
    };
  }

  private openArgument(param: Param, operation: ControlOperation, open: (text: string) => string): string {
    switch (param.role) {
      case 'input-buffer':
        return this.buffer(operation.input.type, param, open);
      case 'output-buffer':
        return this.buffer(operation.output.type, param, open);
      case 'irp':
        return open(operation.irpForEvents ? 'NULL' : 'Irp');
      default:
        return open(param.name);
    }
  }

  /** A variable of the type that the function has, or a name for one. */
  private buffer(type: string | null, param: Param, open: (text: string) => string): string {
    const fn = enclosingFunction(this.tokens, this.active.site.open);
    const name = type !== null && fn ? declaredName(this.tokens, fn, [type], this.active.site.open) : undefined;
    return name === undefined ? open(param.name) : `&${open(name)}`;
  }
}

export function controlCodes(
  tokens: Tokens,
  active: ActiveArgument,
  request: RequestType | undefined,
  socket: SocketHere,
  translate: Translate,
): CompletionItem[] {
  return new ControlCodes(tokens, active, request, socket, translate).items();
}

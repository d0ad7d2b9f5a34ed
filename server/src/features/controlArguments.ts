/** What a control operation wants in each argument of WskControlSocket and WskControlClient. */
import type { BufferRule, ControlCode, ControlOperation, Param, RequestType } from '../model';
import type { Translate } from './messages';

export function operationOf(code: ControlCode, request: RequestType | undefined): ControlOperation | undefined {
  if (code.function === 'WskControlClient') return code.operations[0];
  return (
    code.operations.find((operation) => operation.requestType === request) ?? (request ? undefined : code.operations[0])
  );
}

function sizeText(rule: BufferRule): string | undefined {
  if (rule.size === 'none') return '0';
  return rule.size === 'sizeof' && rule.type !== null ? `sizeof(${rule.type})` : undefined;
}

/** The text that an argument has to be, where there is only one. */
export function fixedArgument(param: Param, code: ControlCode, operation: ControlOperation): string | undefined {
  switch (param.role) {
    case 'level':
      return code.level?.name ?? '0';
    case 'input-size':
      return sizeText(operation.input);
    case 'input-buffer':
      return operation.input.size === 'none' ? 'NULL' : undefined;
    case 'output-size':
      return sizeText(operation.output);
    case 'output-buffer':
      return operation.output.size === 'none' ? 'NULL' : undefined;
    case 'output-size-returned':
      return operation.outputSizeReturned === 'forbidden' || operation.output.size === 'none' ? 'NULL' : undefined;
    case 'irp':
      return operation.irp === 'forbidden' ? 'NULL' : undefined;
    default:
      return undefined;
  }
}

function bufferWords(rule: BufferRule, translate: Translate): string | undefined {
  if (rule.type === null) return rule.size === 'sockaddr' ? translate('argument.sockaddr') : undefined;
  return translate('argument.pointer', { type: rule.type });
}

/** What an argument has to be, in words. */
export function argumentWords(
  param: Param,
  code: ControlCode,
  operation: ControlOperation,
  translate: Translate,
): string | undefined {
  const fixed = fixedArgument(param, code, operation);
  if (fixed !== undefined) return translate('argument.fixed', { option: code.name, value: fixed });
  switch (param.role) {
    case 'input-buffer':
      return bufferWords(operation.input, translate);
    case 'output-buffer':
      return bufferWords(operation.output, translate);
    case 'irp':
      if (operation.irpForEvents) return translate('argument.irpForEvents');
      return operation.irp === 'required' || operation.irp === 'optional'
        ? translate(`argument.irp.${operation.irp}`)
        : undefined;
    default:
      return undefined;
  }
}

import type { RequestType } from '../../model';
import { argument, controlCalls, type ControlCall } from '../control';
import { isNullHere } from '../../wsk/values';
import { argumentPlace, callPlace } from '../../wsk/place';
import { otherArgument } from '../argumentEdits';
import type { Rule } from '../rule';

/** The request type belongs to the code: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: { id: 'control-request-type', section: 'control', severity: 'error', statements: ['A22', 'E8'], fixable: true },
  check({ facts, files, report }) {
    for (const call of controlCalls(facts)) {
      const { code, control } = call;
      const request = argument(call, 'request');
      if (
        control.function !== 'WskControlSocket' ||
        code.function !== control.function ||
        code.family === 'transport-option' ||
        !request ||
        control.request === undefined
      )
        continue;
      if (code.requestTypes.includes(control.request)) continue;
      const right = rightType(call);
      const place = argumentPlace(call.fact, request);
      const written = place.start === request.expr.start && place.file === call.fact.frame.fn.file;
      report({
        place,
        message: {
          id: control.request === 'WskGetOption' && code.family === 'socket-option' ? 'unreadable' : 'wrong',
          args: { code: code.name, type: control.request, right: code.requestTypes.join(', ') },
        },
        related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
        fixes: () => {
          const edits = right === undefined ? undefined : otherArgument(call.fact, request, right, files);
          return edits && right !== undefined ? [{ title: { id: 'fix', args: { right } }, safe: written, edits }] : [];
        },
      });
    }
  },
};

/** The only type of the code; where there are two, the one that the buffers fit. */
function rightType(call: ControlCall): RequestType | undefined {
  const output = argument(call, 'outputBuffer');
  const reads = output !== undefined && !isNullHere(output.value, call.fact.before);
  const input = argument(call, 'inputBuffer');
  const writes = input !== undefined && !isNullHere(input.value, call.fact.before);
  const { requestTypes } = call.code;
  if (requestTypes.includes('WskIoctl')) return 'WskIoctl';
  if (writes && !reads && requestTypes.includes('WskSetOption')) return 'WskSetOption';
  return reads && !writes && requestTypes.includes('WskGetOption') ? 'WskGetOption' : undefined;
}

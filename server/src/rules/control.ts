/** Control calls as the table-driven rules see them. */
import type { ControlOperation } from '../model';
import { constantOf } from '../flow/arithmetic';
import type { CallFact, ControlArgument } from '../wsk/facts';
import { masksOf } from './mask';
import { query } from './query';

export interface ControlCall {
  readonly fact: CallFact;
  readonly control: NonNullable<CallFact['control']>;
  readonly code: NonNullable<NonNullable<CallFact['control']>['code']>;
}

/** Control calls whose code is known. */
export const controlCalls = query((facts): readonly ControlCall[] => {
  return facts.calls.flatMap((fact) =>
    fact.control?.code ? [{ fact, control: fact.control, code: fact.control.code }] : [],
  );
});

/** The code goes to the function, with the request type, that the model names: only then are the other arguments judged. */
export function isWellAddressed({ fact, control, code }: ControlCall): boolean {
  if (code.function !== control.function) return false;
  if (code.family === 'transport-option') return false;
  if (control.function === 'WskControlClient') return true;
  if (control.request === undefined)
    return (
      constantOf(
        fact.before,
        fact.args[control.index.request]?.value ?? {
          k: 'unknown',
          origin: { site: fact.site, kind: 'computed', parts: [] },
        },
      ) === undefined
    );
  return code.requestTypes.includes(control.request);
}

/** What the model says of this request; undefined when the request type is not known and the code has several. */
export function operationOf({ control, code }: ControlCall): ControlOperation | undefined {
  if (control.function === 'WskControlClient') return code.operations[0];
  if (control.request === undefined) return code.operations.length === 1 ? code.operations[0] : undefined;
  return code.operations.find((operation) => operation.requestType === control.request);
}

export function argument({ fact, control }: ControlCall, which: ControlArgument): CallFact['args'][number] | undefined {
  const index = control.index[which];
  return index < 0 ? undefined : fact.args[index];
}

/** The call disables events, enables them, or does neither; undefined when the mask is not known. */
export function eventDirection({ fact, control, code }: ControlCall): 'enable' | 'disable' | undefined {
  if (code.name !== 'SO_WSK_EVENT_CALLBACK' || !control.eventMask) return undefined;
  const masks = masksOf(control.eventMask, fact.before);
  if (!masks) return undefined;
  if (masks.every((mask) => mask.disables)) return 'disable';
  return masks.every((mask) => mask.exact && !mask.disables) ? 'enable' : undefined;
}

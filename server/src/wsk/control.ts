/** Decodes the arguments of WskControlSocket and WskControlClient. */
import { constantOf } from '../flow/arithmetic';
import type { Engine } from '../flow/interpreter/evaluation';
import type { Program } from '../flow/program';
import type { Region } from '../flow/regions';
import type { CallEvent } from '../flow/semantics';
import type { State } from '../flow/state';
import { alternatives, type Origin, type Value } from '../flow/values';
import { model, requestTypes, type ControlCode, type RequestType, type WskFunction } from '../model';
import type { ControlArgument, ControlView } from './facts';
import { regionOf } from './values';

const SOCKET_INDEX: Readonly<Record<ControlArgument, number>> = {
  request: 1,
  code: 2,
  level: 3,
  inputSize: 4,
  inputBuffer: 5,
  outputSize: 6,
  outputBuffer: 7,
  outputSizeReturned: 8,
  irp: 9,
};
const CLIENT_INDEX: Readonly<Record<ControlArgument, number>> = {
  request: -1,
  code: 1,
  level: -1,
  inputSize: 2,
  inputBuffer: 3,
  outputSize: 4,
  outputBuffer: 5,
  outputSizeReturned: 6,
  irp: 7,
};

/** Codes share numbers: the name that was written decides, then the function and the request type. */
export function controlCodeOf(
  value: Value,
  state: State,
  fn: 'WskControlSocket' | 'WskControlClient',
  request: RequestType | undefined,
): ControlCode | undefined {
  for (const name of writtenNames(value.origin)) {
    const code = model.controlCodes.get(name);
    if (code) return code;
  }
  const n = constantOf(state, value);
  if (n === undefined) return undefined;
  const fitting = [...model.controlCodes.values()].filter(
    (code) =>
      code.value === n &&
      code.function === fn &&
      code.family !== 'transport-option' &&
      (request === undefined || code.requestTypes.includes(request)),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Names by which a value was written, outermost first. */
export function writtenNames(origin: Origin): string[] {
  const own = origin.name !== undefined && origin.kind === 'name' ? [origin.name] : [];
  return origin.kind === 'name' ? [...own, ...origin.parts.flatMap(writtenNames)] : own;
}

/** The buffer may be the structure: not a part of one, and not a variable of another type. */
function isControlStructure({ type }: Region, program: Program): boolean {
  if (type === undefined || type.t === 'opaque') return true;
  if (type.t !== 'record') return false;
  // A class that is derived from it begins with it.
  const seen = new Set<string>();
  for (
    let name: string | undefined = type.name;
    name !== undefined && !seen.has(name);
    [name] = program.basesOf(name)
  ) {
    if (name === 'WSK_EVENT_CALLBACK_CONTROL') return true;
    seen.add(name);
  }
  return false;
}

export function decodeControl(event: CallEvent, fn: WskFunction, engine: Engine): ControlView | undefined {
  if (fn.name !== 'WskControlSocket' && fn.name !== 'WskControlClient') return undefined;
  const index = fn.name === 'WskControlSocket' ? SOCKET_INDEX : CLIENT_INDEX;
  const { args, state, site } = event;
  const request = requestOf(args[index.request], state);
  const codeValue = args[index.code];
  const code = codeValue && controlCodeOf(codeValue, state, fn.name, request);
  const buffer = args[index.inputBuffer];
  const input = buffer && regionOf(buffer, engine.regions);
  const eventControl = code?.name === 'SO_WSK_EVENT_CALLBACK' || code?.name === 'WSK_SET_STATIC_EVENT_CALLBACKS';
  const member = (name: string, type: string): Value | undefined =>
    input && eventControl && isControlStructure(input, engine.program)
      ? engine.load(engine.regions.field(input, name, engine.program.named(type, '')), state, site)
      : undefined;
  return {
    function: fn.name,
    code,
    request,
    input,
    npiId: member('NpiId', 'PNPIID'),
    eventMask: member('EventMask', 'ULONG'),
    variable: input && !eventControl ? engine.load(input, state, site) : undefined,
    index,
  };
}

function requestOf(value: Value | undefined, state: State): RequestType | undefined {
  if (!value || alternatives(value).length !== 1) return undefined;
  const n = constantOf(state, value);
  return n === undefined ? undefined : requestTypes.find((name) => model.constants.get(name) === n);
}

/** One activation of a function during the interpretation. */
import type { Call } from '../syntax/ast';
import type { FunctionEntity } from './program';
import type { Bindings } from './types';
import type { Site } from './values';

export interface FrameBindings {
  readonly all: Bindings;
  /** Those that the call tells stand in the caller: a value is what it is there. */
  readonly ofCall: ReadonlySet<string>;
}

export interface Frame {
  readonly id: number;
  readonly fn: FunctionEntity;
  readonly parent: Frame | undefined;
  /** The call in the parent; undefined for the function that the analysis started with. */
  readonly callSite: Site | undefined;
  /** The call as written, for plain calls. */
  readonly call: Call | undefined;
  readonly depth: number;
  /** In a template: what stands for its parameters. */
  readonly bindings: FrameBindings | undefined;
  /** Why the function runs: a plain call, or an asynchronous one such as an IRP's completion. */
  readonly kind: 'root' | 'call' | 'asynchronous';
}

/** The frames from the root down to this one. */
export function chain(frame: Frame): readonly Frame[] {
  const frames: Frame[] = [];
  for (let f: Frame | undefined = frame; f; f = f.parent) frames.unshift(f);
  return frames;
}

export function isOnStack(frame: Frame, fn: FunctionEntity): boolean {
  for (let f: Frame | undefined = frame; f; f = f.parent) if (f.fn === fn) return true;
  return false;
}

/** Within a routine that runs when a request is over, whoever called it. */
export function inCompletion(frame: Frame): boolean {
  for (let f: Frame | undefined = frame; f; f = f.parent) if (f.kind === 'asynchronous') return true;
  return false;
}

/** What the flow layer asks of the layer above, which knows the platform. */
import type { Call, Expr } from '../syntax/ast';
import type { Frame } from './frames';
import type { Engine, Outcome } from './interpreter/evaluation';
import type { FunctionEntity } from './program';
import type { Region } from './regions';
import type { State } from './state';
import type { Type } from './types';
import type { FunctionTable, Site, Value } from './values';

/** A call with its arguments evaluated. */
export interface CallEvent {
  readonly call: Call;
  /** The called function's name: an identifier, a dispatch table's member, or what a function pointer holds. */
  readonly name: string | undefined;
  /** The expression left of the member for a call through a table. */
  readonly table: FunctionTable | undefined;
  readonly entity: FunctionEntity | undefined;
  readonly args: readonly Value[];
  readonly frame: Frame;
  readonly site: Site;
  readonly state: State;
  /** The call's value is used by nothing. */
  readonly discarded: boolean;
  /** Loop round of the calling node: part of the identity of what the call makes. */
  readonly round: number;
}

export interface Semantics {
  /** Names that keep their platform meaning even where the workspace defines a macro or function of that name. */
  isBuiltin(name: string): boolean;
  /** The outcomes of a call that the layer models; undefined leaves it to the interpreter. */
  call(event: CallEvent, engine: Engine): readonly Outcome[] | undefined;
  /** Whether following this function's body can matter. */
  follows(fn: FunctionEntity, caller: Frame): boolean;
  /** Run in this way the function only matters at the margin: few of its paths are kept apart. */
  isMarginal(fn: FunctionEntity, kind: Frame['kind']): boolean;
  /** Code that matters may depend on the variable or member of this name. */
  isTelling(name: string): boolean;
  /** The function that a dispatch table's member holds, by the member's name. */
  tableFunction(member: string, table: Type | undefined): string | undefined;
  /** The function that a pointer of this type holds, where the type alone tells. */
  typedFunction(type: Type | undefined): string | undefined;
  /** A value is handed to code that is not known. */
  escaped(value: Value, event: CallEvent): void;
  /** A value becomes part of an object of which nothing is known: its constructor takes it, or a member that has no name here. */
  absorbed(value: Value, state: State): void;
  /** A pointer is used to reach memory. */
  dereferenced(value: Value, expr: Expr, site: Site, state: State): void;
  read(region: Region, value: Value, site: Site, state: State): void;
  wrote(region: Region, value: Value, site: Site, state: State): void;
  /** Two values are compared. */
  compared(left: Value, right: Value, site: Site, state: State): void;
  /** The value that a region had before the analysed code ran, where the layer knows better than "some value". */
  initial(region: Region): Value | undefined;
  /** A function is left with this value; its locals are still alive. */
  returned(frame: Frame, value: Value | undefined, site: Site, state: State): void;
  /** A loop begins another round; what was declared in its body is gone. */
  roundEnds(state: State): void;
  /** A call ran through a function of the workspace: its locals are gone. */
  left(frame: Frame, state: State): void;
}

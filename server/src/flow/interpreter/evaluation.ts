/** The terms in which the parts of the interpreter speak, and what they and the layer above ask of the whole. */
import type { Call, Expr, InitList, Span } from '../../syntax/ast';
import type { Cfg } from '../graph';
import type { Frame } from '../frames';
import type { FunctionEntity, Program, VariableEntity } from '../program';
import type { Region, Regions } from '../regions';
import type { State } from '../state';
import type { Type } from '../types';
import type { Site, Value } from '../values';

export interface Outcome {
  readonly state: State;
  readonly value: Value;
}
export interface Place {
  readonly state: State;
  readonly region: Region | undefined;
}
export interface Context {
  readonly frame: Frame;
  readonly cfg: Cfg;
  readonly round: number;
  /** Calls of the node that were made already, and where their values wait. */
  readonly made?: ReadonlyMap<Call, Region>;
  /** A test: a place that holds one of several values is looked at with each of them in turn. */
  readonly tests?: boolean;
  /** Which element of a parameter pack its name stands for. */
  readonly pack?: number;
  /** Where something is, is asked, and not what: a call that returns a reference answers with that. */
  readonly places?: boolean;
}
/** One state in which a function of the workspace is called. */
export interface Entry {
  readonly state: State;
  readonly args: readonly Value[];
}
/** A call of a function of the workspace, in as many states as come to it. */
export interface Activation {
  readonly fn: FunctionEntity;
  readonly site: Site;
  readonly kind: Frame['kind'];
  readonly parent: Frame;
  readonly round: number;
  readonly self?: Region | undefined;
  readonly call?: Call | undefined;
  readonly closure?: Frame | undefined;
}
/** How a function was left. */
export interface Exit {
  readonly state: State;
  readonly value: Value | undefined;
  readonly site: Site;
}

/** What the layer above may ask while it gives a call its meaning. */
export interface Engine {
  readonly program: Program;
  readonly regions: Regions;
  /** Something of what was run so far was left out. */
  readonly incomplete: boolean;
  load(region: Region, state: State, site: Site): Value;
  write(region: Region, value: Value, site: Site, state: State): void;
  /** Copies memory of unknown size: all that is known of one region is known of the other. */
  copy(from: Region, to: Region, state: State, site: Site): void;
  /** After unknown code ran: what the pointer reaches may have changed. */
  havoc(value: Value, state: State, id: string): void;
  globalRegion(variable: VariableEntity): Region;
  /** Runs a function of the workspace; each outcome has its return value. Undefined, with the states as they were: it is not followed. */
  enter(activation: Activation, entries: readonly Entry[]): readonly Outcome[] | undefined;
  unknown(span: Span, cx: { readonly frame: Frame }): Value;
  int(value: number, site: Site): Value;
  symbol(key: string, tag: string, site: Site, type?: Type): Value;
  pointer(region: Region, site: Site): Value;
  relation(op: '>=' | '<', value: Value, n: number, site: Site): Value;
}

/** What the lower parts of the interpreter ask of those above them: C is recursive, modules are not. */
export interface Evaluation extends Engine {
  evaluate(expr: Expr, state: State, cx: Context, discarded?: boolean): readonly Outcome[];
  /** Braced initialiser into a region: members in order or designated, what is not named is zero. */
  initialise(region: Region, type: Type | undefined, list: InitList, state: State, cx: Context): State[];
}

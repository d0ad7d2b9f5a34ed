/** What all parts of the interpreter share while one root runs: regions, frames, what is left to be spent; and how values are made. */
import type { Call, Span } from '../../syntax/ast';
import { compute, FLOW_CAPS } from '../arithmetic';
import type { Cfg, LocalVariable } from '../graph';
import type { Cfgs } from '../cfgs';
import type { Frame, FrameBindings } from '../frames';
import { endsOrBeginsObject } from '../members';
import type { FunctionEntity, Program } from '../program';
import { Regions, type Region } from '../regions';
import type { Semantics } from '../semantics';
import { Sweeper } from '../sweep';
import { bindingsKey } from '../templates';
import type { Type } from '../types';
import { SyntaxSite, type Origin, type Pointer, type Site, type Sym, type Value } from '../values';
import { Besides } from './besides';

export const MAX_EXPRESSION_DEPTH = 300;

export class InterpreterRun {
  readonly regions = new Regions((name) => this.semantics.isTelling(name));
  /** Something was left out (too many paths, too deep): what "every path" does is not known. */
  incomplete = false;
  /** Steps that were taken, in all functions. */
  steps = 0;
  /** As many steps as there may be: a callee gets a share of what is left. */
  limit = FLOW_CAPS.steps as number;
  /** The graphs that the run went through. */
  readonly used = new Set<Cfg>();
  readonly sweeper = new Sweeper();
  readonly besides = new Besides();
  private readonly frames = new Map<string, Frame>();
  /** How deep the evaluation of expressions is. */
  depth = 0;
  readonly thisRegions = new Map<Frame, Region>();
  /** Of the frames of templates with a parameter pack: how many arguments it stands for. */
  readonly packs = new Map<Frame, number>();
  /** Of the frames of lambdas: the frame that has the locals which they capture. */
  readonly closures = new Map<Frame, Frame>();

  constructor(
    readonly program: Program,
    readonly semantics: Semantics,
    readonly cfgs: Cfgs,
    /** Numbers the frames of all runs: what is made in one of them is made nowhere else. */
    private readonly frameNumbers: { next: number },
    readonly maxSteps: number = FLOW_CAPS.steps,
  ) {}

  cfg(fn: FunctionEntity): Cfg {
    return this.uses(this.cfgs.of(fn));
  }

  uses(cfg: Cfg): Cfg {
    this.used.add(cfg);
    return cfg;
  }

  parameter(local: LocalVariable, fn: FunctionEntity, frame: Frame): Value {
    const symbol: Sym = {
      key: `param:${fn.id}:${local.name || local.index}`,
      type: local.type,
      tag: `param:${local.parameter ?? 0}`,
    };
    return { k: 'symbol', symbol, origin: this.origin(local.span, fn.file, frame, 'computed') };
  }

  /** Where something stands that the frame's function does. */
  callerOf(frame: Frame): { readonly frame: Frame; readonly cfg: Cfg } {
    return { frame, cfg: this.cfg(frame.fn) };
  }

  /** The objects whose methods run: they may stand in no variable. */
  entered(frame: Frame): readonly Region[] {
    const objects: Region[] = [];
    for (let f: Frame | undefined = this.thisRegions.size > 0 ? frame : undefined; f; f = f.parent) {
      const object = this.thisRegions.get(f);
      if (object) objects.push(object);
    }
    return objects;
  }

  makeFrame(
    fn: FunctionEntity,
    parent: Frame | undefined,
    callSite: Site | undefined,
    kind: Frame['kind'],
    round: number,
    call?: Call,
    bindings?: FrameBindings,
    self?: Region,
  ): Frame {
    // What a class does for its members without saying so is all done at one place: only the object tells such calls apart.
    const object = self && endsOrBeginsObject(fn.decl) ? `:${self.id}` : '';
    const place = `${callSite?.start ?? 0}${object}`;
    const key = `${parent?.id ?? 0}>${fn.id}@${place}#${round}${kind}${bindingsKey(bindings?.all)}`;
    const known = this.frames.get(key);
    if (known) return known;
    const frame: Frame = {
      id: this.frameNumbers.next++,
      fn,
      parent,
      callSite,
      call,
      depth: (parent?.depth ?? -1) + 1,
      bindings,
      kind,
    };
    this.frames.set(key, frame);
    return frame;
  }

  site(span: Span, cx: { readonly frame: Frame }): Site {
    return new SyntaxSite(span, cx.frame.fn.file, cx.frame);
  }

  origin(span: Span, file: string, frame: Frame | undefined, kind: Origin['kind']): Origin {
    return { site: new SyntaxSite(span, file, frame), kind, parts: [] };
  }

  unknown(span: Span, cx: { readonly frame: Frame }): Value {
    return { k: 'unknown', origin: this.origin(span, cx.frame.fn.file, cx.frame, 'computed') };
  }

  int(value: number, site: Site, kind: Origin['kind'] = 'computed', name?: string): Value {
    const origin: Origin =
      name === undefined ? { site, kind, parts: [], value } : { site, kind, name, parts: [], value };
    return { k: 'int', value, origin };
  }

  symbol(key: string, tag: string, site: Site, type?: Type): Value {
    return { k: 'symbol', symbol: { key, tag, type }, origin: { site, kind: 'computed', parts: [] } };
  }

  pointer(region: Region, site: Site): Pointer {
    return { k: 'pointer', region, origin: { site, kind: 'computed', parts: [] } };
  }

  relation(op: '>=' | '<', value: Value, n: number, site: Site): Value {
    const origin: Origin = { site, kind: 'computed', parts: [value.origin] };
    return compute(op, value, { k: 'int', value: n, origin }, origin);
  }
}

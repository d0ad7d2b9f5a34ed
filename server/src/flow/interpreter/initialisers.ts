/** Declarations of locals, and braced initialisers. */
import type { Expr, InitList, Span } from '../../syntax/ast';
import { constantOf } from '../arithmetic';
import type { LocalVariable } from '../graph';
import type { Region } from '../regions';
import type { State } from '../state';
import { canonicalMember, memberType, type RecordType, type Type } from '../types';
import type { Context, Evaluation, Outcome } from './evaluation';
import type { Memory } from './memory';
import type { Places } from './places';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

export class Initialisers {
  constructor(
    private readonly run: InterpreterRun,
    private readonly memory: Memory,
    private readonly types: StaticTypes,
    private readonly places: Places,
    private readonly engine: Evaluation,
  ) {}

  declare(local: LocalVariable, init: Expr | undefined, span: Span, start: State, cx: Context): State[] {
    const region = this.run.regions.local(cx.frame, local);
    const written = this.types.instantiated(local.type, cx.frame);
    const declared = (local.deducedFrom && this.types.typeOf(local.deducedFrom, cx)) ?? written;
    region.type = declared;
    const origin = this.run.origin(local.span, cx.frame.fn.file, cx.frame, 'missing');
    if (!init) {
      // A constructor, a base or a member's default, which are not followed, give the members their values.
      const isObject =
        declared.t === 'record' && (!declared.complete || this.run.program.hasConstructor(declared.name));
      start.reset(region, isObject ? { d: 'havoc', id: `object:${region.id}` } : { d: 'undefined', origin });
      return [start];
    }
    const list = cx.cfg.expansions.get(init) ?? init;
    if (list.kind === 'initList') {
      start.reset(region, undefined);
      return this.initialise(region, declared, list, start, cx);
    }
    if (local.reference) {
      return this.places.place(init, start, cx).map(({ state, region: target }) => {
        state.bind(region, target ? this.run.pointer(target, this.run.site(init, cx)) : this.run.unknown(init, cx));
        return state;
      });
    }
    return this.places.overloads.evaluate(init, declared, start, cx).map(({ state, value }) => {
      state.reset(region, undefined);
      this.memory.write(region, this.memory.retype(value, declared), this.run.site(span, cx), state);
      return state;
    });
  }

  /** The object that a list makes. */
  made(list: InitList, type: RecordType, start: State, cx: Context): readonly Outcome[] {
    const region = this.run.regions.object('literal', `${cx.frame.id}:${list.start}`, type);
    start.reset(region, undefined);
    return this.initialise(region, type, list, start, cx).map((state) => ({
      state,
      value: this.memory.read(region, type, state, list, cx),
    }));
  }

  /** Braced initialiser into a region: members in order or designated, what is not named is zero. */
  initialise(region: Region, type: Type | undefined, list: InitList, state: State, cx: Context): State[] {
    const known = type ?? region.type;
    const fields = known?.t === 'record' && known.fields.length > 0 ? known.fields : undefined;
    // Values in the order of members that are not known: nothing can be said of any of them.
    const isPositional = list.items.some((item) => item.designators.length === 0 && !isZero(item.value));
    const isCounted = known?.t === 'array' && !list.items.some(({ value }) => this.mayBeSeveral(value, cx));
    const isKnown = fields !== undefined || isCounted || known?.t === 'scalar' || known?.t === 'pointer';
    state.reset(
      region,
      isPositional && !isKnown
        ? { d: 'havoc', id: `list:${cx.frame.id}:${list.start}:${region.id}` }
        : { d: 'zero', origin: { ...this.run.origin(list, cx.frame.fn.file, cx.frame, 'zeroed'), expr: list } },
    );
    let position = 0;
    let states = [state];
    if (known?.t === 'array' && isPositional && !isCounted) return states;
    // `{ 0 }` is the idiom for all members, not a value chosen for the first.
    if (list.items.length === 1 && list.items[0]?.value.kind !== 'ident' && isZero(list)) return states;
    for (const item of list.items) {
      let target: Region | undefined = region;
      let itemType: Type | undefined = known;
      if (item.designators.length > 0) {
        for (const designator of item.designators) {
          if (!target) break;
          if (typeof designator === 'string') {
            const name = canonicalMember(itemType, designator);
            itemType = memberType(itemType, designator);
            target = this.run.regions.field(target, name, itemType);
            const at = fields?.findIndex((field) => field.name === designator) ?? -1;
            if (at >= 0) position = at;
          } else {
            const first = states[0];
            const index = first && this.engine.evaluate(designator, first.fork(), cx)[0];
            const exact = index && constantOf(index.state, index.value);
            itemType = itemType?.t === 'array' ? itemType.element : undefined;
            target = exact === undefined ? undefined : this.run.regions.element(target, exact, itemType);
            if (exact !== undefined) position = exact;
          }
        }
      } else if (fields) {
        const field = fields[position];
        itemType = field?.type();
        target = field && this.run.regions.field(region, field.name, itemType);
      } else if (known?.t === 'array') {
        itemType = known.element;
        target = this.run.regions.element(region, position, itemType);
      } else if (known?.t === 'scalar' || known?.t === 'pointer') {
        itemType = known;
      } else {
        target = undefined;
      }
      position++;
      const place = target;
      const value = item.value;
      states = states.flatMap((s) => {
        const nested = cx.cfg.expansions.get(value) ?? value;
        if (nested.kind === 'initList' && place) return this.initialise(place, itemType, nested, s, cx);
        return this.places.overloads.evaluate(value, itemType, s, cx).map((o) => {
          if (place) this.memory.write(place, this.memory.retype(o.value, itemType), this.run.site(value, cx), o.state);
          else this.run.semantics.absorbed(o.value, o.state);
          return o.state;
        });
      });
    }
    return states;
  }

  /** A macro that could not be read: it may list any number of values. */
  private mayBeSeveral(value: Expr, cx: Context): boolean {
    if (value.kind !== 'call' || value.callee.kind !== 'ident' || cx.cfg.expansions.has(value)) return false;
    return this.run.program.resolveMacro(value.callee.name, cx.frame.fn.file) !== undefined;
  }
}

function isZero(expr: Expr): boolean {
  if (expr.kind === 'initList') return expr.items.every((item) => item.designators.length === 0 && isZero(item.value));
  return (expr.kind === 'number' && expr.value === 0) || (expr.kind === 'ident' && expr.name === 'NULL');
}

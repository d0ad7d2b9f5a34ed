/** Variables of the whole program: the values that their initialisers give them, and those of enumerators. */
import type { Frame } from '../frames';
import type { VariableEntity } from '../program';
import { pathBelow, rootOf, type Region } from '../regions';
import { joinValues } from '../joins';
import { isAmongOthers, State } from '../state';
import type { Type } from '../types';
import { SyntaxSite, type Site, type Value } from '../values';
import type { Context, Evaluation } from './evaluation';
import type { InterpreterRun } from './run';

export class Globals {
  private readonly globalsInFlight = new Set<string>();
  private readonly globalStates = new Map<string, State>();
  private readonly enumeratorValues = new Map<string, Value | undefined>();

  constructor(
    private readonly run: InterpreterRun,
    private readonly engine: Evaluation,
  ) {}

  /** Part of a constant variable: its initialiser tells. */
  initialOfGlobal(region: Region, site: Site): Value | undefined {
    const root = rootOf(region);
    if (root.r !== 'global' || !root.variable) return undefined;
    const variable = root.variable;
    return this.holdsInitialiser(variable) ? this.initialiserOf(region, root, variable, site) : undefined;
  }

  /** What a variable with static storage has there before anything writes it. */
  beforeWrites(region: Region, site: Site): Value | undefined {
    const root = rootOf(region);
    if (root.r !== 'global' || !root.variable) return undefined;
    const { decl } = root.variable;
    if (decl.init) return this.initialiserOf(region, root, root.variable, site);
    return decl.storage === 'extern' ? undefined : { k: 'int', value: 0, origin: { site, kind: 'zeroed', parts: [] } };
  }

  private initialiserOf(region: Region, root: Region, variable: VariableEntity, site: Site): Value | undefined {
    if (!variable.decl.init || this.globalsInFlight.has(variable.id)) return undefined;
    this.globalsInFlight.add(variable.id);
    try {
      const state = this.globalState(variable, root, site);
      const bound = state.bound(region);
      if (bound) return bound;
      if (isAmongOthers(region, state)) return oneOfTheFunctions(region, state);
      const fallback = state.fallback(region);
      return fallback?.d === 'zero'
        ? { k: 'int', value: 0, origin: { ...fallback.origin, kind: 'zeroed' } }
        : undefined;
    } finally {
      this.globalsInFlight.delete(variable.id);
    }
  }

  private globalState(variable: VariableEntity, root: Region, site: Site): State {
    const known = this.globalStates.get(variable.id);
    if (known) return known;
    const state = new State();
    this.globalStates.set(variable.id, state);
    const init = variable.decl.init;
    if (init) {
      const cfg = this.run.uses(this.run.cfgs.ofInitialiser(variable, init));
      const cx: Context = { frame: this.run.makeFrame(cfg.fn, undefined, undefined, 'root', 0), cfg, round: 0 };
      const type = this.run.program.type(variable.decl.type, variable.file);
      const prepared = cfg.expansions.get(init) ?? init;
      if (prepared.kind === 'initList') {
        // `A || B` leaves the state that it was given: the value stands in another. Of several nobody knows which it is.
        const [made = state, ...others] = this.engine.initialise(root, type, prepared, state, cx);
        if (others.length > 0) made.reset(root, { d: 'havoc', id: `initial:${variable.id}` });
        this.globalStates.set(variable.id, made);
        return made;
      } else {
        const outcome = this.engine.evaluate(prepared, state, cx)[0];
        if (outcome) {
          if (outcome.state !== state) this.globalStates.set(variable.id, outcome.state);
          this.engine.write(root, outcome.value, site, outcome.state);
          return outcome.state;
        }
      }
    }
    return state;
  }

  /** Variables that nothing in the workspace writes. */
  private holdsInitialiser(variable: VariableEntity): boolean {
    const { program } = this.run;
    if (variable.decl.type.isConst || !program.isWritten(variable.name)) return true;
    const type = program.type(variable.decl.type, variable.file);
    return isWithoutArrays(type) && program.isOnlyRead(variable);
  }

  enumeratorValue(name: string, file: string, cx: Context): Value | undefined {
    const entity = this.run.program.resolveEnumerator(name, file);
    if (!entity) return undefined;
    const key = `${entity.file}:${entity.name}:${entity.span.start}`;
    if (this.enumeratorValues.has(key)) return this.enumeratorValues.get(key);
    this.enumeratorValues.set(key, undefined);
    const member = entity.declaration.members[entity.position];
    let value: Value | undefined;
    if (member?.value) {
      const frame: Frame = { ...cx.frame, fn: { ...cx.frame.fn, file: entity.file } };
      const outcome = this.engine.evaluate(member.value, new State(), {
        ...cx,
        frame,
        cfg: this.run.uses(this.run.cfgs.ofConstant(member.value, entity.file, entity.name)),
      })[0];
      value = outcome?.value;
    } else {
      const previous = entity.declaration.members[entity.position - 1];
      const before = previous ? this.enumeratorValue(previous.name, entity.file, cx) : undefined;
      const next = !previous ? 0 : before?.k === 'int' ? before.value + 1 : undefined;
      if (next !== undefined)
        value = this.run.int(next, new SyntaxSite(entity.span, entity.file, undefined), 'literal');
    }
    this.enumeratorValues.set(key, value);
    return value;
  }
}

/** A member that is an array is written by whoever gets it by name. */
function isWithoutArrays(type: Type): boolean {
  if (type.t !== 'record') return type.t !== 'array';
  return type.fields.every((field) => field.reference !== true && isWithoutArrays(field.type()));
}

/** An element of a table of functions whose index is not known: one of them. */
function oneOfTheFunctions(region: Region, state: State): Value | undefined {
  const member = region.r === 'field' ? region.name : undefined;
  const element = region.r === 'field' ? region.base : region;
  if (element.r !== 'element' || typeof element.index !== 'string') return undefined;
  const functions: Value[] = [];
  for (const [place, value] of state.within(element.base)) {
    const path = pathBelow(place, element.base);
    if (path?.length !== (member === undefined ? 1 : 2) || path[1] !== member) continue;
    if (value.k !== 'function') return undefined;
    functions.push(value);
  }
  const [first, ...rest] = functions;
  return first && rest.reduce((known, one) => joinValues(known, one, region), first);
}

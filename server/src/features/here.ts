/** What the analysis knows of one use of a WSK name: the mask decoded, the socket, the handler, what can come back. */
import { constantOf } from '../flow/arithmetic';
import { alternatives, type Origin, type Value } from '../flow/values';
import { model, type ControlCode, type EventFlag, type SocketCategory, type WskCallback } from '../model';
import { masksOf, staticCalls, type Mask } from '../rules/mask';
import type { CallFact, ClientTable, SocketView, WskFacts } from '../wsk/facts';
import type { SocketPhase } from '../wsk/objects';
import type { Place } from '../wsk/place';
import { callbackMap } from './map/callbackMap';
import { findTables } from './map/tables';
import { doubtText } from './map/words';
import type { Translate } from './messages';
import { basename } from '../text/paths';

export interface Use {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Of an assignment to the member: what is assigned. */
  readonly value?: { readonly start: number; readonly end: number };
}

/** Paths multiply quickly; a reader wants the few different answers. */
const maxLines = 8;

function code(name: string): string {
  return `\`${name}\``;
}

function holds(span: { readonly start: number; readonly end: number }, use: Use): boolean {
  return span.start <= use.start && use.end <= span.end;
}

/** Whether the value was written, in part, where the name stands. */
function writtenAt(origin: Origin, use: Use): boolean {
  const { site } = origin;
  if (use.value && site.file === use.path && use.start <= site.start && site.end <= use.end) return true;
  if (origin.parts.length === 0 || origin.kind === 'name') {
    return origin.site.file === use.path && holds(origin.site, use);
  }
  return origin.parts.some((part) => writtenAt(part, use));
}

/** Calls that the name stands in, and calls that use the mask in which it stands. */
function callsAt(facts: WskFacts, use: Use): CallFact[] {
  const around = facts.calls.filter((fact) => fact.fn && fact.frame.fn.file === use.path && holds(fact.call, use));
  if (use.value) return facts.calls.filter((fact) => usesMask(fact, { ...use, ...use.value }));
  const size = (fact: CallFact): number => fact.call.end - fact.call.start;
  const innermost = Math.min(...around.map(size));
  const inside = around.filter((fact) => size(fact) === innermost);
  if (inside.length > 0 || !model.eventFlags.has(use.name)) return inside;
  return facts.calls.filter((fact) => usesMask(fact, use));
}

function usesMask({ control }: CallFact, use: Use): boolean {
  return (
    control?.eventMask !== undefined && alternatives(control.eventMask).some(({ origin }) => writtenAt(origin, use))
  );
}

function argumentOf(fact: CallFact, role: 'irp'): Value | undefined {
  return fact.args.find((argument) => argument.param?.role === role)?.value;
}

/** Undefined: not known. */
function passesIrp(fact: CallFact): boolean | undefined {
  const irp = argumentOf(fact, 'irp');
  if (!irp) return undefined;
  if (constantOf(fact.before, irp) === 0) return false;
  return irp.k === 'pointer' || irp.k === 'symbol' ? true : undefined;
}

/** The input is one number: not an address, another structure, or something of any length. */
function takesNumber({ operations }: ControlCode, { program }: WskFacts): boolean {
  return operations.every(
    ({ input: { type, size } }) => size !== 'variable' && (type === null || program.named(type, '').t === 'scalar'),
  );
}

class HereDescriber {
  private readonly lines = new Set<string>();

  constructor(
    private readonly facts: WskFacts,
    private readonly translate: Translate,
  ) {}

  describe(calls: readonly CallFact[]): string[] {
    for (const fact of calls) this.control(fact);
    this.sockets(calls);
    return [...this.lines].slice(0, maxLines);
  }

  private say(key: string, args?: Readonly<Record<string, string | number>>): void {
    this.lines.add(this.translate(key, args));
  }

  private control(fact: CallFact): void {
    const { control } = fact;
    if (!control?.code) return;
    if (control.eventMask) {
      for (const mask of masksOf(control.eventMask, fact.before) ?? []) this.mask(fact, mask);
    } else if (control.variable && control.request !== 'WskGetOption' && takesNumber(control.code, this.facts)) {
      const value = constantOf(fact.before, control.variable);
      if (value !== undefined) this.say('here.sets', { option: code(control.code.name), value });
    }
  }

  private mask(fact: CallFact, mask: Mask): void {
    const callbacks = mask.events.flatMap((flag) => flag.callback ?? []);
    if (callbacks.length === 0) return;
    const isStatic = fact.control?.code?.name === 'WSK_SET_STATIC_EVENT_CALLBACKS';
    const key = isStatic ? 'here.enablesStatically' : mask.disables ? 'here.disables' : 'here.enables';
    this.say(key, { callbacks: callbacks.map(code).join(this.translate('join.list')) });
    for (const flag of mask.events) {
      this.handler(fact, flag);
      if (!isStatic) this.staticallyEnabled(flag);
    }
    if (mask.disables && !isStatic) this.disableResult(fact);
  }

  private disableResult(fact: CallFact): void {
    const irp = passesIrp(fact);
    if (irp === true) this.say('here.disableWithIrp');
    else if (irp === false) this.say('here.disableWithoutIrp');
    else this.say('here.disableUnknownIrp');
  }

  private staticallyEnabled(flag: EventFlag): void {
    const isOn = staticCalls(this.facts).some((fact) => {
      const mask = fact.control?.eventMask;
      return mask && masksOf(mask, fact.before)?.some((one) => (one.bits & flag.value) !== 0);
    });
    if (isOn) this.say('here.static', { flag: code(flag.name) });
  }

  /** The function in the table of this socket; without a known socket, in the only table that has the callback. */
  private handler(fact: CallFact, flag: EventFlag): void {
    const callback = flag.callback === null ? undefined : model.callbacks.get(flag.callback);
    if (!callback?.member) return;
    const tables = this.tablesFor(fact.socket, callback.table);
    if (tables.length === 0) this.handlerInMemory(callback);
    for (const table of tables) {
      for (const value of alternatives(table.entries.get(callback.member) ?? unknownEntry)) {
        if (value.k === 'function') {
          this.say('here.handler', {
            callback: code(callback.name),
            handler: code(value.name),
            table: code(table.variable.name),
          });
        } else if (value.k === 'int' && value.value === 0 && !table.written) {
          this.say('here.noHandler', { callback: code(callback.name), table: code(table.variable.name) });
        }
      }
    }
  }

  /** Of a table that is no variable, where the workspace has no other of its kind. */
  private handlerInMemory(callback: WskCallback): void {
    const [table, ...others] = findTables(this.facts).filter(({ type }) => type.name === callback.table);
    const handler = table?.handler(callback);
    if (!table || !handler || others.length > 0) return;
    this.say('here.handler', {
      callback: code(callback.name),
      handler: code(handler.name),
      table: code(table.name),
    });
  }

  private tablesFor(socket: SocketView | undefined, type: string | null): readonly ClientTable[] {
    const dispatch = socket?.ghost?.dispatch;
    const pointed = dispatch
      ? alternatives(dispatch).flatMap((value) => (value.k === 'pointer' ? [value.region.key] : []))
      : [];
    if (pointed.length > 0) return this.facts.tables.filter((table) => pointed.includes(table.region.key));
    const ofType = this.facts.tables.filter((table) => table.type === type);
    return ofType.length === 1 ? ofType : [];
  }

  /** One line for each kind of socket: the states that it can be in here, where every path knows its own. */
  private sockets(calls: readonly CallFact[]): void {
    const states = new Map<SocketCategory, Set<Phase | undefined>>();
    for (const { category, tableCategory, ghost } of calls
      .filter(tellsMost(calls))
      .flatMap(({ socket }) => socket ?? [])) {
      const known = category ?? tableCategory;
      if (!known) continue;
      const phase = ghost?.accepted && ghost.phase !== 'closed' ? 'accepted' : ghost?.phase;
      states.set(known, (states.get(known) ?? new Set()).add(phase));
    }
    for (const [category, phases] of states) {
      // That a path closes the socket first is for the rules to judge; a reader asks for the state in which the call is meant.
      if (phases.size > 1) phases.delete('closed');
      const kind = this.translate(`category.${category}`);
      if (phases.has(undefined)) this.say('here.socket', { category: kind });
      else this.say('here.socketIn', { category: kind, state: this.either(phases) });
    }
  }

  private either(phases: ReadonlySet<Phase | undefined>): string {
    return phaseOrder
      .filter((phase) => phases.has(phase))
      .map((phase) => this.translate(`phase.${phase}`))
      .reduce((one, other) => this.translate('phase.or', { one, other }));
  }
}

type Phase = SocketPhase | 'accepted';

/** As a socket goes through them. */
const phaseOrder: readonly Phase[] = ['created', 'bound', 'connected', 'accepted', 'closed'];

/** A function that is followed from its callers says less of its sockets where it is looked at alone. */
function tellsMost(calls: readonly CallFact[]): (fact: CallFact) => boolean {
  const isAlone = ({ frame, root }: CallFact): boolean =>
    frame.fn === root.fn && root.callback === undefined && !root.isCompletion;
  return calls.every(isAlone) ? () => true : (fact) => !isAlone(fact);
}

/** A member that the table does not have. */
const unknownEntry: Value = {
  k: 'unknown',
  origin: { site: { file: '', start: 0, end: 0, frame: undefined }, kind: 'missing', parts: [] },
};

const speaking = new Set(['function', 'controlCode', 'eventFlag']);

/** Of an entry of a client dispatch table: the function, and whether WSK calls it. */
function entryLines(
  facts: WskFacts,
  use: Use,
  translate: Translate,
  textOf: (path: string) => string | undefined,
): string[] {
  const table = facts.tables.find(({ variable }) => variable.file === use.path && holds(variable.decl, use));
  if (!table) return [];
  const { variable } = table;
  const group = callbackMap(facts, textOf).tables.find(
    ({ place }) => place.file === variable.file && place.start === variable.decl.nameSpan.start,
  );
  const row = group?.callbacks.find(({ callback }) => callback === use.name);
  if (!row) return [];
  const handler = row.handler
    ? translate('here.handler', {
        callback: code(use.name),
        handler: code(row.handler.name),
        table: code(variable.name),
      })
    : translate('here.noHandler', { callback: code(use.name), table: code(variable.name) });
  const named = (key: string, places: readonly Place[]): string[] =>
    places.length > 0
      ? [translate(key, { places: places.map((place) => nameOf(place, textOf)).join(translate('join.list')) })]
      : [];
  return [
    handler,
    ...(row.state === 'never' ? [translate('here.never')] : []),
    ...named(row.state === 'unknown' ? 'here.perhapsAt' : `here.${row.state}At`, row.enabledAt),
    ...named('here.disabledAt', row.disabledAt),
    ...(row.doubt ? [translate('here.unknown', { doubt: doubtText(row.doubt, translate) })] : []),
  ];
}

function nameOf({ file, start }: Place, textOf: (path: string) => string | undefined): string {
  const name = basename(file);
  const text = textOf(file);
  return code(text === undefined ? name : `${name}:${text.slice(0, start).split('\n').length}`);
}

/** Nothing where nothing is known; each line stands for what holds on some path. */
export function describeHere(
  facts: WskFacts,
  use: Use,
  translate: Translate,
  textOf: (path: string) => string | undefined = () => undefined,
): string[] {
  const entry = model.lookup(use.name);
  if (use.value) return new HereDescriber(facts, translate).describe(callsAt(facts, use));
  if (entry?.kind === 'callback') return entryLines(facts, use, translate, textOf);
  if (!entry || !speaking.has(entry.kind)) return [];
  return new HereDescriber(facts, translate).describe(callsAt(facts, use));
}

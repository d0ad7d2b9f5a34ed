/** Fixes that name the event which a mask lacks: one for each that the socket can have. */
import type { InitList } from '../syntax/ast';
import { model, type EventFlag } from '../model';
import type { Value } from '../flow/values';
import type { CallFact, WskFacts } from '../wsk/facts';
import type { Place } from '../wsk/place';
import { holdsNull, tableView } from './dispatch';
import { enumeratorAt, namedAlike } from './enumerators';
import type { EditReport, FixReport, RuleContext, SourceView } from './rule';
import { edit, insertBefore, statementAt } from './statements';
import { textOf } from './text';

const EVENTS: readonly EventFlag[] = [...model.eventFlags.values()].filter((flag) => !flag.modifier);

/** The events that can be on for the call's socket, or for some socket where the call is about all of them. */
export function eventsFor(call: CallFact, facts: WskFacts): readonly EventFlag[] {
  const category = call.socket?.category ?? call.socket?.tableCategory;
  const fitting = category === undefined ? EVENTS : EVENTS.filter((flag) => flag.categories.includes(category));
  const view = tableView(call.socket?.ghost?.dispatch, call.before, facts);
  const served = fitting.filter((flag) => {
    const callback = flag.callback === null ? undefined : model.callbacks.get(flag.callback);
    return !view || !callback || !holdsNull(view, callback);
  });
  return served.length > 0 ? served : fitting;
}

/** One fix for each event, where `edits` says how the event is written. */
export function oneForEach(
  events: readonly EventFlag[],
  edits: (flag: string) => readonly EditReport[] | undefined,
): FixReport[] {
  return events.flatMap(({ name }): FixReport[] => {
    const made = edits(name);
    return made ? [{ title: { id: 'choose', args: { flag: name } }, safe: false, edits: made }] : [];
  });
}

/** The text of a mask in which an event is missing becomes one that has it; a constant that others may use stays as it is. */
export function namedAt(
  mask: Value,
  place: Place,
  context: Pick<RuleContext, 'facts' | 'files'>,
): ((flag: string) => EditReport[] | undefined) | undefined {
  const { files } = context;
  const source = files.get(place.file);
  const text = textOf(source, place);
  const names = [...text.matchAll(/[\w:]+/g)];
  if (mask.origin.site.frame?.fn.id.startsWith('init:') === true || !/^[\w:]+(?:\s*\|\s*[\w:]+)*$/.test(text))
    return undefined;
  const disables = mask.k === 'int' && mask.value !== 0;
  const enumerator = names
    .map(({ 0: name, index }) => ({ ...place, start: place.start + index, end: place.start + index + name.length }))
    .map((one) => enumeratorAt(one, context))
    .find((one) => one !== undefined);
  const isCpp = source?.syntax.language === 'cpp';
  // In C++ an enumeration takes no number.
  if (enumerator && isCpp && disables && !joins(source.syntax.functions)) return undefined;
  const isNamed = /^[A-Za-z_]/.test(text);
  return (flag) => {
    const named = (enumerator && namedAlike(enumerator, flag)) ?? (enumerator && isCpp ? undefined : flag);
    if (named === undefined) return undefined;
    if (disables && isNamed) return [edit(place.file, place.start, place.start, `${named} | `)];
    return [edit(place.file, place.start, place.end, disables ? `${named} | WSK_EVENT_DISABLE` : named)];
  };
}

/** There is an operator that makes one mask of two. */
function joins(functions: SourceView['syntax']['functions']): boolean {
  return functions.some(({ name }) => name === 'operator|');
}

/** `{ &NPI_WSK_INTERFACE_ID }` gets its second member. */
export function namedInList(list: InitList, file: string): ((flag: string) => EditReport[]) | undefined {
  const [only, ...others] = list.items;
  if (!only || others.length > 0) return undefined;
  const [designator] = only.designators;
  if (designator === undefined) return (flag) => [edit(file, only.span.end, only.span.end, `, ${flag}`)];
  return designator === 'NpiId' && only.designators.length === 1
    ? (flag) => [edit(file, only.span.end, only.span.end, `, .EventMask = ${flag}`)]
    : undefined;
}

/** The mask is set before the call that gets the structure in this argument. */
export function assignedBefore(
  call: CallFact,
  argument: Place,
  files: RuleContext['files'],
): ((flag: string) => EditReport[] | undefined) | undefined {
  const structure = /^&\s*([A-Za-z_][\w.>-]*)$/.exec(textOf(files.get(argument.file), argument))?.[1];
  const pointer = /^[A-Za-z_][\w.>-]*$/.exec(textOf(files.get(argument.file), argument))?.[0];
  const target = structure === undefined ? pointer && `${pointer}->EventMask` : `${structure}.EventMask`;
  if (target === undefined) return undefined;
  for (let frame = call.frame; ; frame = frame.parent) {
    const at = statementAt(frame.fn, argument, files);
    if (at && at.stmt.kind !== 'decl') return (flag) => insertBefore(at, `${target} = ${flag};`);
    if (!frame.parent) return undefined;
  }
}

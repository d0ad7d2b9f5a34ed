import { constantOf } from '../../flow/arithmetic';
import { isSameRegion } from '../../flow/regions';
import { isNull, type Value } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import type { EventFlag } from '../../model/types';
import { calledFunctions } from '../activation';
import { argumentOf, createdCategory, tableView } from '../dispatch';
import { cutShort, hidesControl, mayBeOption } from '../hiddenControl';
import { eventCalls, masksOf, staticCalls } from '../mask';
import { callPlace, placeOf, valuePlace } from '../../wsk/place';
import { controlTarget, enableArguments, eventControl, freeName } from '../../wsk/source';
import { conditionalBeforeBind } from '../conditionalMode';
import { edit, holds, insertAfter, statementAt } from '../statements';
import { textOf } from '../text';
import type { CallFact, ClientTable, WriteFact, WskFacts } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** A callback runs only once it is enabled: https://learn.microsoft.com/windows-hardware/drivers/network/enabling-and-disabling-event-callback-functions */
export const rule: Rule = {
  meta: {
    id: 'callback-never-enabled',
    section: 'events',
    severity: 'warning',
    statements: ['A35', 'A37', 'C7'],
    fixable: true,
  },
  check({ facts, files, report }) {
    if (cutShort(facts).length > 0 || [...files.values()].some(hidesControl)) return;
    const called = calledFunctions(facts);
    const calls = facts.calls.filter((call) => !called.has(call.root.fn));
    // A control call of which not even the option is known can enable anything that its input has the size for.
    const isOpen = {
      events: calls.some(mayBeOption('SO_WSK_EVENT_CALLBACK')),
      conditional: calls.some(mayBeOption('SO_CONDITIONAL_ACCEPT')),
    };
    if (isOpen.events && isOpen.conditional) return;
    for (const table of facts.tables) {
      // What one function has for itself is set up by it alone: a driver's own table stands where everybody sees it.
      const user = isOfFunction(table, files) ? undefined : userOf(table, facts);
      if (!user) continue;
      for (const callback of model.callbacks.values()) {
        if (callback.table !== table.type || callback.member === null || callback.reservedForSystem) continue;
        const entry = table.entries.get(callback.member);
        if (entry?.k !== 'function' || isNull(entry)) continue;
        const coveredBy = callback.flag === null ? conditional : events;
        if (
          (callback.flag === null ? isOpen.conditional : isOpen.events) ||
          (callback.flag === null && !callback.enabledBy.includes('conditionalAccept')) ||
          coveredBy(callback, table, calls, facts)
        )
          continue;
        report({
          place: placeOf(entry.origin.site),
          message: {
            id: callback.flag === null ? 'conditional' : 'event',
            args: { callback: callback.name, flag: callback.flag ?? '' },
          },
          related: [{ place: user, message: { id: 'used' } }],
          fixes:
            callback.flag === null ? conditionalMode(table, facts, files) : enabling(table, callback, facts, files),
        });
      }
    }
  },
};

function isOfFunction({ variable }: ClientTable, files: RuleContext['files']): boolean {
  const functions = files.get(variable.file)?.syntax.functions ?? [];
  return functions.some(({ body }) => body !== undefined && holds(body, variable.decl));
}

/** Where a socket of the workspace gets the table. */
function userOf(table: ClientTable, facts: WskFacts): ReturnType<typeof callPlace> | undefined {
  const isTable = (value: Value | undefined): boolean =>
    value?.k === 'pointer' && isSameRegion(value.region, table.region);
  const creation = facts.calls.find((call) => call.fn?.creates && isTable(argumentOf(call, 'client-dispatch')?.value));
  if (creation) return callPlace(creation);
  const accepted = facts.writes.find(
    (write) =>
      write.region.r === 'pointee' && write.region.symbol.tag.endsWith(':AcceptSocketDispatch') && isTable(write.value),
  );
  // An accepted socket inherits what was enabled on its listener: somewhere else when nothing here creates one.
  return accepted && facts.calls.some(mayCreateListener) ? placeOf(accepted.site) : undefined;
}

function mayCreateListener(call: CallFact): boolean {
  if (!call.fn?.creates) return false;
  const category = createdCategory(call);
  return category === undefined || category === 'listen' || category === 'stream';
}

/** The socket may be one that uses the table, or a listening socket whose events the accepted ones inherit. */
function mayUse(call: CallFact, table: ClientTable, facts: WskFacts): boolean {
  const view = tableView(call.socket?.ghost?.dispatch, call.before, facts);
  return (
    view === undefined ||
    isSameRegion(view.region, table.region) ||
    (view.category === 'listen' && table.type === 'WSK_CLIENT_CONNECTION_DISPATCH')
  );
}

function events(callback: WskCallback, table: ClientTable, calls: readonly CallFact[], facts: WskFacts): boolean {
  const seen = new Set(calls);
  // In a static mask WSK_EVENT_DISABLE is another mistake: what is meant is to enable.
  const names = (call: CallFact, isStatic = false): boolean => {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    return (
      masks?.every(
        (mask) =>
          mask.exact &&
          ((mask.disables && !isStatic) ||
            !mask.events.some((flag) => flag.name === callback.flag || isForeign(flag, call))),
      ) !== true
    );
  };
  return (
    eventCalls(facts).some((call) =>
      seen.has(call) ? names(call) && mayUse(call, table, facts) : enables(callback, call, table, facts),
    ) || staticCalls(facts).some((call) => seen.has(call) && names(call, true))
  );
}

/** In a function that is called elsewhere in ways that were not followed to here: all that matters of the call is known nevertheless. */
function enables(
  { flag }: WskCallback,
  { control, socket, before }: CallFact,
  table: ClientTable,
  facts: WskFacts,
): boolean {
  const view = tableView(socket?.ghost?.dispatch, before, facts);
  const masks = control?.eventMask && masksOf(control.eventMask, before);
  return (
    view !== undefined &&
    isSameRegion(view.region, table.region) &&
    masks?.some((mask) => mask.exact && !mask.disables && mask.events.some(({ name }) => name === flag)) === true
  );
}

/** A flag that the socket's category does not have stands for one that it has: that is another rule's matter. */
function isForeign(flag: EventFlag, call: CallFact): boolean {
  const category = call.socket?.category ?? call.socket?.tableCategory;
  return (
    category !== undefined && category !== 'stream' && category !== 'listen' && !flag.categories.includes(category)
  );
}

function conditional(_callback: WskCallback, table: ClientTable, calls: readonly CallFact[], facts: WskFacts): boolean {
  return calls.some((call) => {
    if (call.control?.code?.name !== 'SO_CONDITIONAL_ACCEPT' || call.control.request === 'WskGetOption') return false;
    const mode = call.control.variable && constantOf(call.before, call.control.variable);
    return mode !== 0 && mayUse(call, table, facts);
  });
}

/** The mode under which both callbacks run, for a listening socket with the table. */
function conditionalMode(table: ClientTable, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const edits = conditionalBeforeBind(facts, files, (bind) => {
    const view = tableView(bind.socket?.ghost?.dispatch, bind.before, facts);
    return view !== undefined && isSameRegion(view.region, table.region);
  });
  return edits ? [{ title: { id: 'mode' }, safe: false, edits }] : [];
}

/** The flag goes into a mask that is enabled for the table's sockets anyway; else an enable call of its own. */
function enabling(
  table: ClientTable,
  callback: WskCallback,
  facts: WskFacts,
  files: RuleContext['files'],
): FixReport[] {
  const { flag } = callback;
  for (const call of flag === null ? [] : [...eventCalls(facts), ...staticCalls(facts)]) {
    const value = call.control?.eventMask;
    const masks = value && masksOf(value, call.before);
    const view = call.socket && tableView(call.socket.ghost?.dispatch, call.before, facts);
    if (!value || masks?.length !== 1 || masks[0]?.disables !== false || masks[0].events.length === 0) continue;
    if (call.socket && !(view && isSameRegion(view.region, table.region))) continue;
    const place = valuePlace(value);
    const text = textOf(files.get(place.file), place);
    if (!/^[A-Z_][A-Z0-9_]*(?:\s*\|\s*[A-Z_][A-Z0-9_]*)*$/.test(text)) continue;
    const edits = [edit(place.file, place.end, place.end, ` | ${flag ?? ''}`)];
    return [{ title: { id: 'add', args: { flag: flag ?? '' } }, safe: false, edits }];
  }
  return onAccept(table, callback, facts, files);
}

/** Enables the event on a socket where WskAcceptEvent gives it the table. */
function onAccept(
  table: ClientTable,
  callback: WskCallback,
  facts: WskFacts,
  files: RuleContext['files'],
): FixReport[] {
  const write = facts.writes.find(
    ({ region, value }) =>
      region.r === 'pointee' &&
      region.symbol.tag.endsWith(':AcceptSocketDispatch') &&
      value.k === 'pointer' &&
      isSameRegion(value.region, table.region),
  );
  const fn = write?.root.fn;
  const socket = fn?.decl.params?.[4]?.name;
  if (!write || !fn || socket === undefined || callback.flag === null || keepsSocket(write, facts)) return [];
  const at = write.site.frame?.fn === fn ? statementAt(fn, placeOf(write.site), files) : undefined;
  const body = at && textOf(at.source, fn.decl);
  if (!at || body === undefined) return [];
  const control = freeName('Control', body);
  const status = freeName('Status', body);
  const { member } = controlTarget(socket, at.source.syntax.language);
  const edits = insertAfter(
    at,
    [
      '{',
      `    WSK_EVENT_CALLBACK_CONTROL ${control};`,
      `    NTSTATUS ${status};`,
      '',
      ...eventControl(control, callback.flag).map((line) => `    ${line}`),
      `    ${status} = ${member}(`,
      `        ${socket}, ${enableArguments(control)});`,
      `    if (!NT_SUCCESS(${status})) {`,
      '        return STATUS_REQUEST_NOT_ACCEPTED;',
      '    }',
      '}',
    ].join('\n'),
  );
  return edits ? [{ title: { id: 'enable', args: { flag: callback.flag } }, safe: false, edits }] : [];
}

/** The socket is stored somewhere before: then it cannot be refused any more. */
function keepsSocket(write: WriteFact, facts: WskFacts): boolean {
  return facts.writes.some(
    ({ root, value, site }) =>
      root === write.root &&
      value.k === 'symbol' &&
      value.symbol.tag.endsWith(':AcceptSocket') &&
      site.start < write.site.start,
  );
}

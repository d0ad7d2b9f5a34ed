import type { FunctionEntity } from '../../flow/program';
import { alternatives, type Value } from '../../flow/values';
import { model, type EventFlag } from '../../model';
import { argumentOf, sameClient, tableView, type TableView } from '../dispatch';
import { eventCalls, masksOf, staticCalls } from '../mask';
import { argumentPlace, callPlace, placeOf, valuePlace, type Place } from '../../wsk/place';
import { isNonNullHere, isNullHere } from '../../wsk/values';
import type { CallFact, DereferenceFact, WskFacts } from '../../wsk/facts';
import type { Rule, RuleContext } from '../rule';

/** Callbacks get the socket's context: https://learn.microsoft.com/windows-hardware/drivers/network/creating-sockets */
export const rule: Rule = {
  meta: { id: 'socket-context-missing', section: 'events', severity: 'warning', statements: ['A34'], fixable: false },
  check(context) {
    const { facts } = context;
    const uses = contextUses(facts);
    if (uses.size === 0) return;
    for (const call of eventCalls(facts)) {
      const ghost = call.socket?.ghost;
      const view = tableView(ghost?.dispatch, call.before, facts);
      if (!ghost?.context || !view || !isWrittenNull(ghost.context, call)) continue;
      const argument = ghost.creation && argumentOf(ghost.creation, 'context');
      const place = ghost.creation && argument ? argumentPlace(ghost.creation, argument) : valuePlace(ghost.context);
      judge(context, place, call, view, uses);
    }
    for (const call of staticCalls(facts)) checkStatic(context, call, uses);
  },
};

/** The first place where a callback reaches through a context that it did not test. */
function contextUses(facts: WskFacts): Map<FunctionEntity, DereferenceFact> {
  const found = new Map<FunctionEntity, DereferenceFact>();
  for (const use of facts.dereferences) {
    if (
      use.value.k !== 'symbol' ||
      !/^callback:\w+:SocketContext$/.test(use.value.symbol.tag) ||
      isNonNullHere(use.value, use.state)
    )
      continue;
    if (!found.has(use.root.fn)) found.set(use.root.fn, use);
  }
  return found;
}

/** NULL as written, not the result of something that failed. */
function isWrittenNull(value: Value, call: CallFact): boolean {
  return isNullHere(value, call.before) && alternatives(value).every((one) => one.k === 'int');
}

function enabledBy(call: CallFact): readonly EventFlag[] {
  const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
  const only = masks?.length === 1 ? masks[0] : undefined;
  return only && !only.disables ? only.events : [];
}

function judge(
  { report }: RuleContext,
  place: Place,
  call: CallFact,
  view: TableView,
  uses: ReadonlyMap<FunctionEntity, DereferenceFact>,
): void {
  for (const flag of enabledBy(call)) {
    const callback = flag.callback === null ? undefined : model.callbacks.get(flag.callback);
    if (!callback?.member || view.category === undefined || !callback.categories.includes(view.category)) continue;
    const handler = view.entry(callback.member);
    const use = handler?.k === 'function' && handler.entity ? uses.get(handler.entity) : undefined;
    if (!use) continue;
    report({
      place,
      message: { id: 'missing', args: { handler: use.root.fn.name } },
      related: [
        { place: placeOf(use.site), message: { id: 'use' } },
        { place: callPlace(call), message: { id: 'enabled', args: { flag: flag.name } } },
      ],
    });
    return;
  }
}

/** A static event is on for every later socket of its category. */
function checkStatic(context: RuleContext, call: CallFact, uses: ReadonlyMap<FunctionEntity, DereferenceFact>): void {
  for (const creation of context.facts.calls) {
    if (!creation.fn?.creates) continue;
    const own = argumentOf(creation, 'context');
    const view = tableView(argumentOf(creation, 'client-dispatch')?.value, creation.before, context.facts);
    if (!own || !view || !isWrittenNull(own.value, creation) || !sameClient(call, creation, context.facts)) continue;
    judge(context, argumentPlace(creation, own), call, view, uses);
  }
}

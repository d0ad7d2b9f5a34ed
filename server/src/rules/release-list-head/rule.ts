import { rootOf } from '../../flow/regions';
import type { State } from '../../flow/state';
import { isGhost } from '../../wsk/objects';
import { argumentPlace, callWithin, placeOf, type Place } from '../../wsk/place';
import { alternatives, type SymbolValue, type Value } from '../../flow/values';
import { argumentOf } from '../dispatch';
import { isHeld } from '../retained';
import type { RootRun } from '../../wsk/facts';
import type { Rule } from '../rule';
import { keepHead } from './fix';

/** A list is released from its first entry on: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_release */
export const rule: Rule = {
  meta: { id: 'release-list-head', section: 'callbacks', severity: 'warning', statements: ['D19'], fixable: true },
  check({ facts, files, report }) {
    const advanced = new Map<RootRun, { readonly step: Place; readonly head: SymbolValue['symbol'] }>();
    for (const { region, value, root, site } of facts.writes) {
      const head = region.r === 'local' && region.local.parameter !== undefined ? headOf(value) : undefined;
      const step = placeOf(site);
      if (head && step.start < (advanced.get(root)?.step.start ?? Infinity)) advanced.set(root, { step, head });
    }
    const finding = (place: Place, used: Place, root: RootRun, id: string): void => {
      const walk = advanced.get(root);
      if (!walk) return;
      const related = [{ place: walk.step, message: { id: 'advanced' } }];
      report({ place, message: { id }, related, fixes: keepHead(root, walk, used, files) });
    };
    for (const call of facts.calls) {
      const list = call.name === 'WskRelease' ? argumentOf(call, 'indication') : undefined;
      let root = call.frame;
      while (root.parent) root = root.parent;
      if (list && losesHead(list.value, call.before))
        finding(callWithin(call, root), argumentPlace(call, list), call.root, 'released');
    }
    for (const write of facts.writes) {
      if (rootOf(write.region).r !== 'local' && !isLink(write.region) && losesHead(write.value, write.state))
        finding(placeOf(write.site), placeOf(write.site), write.root, 'stored');
    }
  },
};

function isLink(region: { readonly r: string; readonly name?: string }): boolean {
  return region.r === 'field' && region.name === 'Next';
}

/** The parameter from which `->Next` led to the value. */
function headOf(value: Value): SymbolValue['symbol'] | undefined {
  let symbol = value.k === 'symbol' ? value.symbol : undefined;
  for (let steps = 0; symbol; steps++) {
    if (/^nullable:WskReceive(?:From)?Event:/.test(symbol.tag)) return steps > 0 ? symbol : undefined;
    const from = symbol.initialOf;
    symbol = from?.r === 'field' && from.name === 'Next' && from.base.r === 'pointee' ? from.base.symbol : undefined;
  }
  return undefined;
}

/** A later entry, while nothing leads to the first one any more; entries that were detached are lists of their own. */
function losesHead(value: Value, state: State): boolean {
  return alternatives(value).some((one) => {
    const head = headOf(one);
    if (!head || isHeld(head, state)) return false;
    const released = state.ghost(`indication:*(${head.key})`);
    return !(released && isGhost(released, 'indication')) && ![...state.entries()].some(([region]) => isLink(region));
  });
}

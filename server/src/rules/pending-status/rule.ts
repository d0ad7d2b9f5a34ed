import { constantOf } from '../../flow/arithmetic';
import { chain } from '../../flow/frames';
import type { FunctionEntity } from '../../flow/program';
import type { State } from '../../flow/state';
import type { Site, Value } from '../../flow/values';
import { walkStatement } from '../../syntax/walk';
import { callPlace, placeOf } from '../../wsk/place';
import { irpGhosts } from '../irp';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

const STATUS_PENDING = 0x103;

/** After the wait the status stands in the IRP: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'pending-status', section: 'irps', severity: 'warning', statements: ['K28', 'K29'], fixable: false },
  check({ facts, report }) {
    const speak = (id: 'returned' | 'tested', site: Site, call: CallFact): void =>
      report({
        place: placeOf(site),
        message: { id, args: { function: call.name } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    // Who calls a function that returns it gets it from there.
    const returned = new Set<FunctionEntity>();
    for (const fact of facts.returns) {
      const call = fact.frame.kind === 'root' && fact.value ? waitedFor(fact.value, fact.state) : undefined;
      if (!call) continue;
      returned.add(fact.root.fn);
      speak('returned', fact.site, call);
    }
    const comesFromThere = (test: CallFact, call: CallFact): boolean =>
      chain(call.frame).some(({ fn }) => returned.has(fn) && fn !== test.frame.fn);
    for (const fact of facts.calls) {
      const tested = /^NT_(?:SUCCESS|ERROR)$/.test(fact.name) ? fact.args[0] : undefined;
      const call = tested && waitedFor(tested.value, fact.before);
      if (call && !comesFromThere(fact, call) && !readsStatusLater(fact)) speak('tested', fact.site, call);
    }
  },
};

/** The call whose returned STATUS_PENDING this is, when its request has ended on this path. */
function waitedFor(value: Value, state: State): CallFact | undefined {
  if (value.k !== 'symbol' || !value.symbol.tag.startsWith('status:') || constantOf(state, value) !== STATUS_PENDING)
    return undefined;
  for (const ghost of irpGhosts(state)) {
    const status = ghost.call?.status;
    const ended = ghost.phase === 'completed' || (ghost.phase === 'freed' && !ghost.freedTooEarly);
    if (ended && status?.k === 'symbol' && status.symbol.key === value.symbol.key) return ghost.call;
  }
  return undefined;
}

/** The test may be the gate to the real status. */
function readsStatusLater(test: CallFact): boolean {
  const body = test.frame.fn.decl.body;
  let found = false;
  if (body)
    walkStatement(
      body,
      (expr) => (found ||= expr.kind === 'member' && expr.name === 'IoStatus' && expr.start > test.call.end),
    );
  return found;
}

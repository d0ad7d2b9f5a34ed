import { rootOf } from '../../flow/regions';
import { alternatives, type Value } from '../../flow/values';
import { placeOf } from '../../wsk/place';
import type { ReturnFact } from '../../wsk/facts';
import { certainReturn, isOutput, localName, parameterKey, parameterWrites, siteInRoot } from '../outputs';
import { isOnPath } from '../outside';
import type { Rule, RuleContext } from '../rule';
import { textOf } from '../text';
import { setBefore, withStar } from './fix';

const CALLBACK = 'WskAcceptEvent';
const OUTPUTS = ['AcceptSocketContext', 'AcceptSocketDispatch'] as const;

/** Both outputs belong to the accepted socket: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_accept_event */
export const rule: Rule = {
  meta: { id: 'accept-outputs', section: 'callbacks', severity: 'warning', statements: ['D27', 'D29'], fixable: true },
  check(context) {
    const { facts, report } = context;
    const told = new Set<string>();
    const assigned = new Set<unknown>();
    for (const parameter of OUTPUTS) {
      for (const write of parameterWrites(facts, CALLBACK, parameter)) {
        assigned.add(write.root);
        const place = placeOf(write.site);
        const key = `${place.file}:${place.start}`;
        if (told.has(key)) continue;
        told.add(key);
        report({
          place,
          message: { id: 'pointer', args: { parameter } },
          fixes: () => withStar(write, parameter, context),
        });
      }
    }
    for (const fact of facts.returns) {
      // Where the parameters are assigned, that is the mistake.
      if (
        fact.root.callback !== CALLBACK ||
        certainReturn(fact) !== 0 ||
        assigned.has(fact.root) ||
        isDead(fact) ||
        isWritten(fact, context)
      )
        continue;
      const place = placeOf(fact.site);
      const key = `${place.file}:${place.start}`;
      if (told.has(key)) continue;
      told.add(key);
      report({
        place,
        message: { id: 'unset' },
        fixes: () => (isSetOnOtherPath(fact, context) ? [] : setBefore(fact, CALLBACK, OUTPUTS, context)),
      });
    }
  },
};

/** Another path comes to the same return with the outputs set. */
function isSetOnOtherPath({ site }: ReturnFact, context: RuleContext): boolean {
  return context.facts.returns.some(
    (other) => other.site.file === site.file && other.site.start === site.start && isWritten(other, context),
  );
}

/** There is no accepted socket on this path. */
function isDead(fact: ReturnFact): boolean {
  const key = parameterKey(fact.root, CALLBACK, 'AcceptSocket');
  if (key === undefined) return true;
  const known = fact.state.constraint(key);
  return known.low === 0 && known.high === 0;
}

/** Written on this path, or perhaps by code that is not known. */
function isWritten(fact: ReturnFact, { facts, files }: RuleContext): boolean {
  const { root, state } = fact;
  for (const [region, value] of state.entries()) {
    const untouched = value.k === 'symbol' && value.symbol.initialOf === region;
    if (!untouched && OUTPUTS.some((output) => isOutput(region, root, CALLBACK, output))) return true;
  }
  return OUTPUTS.some((output) => {
    const key = parameterKey(root, CALLBACK, output);
    // Without a name nothing can write it.
    if (key === undefined) return false;
    const holds = (value: Value): boolean =>
      alternatives(value).some((one) => one.k === 'symbol' && one.symbol.key === key);
    const mentions = new RegExp(`\\b${localName(root, CALLBACK, output) ?? ''}\\b`);
    return (
      facts.calls.some(
        (call) => call.root === root && isOnPath(call.before, state) && call.args.some((arg) => holds(arg.value)),
      ) ||
      facts.writes.some((write) => write.root === root && rootOf(write.region).r !== 'local' && holds(write.value)) ||
      facts.handovers.some(
        (handover) =>
          handover.root === root &&
          isOnPath(handover.state, state) &&
          mentions.test(textOf(files.get(siteInRoot(handover.site).file), siteInRoot(handover.site))),
      )
    );
  });
}

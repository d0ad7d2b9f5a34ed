import { constantOf } from '../../flow/arithmetic';
import { chain, type Frame } from '../../flow/frames';
import { alternatives } from '../../flow/values';
import { argumentPlace, blame, callPlace } from '../../wsk/place';
import { argumentOf } from '../dispatch';
import type { Argument, CallFact, WskFacts } from '../../wsk/facts';
import { otherArgument } from '../argumentEdits';
import type { FixReport, Rule, RuleContext } from '../rule';

/** In milliseconds. */
const LONG_WAIT = 1000;
const ENDLESS = 0xffffffff;

/** Weeks: it is a negative number that was meant. */
const RELATIVE = 0x80000000;

/** A driver does not wait for the provider while it loads: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi */
export const rule: Rule = {
  meta: { id: 'capture-wait', section: 'registration', severity: 'warning', statements: ['G13'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      const timeout = fact.name === 'WskCaptureProviderNPI' ? argumentOf(fact, 'timeout') : undefined;
      if (!timeout) continue;
      const waits = alternatives(timeout.value).map((one) => (constantOf(fact.before, one) ?? 0) >>> 0);
      const relative = waits.every((wait) => wait >= RELATIVE && wait !== ENDLESS);
      if (!relative && !delaysStart(fact, timeout, waits, facts)) continue;
      const endless = waits.every((wait) => wait === ENDLESS);
      report({
        place: argumentPlace(fact, timeout),
        message: { id: relative ? 'relative' : endless ? 'endless' : 'long' },
        fixes: () => (relative ? inMilliseconds(fact, timeout, waits, files) : withoutWait(fact, timeout, files)),
        related: fact.frame.parent ? [{ place: callPlace(fact), message: { id: 'call' } }] : [],
      });
    }
  },
};

function delaysStart(fact: CallFact, timeout: Argument, waits: readonly number[], facts: WskFacts): boolean {
  return (
    fact.root.fn.name === 'DriverEntry' &&
    waits.every((wait) => wait > LONG_WAIT) &&
    isOnlyCalledByEntry(blame(timeout.value.origin).frame ?? fact.frame, facts)
  );
}

/** Every run that reaches the function which tells the timeout goes through functions that DriverEntry calls. */
function isOnlyCalledByEntry(teller: Frame, facts: WskFacts): boolean {
  const path = new Set(chain(teller).map((frame) => frame.fn));
  return facts.calls.every(
    (other) => path.has(other.root.fn) || !chain(other.frame).some((frame) => frame.fn === teller.fn),
  );
}

/** A provider that is not there yet is no reason to keep the system waiting: STATUS_NOT_READY says so. */
function withoutWait(fact: CallFact, timeout: Argument, files: RuleContext['files']): FixReport[] {
  const edits = otherArgument(fact, timeout, 'WSK_NO_WAIT', files);
  return edits ? [{ title: { id: 'noWait' }, safe: false, edits }] : [];
}

/** In units of 100 ns, a second is 10 000 times as many as in milliseconds. */
function inMilliseconds(
  fact: CallFact,
  timeout: Argument,
  waits: readonly number[],
  files: RuleContext['files'],
): FixReport[] {
  const [only, ...others] = waits;
  const count = only === undefined || others.length > 0 ? 0 : Math.round((0x100000000 - only) / 10_000);
  const edits = count > 0 ? otherArgument(fact, timeout, String(count), files) : undefined;
  return edits ? [{ title: { id: 'milliseconds', args: { count } }, safe: false, edits }] : [];
}

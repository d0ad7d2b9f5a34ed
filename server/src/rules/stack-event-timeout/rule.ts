import type { Frame } from '../../flow/frames';
import type { FunctionEntity } from '../../flow/program';
import { rootOf } from '../../flow/regions';
import { callPlace, callWithin } from '../../wsk/place';
import { abandonedRequests } from '../abandoned';
import type { WaitFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** The event outlives the request: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject */
export const rule: Rule = {
  meta: { id: 'stack-event-timeout', section: 'irps', severity: 'error', statements: ['K25'], fixable: false },
  check({ facts, report }) {
    const abandoned = abandonedRequests(facts);
    const wrong = new Callers();
    for (const { wait, exit } of abandoned) wrong.add(wait, exit.frame);
    const all = new Callers();
    for (const wait of facts.waits) {
      const memory = wait.timeout === 'some' && wait.region ? rootOf(wait.region) : undefined;
      if (memory?.r === 'local') all.add(wait, memory.frame);
    }
    for (const { wait, exit, sent } of abandoned) {
      // A helper that several callers rely on, while none of them deals with its giving up: it is the wait that is wrong, once.
      const isHelpers = helpers(wait, exit.frame).some(({ fn }) => all.of(fn) > 1 && all.of(fn) === wrong.of(fn));
      report({
        place: isHelpers ? callPlace(wait.call) : callWithin(wait.call, exit.frame),
        message: { id: 'returns', args: { function: sent.name } },
        related: [{ place: callPlace(sent), message: { id: 'sent' } }],
      });
    }
  },
};

/** What the owner of the event calls to wait, innermost first. */
function helpers({ call }: WaitFact, owner: Frame): readonly Frame[] {
  const found: Frame[] = [];
  for (let frame: Frame | undefined = call.frame; frame && frame !== owner; frame = frame.parent) found.push(frame);
  return found;
}

/** From how many places each helper is called to wait for an event on the stack. */
class Callers {
  private readonly places = new Map<FunctionEntity, Set<string>>();

  add(wait: WaitFact, owner: Frame): void {
    for (const { fn, callSite } of helpers(wait, owner)) {
      if (!callSite) continue;
      const places = this.places.get(fn) ?? new Set();
      this.places.set(fn, places.add(`${callSite.file}:${callSite.start}`));
    }
  }

  of(fn: FunctionEntity): number {
    return this.places.get(fn)?.size ?? 0;
  }
}

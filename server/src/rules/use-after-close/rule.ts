import { callPlace, placeOf } from '../../wsk/place';
import { placeAfter } from '../order';
import type { State } from '../../flow/state';
import type { CallFact } from '../../wsk/facts';
import { isCaller } from '../../wsk/place';
import type { Rule, RuleContext } from '../rule';

/** WskCloseSocket is the end of a socket: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_close_socket */
export const rule: Rule = {
  meta: { id: 'use-after-close', section: 'sockets', severity: 'error', statements: ['J4', 'J5'], fixable: false },
  check({ facts, files, report }) {
    const calls = facts.calls.filter((call) => call.socket?.ghost?.closedAt !== undefined);
    for (const call of calls) {
      const closedAt = call.socket?.ghost?.closedAt;
      if (!closedAt || isCounted(call.before, closedAt, files) || isNextRound(call, closedAt)) continue;
      report({
        place: placeAfter(call.site, closedAt.site),
        message: { id: call.name === 'WskCloseSocket' ? 'again' : 'call', args: { function: call.name } },
        related: [{ place: callPlace(closedAt), message: { id: 'closed' } }],
      });
    }
    for (const use of facts.socketUses) {
      const closedAt = use.ghost.closedAt;
      if (
        !closedAt ||
        isCounted(use.state, closedAt, files) ||
        calls.some((call) => call.root === use.root && sameClosing(call, closedAt))
      )
        continue;
      report({
        place: placeAfter(use.site, closedAt.site),
        message: { id: 'read' },
        related: [{ place: placeOf(closedAt.site), message: { id: 'closed' } }],
      });
    }
  },
};

/** The same close in a loop's next round, which has used the closed socket before it: that was the mistake. */
function isNextRound(call: CallFact, closedAt: CallFact): boolean {
  const { operations = [] } = call.socket?.ghost ?? {};
  return (
    call.site.start === closedAt.site.start && call.site.file === closedAt.site.file && operations.at(-1) !== closedAt
  );
}

/** A call on the closed socket says it all; reading its dispatch pointer was the first half of that call. */
function sameClosing(call: CallFact, closedAt: CallFact): boolean {
  const other = call.socket?.ghost?.closedAt;
  return other !== undefined && other.site.start === closedAt.site.start && other.site.file === closedAt.site.file;
}

/** The helper that closes does so for the last of several users: whoever still uses the socket holds a count. */
function isCounted(state: State, closedAt: CallFact, files: RuleContext['files']): boolean {
  for (let step = state.trail; step; step = step.previous) {
    const { frame, file, start, end } = step.site;
    if (frame?.parent === undefined || !isCaller(frame, closedAt.frame)) continue;
    if (/Interlocked|Ref|Count|--/.test(files.get(file)?.text.slice(start, end) ?? '')) return true;
  }
  return false;
}

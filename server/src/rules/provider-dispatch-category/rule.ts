import type { SocketCategory } from '../../model';
import { callPlace } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** Socket->Dispatch points to the table of the socket's category: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-socket-categories */
export const rule: Rule = {
  meta: {
    id: 'provider-dispatch-category',
    section: 'sockets',
    severity: 'error',
    statements: ['H6', 'H7', 'H9', 'H10'],
    fixable: false,
  },
  check({ facts, report }) {
    const seen = new Set<string>();
    for (const fact of facts.calls) {
      if (!isMismatch(fact)) continue;
      const key = `${fact.root.fn.id}:${pointerOf(fact)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      // The same pointer used again is the same mistake.
      const uses = facts.calls.filter(
        (one) => one.root.fn === fact.root.fn && isMismatch(one) && pointerOf(one) === pointerOf(fact),
      );
      const common = uses.every((one) => one.name === 'WskControlSocket' || one.name === 'WskCloseSocket');
      const { category, tableCategory, ghost } = fact.socket ?? {};
      const table = fact.table?.expr;
      if (!category || !tableCategory || !table) continue;
      report({
        place: { file: fact.frame.fn.file, start: table.start, end: table.end },
        message: {
          id: common ? 'common' : 'mismatch',
          args: { given: tableName(tableCategory), category, right: tableName(category) },
        },
        ...(common ? { severity: 'hint' as const } : {}),
        related: ghost?.creation ? [{ place: callPlace(ghost.creation), message: { id: 'created' } }] : [],
      });
    }
  },
};

function isMismatch(fact: CallFact): boolean {
  const { category, tableCategory } = fact.socket ?? {};
  return (
    category !== undefined && tableCategory !== undefined && category !== tableCategory && fact.table !== undefined
  );
}

/** The dispatch pointer that the call goes through. */
function pointerOf(fact: CallFact): string {
  const value = fact.table?.value;
  return value?.k === 'pointer' ? value.region.key : `${fact.site.start}`;
}

function tableName(category: SocketCategory): string {
  return `WSK_PROVIDER_${category.toUpperCase()}_DISPATCH`;
}

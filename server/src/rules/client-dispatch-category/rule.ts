import { pointee } from '../../flow/types';
import { alternatives, isNull, type Value } from '../../flow/values';
import { clientTableCategory } from '../../wsk/values';
import type { SocketCategory } from '../../model';
import { argumentPlace, callPlace, placeOf } from '../../wsk/place';
import { argumentOf, createdCategory, tableView } from '../dispatch';
import type { Rule } from '../rule';

/** The table belongs to the socket's category: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-client-dispatch-tables */
export const rule: Rule = {
  meta: {
    id: 'client-dispatch-category',
    section: 'sockets',
    severity: 'error',
    statements: ['H3', 'H4', 'H5'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const fact of facts.calls) {
      const category = fact.fn?.creates ? createdCategory(fact) : undefined;
      const argument = argumentOf(fact, 'client-dispatch');
      if (category === undefined || !argument) continue;
      const tables = alternatives(argument.value)
        .filter((one) => !isNull(one))
        .map((one) => tableView(one, fact.before, facts)?.category ?? declaredCategory(one));
      const given = tables[0];
      if (given === undefined || !tables.every((table) => table !== undefined && table !== category)) continue;
      report({
        place: argumentPlace(fact, argument),
        message: { id: category === 'basic' ? 'basic' : 'mismatch', args: { given: tableName(given), category } },
        related: [{ place: callPlace(fact), message: { id: 'created' } }],
      });
    }
    for (const write of facts.writes) {
      if (write.region.r !== 'pointee' || !write.region.symbol.tag.endsWith(':AcceptSocketDispatch')) continue;
      const given = tableView(write.value, write.state, facts)?.category;
      if (given === undefined || given === 'connection') continue;
      report({
        place: placeOf(write.value.origin.site),
        message: { id: 'mismatch', args: { given: tableName(given), category: 'connection' } },
      });
    }
  },
};

/** An unknown table behind a pointer that is declared as one to this type. */
function declaredCategory(value: Value): SocketCategory | undefined {
  return value.k === 'symbol'
    ? clientTableCategory(pointee(value.symbol.initialOf?.type ?? value.symbol.type))
    : undefined;
}

function tableName(category: SocketCategory): string {
  return `WSK_CLIENT_${category.toUpperCase()}_DISPATCH`;
}

import { pointee } from '../../flow/types';
import { alternatives, isNull, type Value } from '../../flow/values';
import { clientTableCategory } from '../../wsk/values';
import type { SocketCategory } from '../../model';
import { argumentPlace, callPlace, placeOf, type Place } from '../../wsk/place';
import { argumentOf, createdCategory, tableView } from '../dispatch';
import type { WskFacts } from '../../wsk/facts';
import { textOf } from '../text';
import type { FixReport, Rule, RuleContext } from '../rule';

/** The table belongs to the socket's category: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-client-dispatch-tables */
export const rule: Rule = {
  meta: {
    id: 'client-dispatch-category',
    section: 'sockets',
    severity: 'error',
    statements: ['H3', 'H4', 'H5'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      const category = fact.fn?.creates ? createdCategory(fact) : undefined;
      const argument = argumentOf(fact, 'client-dispatch');
      if (category === undefined || !argument) continue;
      const tables = alternatives(argument.value)
        .filter((one) => !isNull(one))
        .map((one) => tableView(one, fact.before, facts)?.category ?? declaredCategory(one));
      const given = tables[0];
      if (given === undefined || !tables.every((table) => table !== undefined && table !== category)) continue;
      const place = argumentPlace(fact, argument);
      report({
        place,
        message: {
          id: category === 'basic' ? 'basic' : 'mismatch',
          args: { given: tableName(given), category: { sockets: [category] } },
        },
        related: [{ place: callPlace(fact), message: { id: 'created' } }],
        fixes: () => (category === 'basic' ? noTable(place, files) : otherTable(place, category, facts, files)),
      });
    }
    for (const write of facts.writes) {
      if (write.region.r !== 'pointee' || !write.region.symbol.tag.endsWith(':AcceptSocketDispatch')) continue;
      const given = tableView(write.value, write.state, facts)?.category;
      if (given === undefined || given === 'connection') continue;
      const place = placeOf(write.value.origin.site);
      report({
        place,
        message: { id: 'mismatch', args: { given: tableName(given), category: { sockets: ['connection'] } } },
        fixes: () => otherTable(place, 'connection', facts, files),
      });
    }
  },
};

/** The only table of the right type that the file has or its headers declare, in the place of the wrong one. */
function otherTable(place: Place, category: SocketCategory, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const name = /^&\s*(\w+)$/.exec(textOf(files.get(place.file), place))?.[1];
  const tables = facts.program
    .allVariables()
    .filter(
      ({ name: known, file, decl }) =>
        (file === place.file
          ? decl.end < place.start
          : isHeader(file) && facts.program.resolveVariable(known, place.file) !== undefined) &&
        decl.scope.length === 0 &&
        decl.type.arrays.length === 0 &&
        facts.program.type(decl.type, file).name === tableName(category),
    );
  const right = new Set(tables.map((table) => table.name));
  const [only] = right;
  if (name === undefined || only === undefined || right.size !== 1) return [];
  return [{ title: { id: 'fix', args: { table: only } }, safe: false, edits: [{ place, newText: `&${only}` }] }];
}

function isHeader(file: string): boolean {
  return /\.(?:h|hh|hpp|hxx)$/i.test(file);
}

/** A basic socket takes none. */
function noTable(place: Place, files: RuleContext['files']): FixReport[] {
  return /^&?\s*\w+$/.test(textOf(files.get(place.file), place))
    ? [{ title: { id: 'none' }, safe: false, edits: [{ place, newText: 'NULL' }] }]
    : [];
}

/** An unknown table behind a pointer that is declared as one to this type. */
function declaredCategory(value: Value): SocketCategory | undefined {
  return value.k === 'symbol'
    ? clientTableCategory(pointee(value.symbol.initialOf?.type ?? value.symbol.type))
    : undefined;
}

function tableName(category: SocketCategory): string {
  return `WSK_CLIENT_${category.toUpperCase()}_DISPATCH`;
}

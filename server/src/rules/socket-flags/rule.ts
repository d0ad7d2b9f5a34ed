import { constantOf } from '../../flow/arithmetic';
import { alternatives, type Value } from '../../flow/values';
import { model } from '../../model';
import { argumentPlace, placeOf, writtenNames, valuePlace, type Place } from '../../wsk/place';
import type { Argument, CallFact } from '../../wsk/facts';
import { argumentOf, createdCategory } from '../dispatch';
import { statementAt } from '../statements';
import type { Rule, RuleContext } from '../rule';

/** One category, and a type and protocol that go with it: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_socket */
export const rule: Rule = {
  meta: { id: 'socket-flags', section: 'sockets', severity: 'error', statements: ['H1', 'H2'], fixable: false },
  check({ facts, files, report }) {
    const creations = facts.calls.filter((fact) => fact.name === 'WskSocket');
    for (const fact of creations) {
      const flags = argumentOf(fact, 'flags');
      if (!flags) continue;
      const foreign = foreignName(flags.value);
      if (foreign !== undefined || !mayNameOneCategory(fact, flags.value)) {
        report({
          place: storedPlace(fact, flags),
          message: foreign === undefined ? { id: 'category' } : { id: 'foreign', args: { flag: foreign } },
        });
        continue;
      }
      const category = createdCategory(fact);
      const wrong = misfit(fact);
      if (category === undefined || !wrong) continue;
      if (areStoredTogether(flags.value, wrong.value, files) || !isOfAnotherPath(fact, creations))
        report({
          place: storedPlace(fact, wrong),
          message: { id: 'combination', args: { category: { sockets: [category] } } },
        });
    }
  },
};

const ALLOWED = new Set(model.functions.get('WskSocket')?.flags?.allowed ?? []);

/** A flag of another function in the expression, whatever its value happens to be. */
function foreignName(value: Value): string | undefined {
  if (value.k === 'any') return undefined;
  return writtenNames(value.origin).find((name) => model.flags.has(name) && !ALLOWED.has(name));
}

function mayNameOneCategory(fact: CallFact, value: Value): boolean {
  const values = new Set([...ALLOWED].map((name) => model.flags.get(name)?.value));
  return alternatives(value).some((one) => {
    const n = constantOf(fact.before, one);
    return n === undefined || values.has(n >>> 0);
  });
}

/** The type or protocol that does not go with the category; undefined where a value or the combinations are not known. */
function misfit(fact: CallFact): Argument | undefined {
  const named = (name: string): Argument | undefined => fact.args.find((arg) => arg.param?.name === name);
  const number = (arg: Argument | undefined): number | undefined => arg && constantOf(fact.before, arg.value);
  const category = createdCategory(fact);
  const family = number(named('AddressFamily'));
  if (
    category === undefined ||
    (family !== model.constants.get('AF_INET') && family !== model.constants.get('AF_INET6'))
  )
    return undefined;
  const combinations = model.categories.get(category)?.combinations ?? [];
  const typeArg = named('SocketType');
  const protocolArg = named('Protocol');
  const type = number(typeArg);
  const protocol = number(protocolArg);
  if (combinations.length === 0 || type === undefined) return undefined;
  const ofType = combinations.filter((one) => model.constants.get(one.type) === type);
  if (ofType.length === 0) return typeArg;
  if (
    protocol === undefined ||
    ofType.some((one) => one.protocol === null || model.constants.get(one.protocol) === protocol)
  )
    return undefined;
  return protocolArg;
}

/**
 * Category and type were chosen one after the other, and a choice that fits exists: that both go wrong together may be a path that
 * nobody runs.
 */
function isOfAnotherPath(fact: CallFact, creations: readonly CallFact[]): boolean {
  const category = createdCategory(fact);
  const same = creations.filter(
    ({ site, root }) => site.start === fact.site.start && site.file === fact.site.file && root === fact.root,
  );
  return (
    same.some((one) => createdCategory(one) !== category) &&
    same.some((one) => createdCategory(one) === category && !misfit(one))
  );
}

/** One after the other, with nothing between them that decides: whoever stored one of them has stored the other. */
function areStoredTogether(one: Value, other: Value, files: RuleContext['files']): boolean {
  const [a, b] = [one, other].map(({ origin: { site } }) => statementAt(site.frame?.fn, placeOf(site), files));
  if (!a?.siblings || a.siblings !== b?.siblings) return false;
  return a.siblings
    .slice(Math.min(a.index, b.index), Math.max(a.index, b.index) + 1)
    .every(({ kind }) => kind === 'expr' || kind === 'decl');
}

/** Through a local: where the value was stored. */
function storedPlace(fact: CallFact, argument: Argument): Place {
  const site = argument.value.origin.site;
  return site.frame === fact.frame && argument.value.origin.kind === 'operator'
    ? valuePlace(argument.value)
    : argumentPlace(fact, argument);
}

/** What the functions that make a socket take: address family, type, protocol, and the dispatch table of the socket's category. */
import { model, type CategoryInfo, type SocketCategory } from '../../model';
import type { Tokens } from '../../text/scan';
import type { WskFacts } from '../../wsk/facts';
import { argumentOf, type ActiveArgument, type CallSite } from '../callSite';
import type { Translate } from '../messages';
import { item, kindOf, type CompletionItem } from './item';

/** By the flag that is written, or by the function; undefined: any. */
function categoryOf(tokens: Tokens, site: CallSite): SocketCategory | undefined {
  const creates = site.fn.creates?.category;
  if (creates !== undefined && creates !== 'flags') return creates;
  const flags = argumentOf(tokens, site, 'flags');
  return [...model.flags.values()].find((flag) => flag.category !== null && flags === flag.name)?.category ?? undefined;
}

function combinations(category: SocketCategory | undefined): CategoryInfo['combinations'] {
  return [...model.categories.values()]
    .filter(({ name }) => category === undefined || name === category)
    .flatMap((info) => info.combinations);
}

/** Tables of the workspace that fit the socket. */
function tables(facts: WskFacts | undefined, category: SocketCategory | undefined, path: string): string[] {
  return (facts?.tables ?? []).flatMap(({ type, variable }) => {
    // A static variable of another file cannot be named here.
    if (variable.decl.storage === 'static' && variable.file !== path) return [];
    const table = model.tables.get(type);
    if (!table || table.category === 'client' || (category !== undefined && table.category !== category)) return [];
    return [variable.name];
  });
}

export function socketArgument(
  tokens: Tokens,
  { site, param, index }: ActiveArgument,
  next: number,
  path: string,
  facts: WskFacts | undefined,
  translate: Translate,
): CompletionItem[] {
  if (!site.fn.creates || !param) return [];
  const category = categoryOf(tokens, site);
  const named = (names: Iterable<string>): CompletionItem[] =>
    [...new Set(names)].map((name) => item(name, 'constant', kindOf(model.lookup(name), translate)));
  switch (param.name) {
    case 'AddressFamily':
      return named(model.addressFamilies.keys());
    case 'SocketType':
      return named(combinations(category).map(({ type }) => type));
    case 'Protocol': {
      const type = tokens.text.slice(
        tokens.start(site.args[index - 1]?.first ?? 0),
        tokens.end((site.args[index - 1]?.last ?? 1) - 1),
      );
      return named(
        combinations(category).flatMap((one) => (one.type === type && one.protocol !== null ? [one.protocol] : [])),
      );
    }
    default:
      break;
  }
  if (param.role !== 'client-dispatch') return [];
  const address = tokens.is(next - 1, '&') ? '' : '&';
  const names = [...new Set(tables(facts, category, path))].sort().map((name) => `${address}${name}`);
  const type = category === undefined ? '' : (model.tableFor('client', category)?.name ?? '');
  return names.map((name) => item(name, 'value', type, type === '' ? undefined : type));
}

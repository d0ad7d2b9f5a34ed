/** What carries the statements that no rule has as its own. Read by the coverage page only. */
import data from './data/coverage.json';
import en from './messages/coverage.en.json';
import { Reader } from './reader';

export type Coverage =
  /** Rules that keep to the statement, or catch its breach, on the way to something else. */
  | { readonly how: 'rule'; readonly rules: readonly string[]; readonly reason: string }
  /** Rules that will have it as their own. */
  | { readonly how: 'planned'; readonly rules: readonly string[] }
  /** The hover of the name says it, in the sentence behind the key. */
  | { readonly how: 'hover'; readonly name: string; readonly message: string }
  | { readonly how: 'out-of-reach'; readonly reason: string };

const reasons: ReadonlyMap<string, string> = new Map(Object.entries(en));

function readCoverage(entry: Reader): Coverage {
  const how = entry.oneOf('how', ['rule', 'planned', 'hover', 'out-of-reach']);
  const reason = () => reasons.get(entry.string('reason')) ?? entry.string('reason');
  switch (how) {
    case 'rule':
      return { how, rules: entry.strings('rules'), reason: reason() };
    case 'planned':
      return { how, rules: entry.strings('rules') };
    case 'hover':
      return { how, name: entry.string('name'), message: entry.string('message') };
    case 'out-of-reach':
      return { how, reason: reason() };
  }
}

const entries = new Reader(data, 'coverage').object('statements');

export const coverage: ReadonlyMap<string, Coverage> = new Map(
  entries.keys().map((id): [string, Coverage] => [id, readCoverage(entries.object(id))]),
);

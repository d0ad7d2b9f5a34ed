/** What the documentation says, statement by statement. Apart from the model, as only pages and coverage need the sentences. */
import data from './data/statements.json';
import en from './messages/statements.en.json';
import { Reader } from './reader';
import { firmnesses, type Statement } from './types';

const english: ReadonlyMap<string, string> = new Map(Object.entries(en));

export const statements: ReadonlyMap<string, Statement> = new Map(
  new Reader(data, 'statements').entries('statements', (entry): [string, Statement] => [
    entry.string('id'),
    {
      id: entry.string('id'),
      group: entry.string('group'),
      firmness: entry.oneOf('firmness', firmnesses),
      text: entry.string('text'),
      slugs: entry.strings('slugs'),
    },
  ]),
);

/** The sentence of a statement. */
export function statementText(statement: Statement): string {
  return english.get(statement.text) ?? statement.text;
}

/** The title of a group of statements, such as A. */
export function groupTitle(group: string): string {
  return english.get(`group.${group}`) ?? group;
}

/** wsk-lint.json: its text read and checked. Pure: the command line and the server find the file. */
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { sentence, type Sentence } from '../text/sentence';
import { nearestName } from './nearestName';
import { schemaErrors } from './schema';
import { toLevel, toSeverity, type SettingLevel, type SettingSeverity } from './levels';
import schema from './wsk-lint.schema.json';

export const configName = 'wsk-lint.json';

export interface ConfigFile {
  readonly levels: Readonly<Record<string, SettingLevel>>;
  readonly defines: Readonly<Record<string, string>>;
  /** Relative to the file's folder. */
  readonly exclude: readonly string[];
  readonly minSeverity: SettingSeverity | undefined;
  readonly failOn: SettingSeverity | undefined;
}

export const emptyConfig: ConfigFile = {
  levels: {},
  defines: {},
  exclude: [],
  minSeverity: undefined,
  failOn: undefined,
};

/** The file cannot be used; one sentence for each mistake in it. */
export interface ConfigErrors {
  readonly errors: readonly Sentence[];
}

/** The first mistake in the text, with its place as people count; strict JSON has no comments and no trailing commas. */
function syntaxError(text: string): Sentence | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (!first) return undefined;
  const before = text.slice(0, first.offset).split('\n');
  return sentence('config.syntax', {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    problem: sentence(`json.${printParseErrorCode(first.error)}`),
  });
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function unknownRules(rules: unknown, known: readonly string[]): Sentence[] {
  return entries(rules)
    .filter(([id]) => !known.includes(id))
    .map(([id]) => {
      const near = nearestName(id, known);
      const problem = near === undefined ? sentence('rule.unknown', { id }) : sentence('rule.near', { id, near });
      return sentence('config.at', { path: 'rules', problem });
    });
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Every mistake in the file is told at once. */
export function parseConfigFile(text: string, ruleIds: readonly string[]): ConfigFile | ConfigErrors {
  const json = text.replace(/^\ufeff/, '');
  const unreadable = syntaxError(json);
  if (unreadable !== undefined) return { errors: [unreadable] };
  const value: unknown = parse(json);
  const properties = new Map(entries(value));
  const misfits = schemaErrors(schema, value);
  const errors = misfits.length > 0 ? misfits : unknownRules(properties.get('rules'), ruleIds);
  if (errors.length > 0) return { errors };
  const exclude: unknown = properties.get('exclude');
  return {
    levels: Object.fromEntries(
      entries(properties.get('rules')).map(([id, level]) => [id, toLevel(stringOf(level)) ?? 'off']),
    ),
    defines: Object.fromEntries(
      entries(properties.get('defines')).map(([name, definition]) => [name, stringOf(definition)]),
    ),
    exclude: Array.isArray(exclude) ? exclude.map(stringOf) : [],
    minSeverity: toSeverity(stringOf(properties.get('minSeverity'))),
    failOn: toSeverity(stringOf(properties.get('failOn'))),
  };
}

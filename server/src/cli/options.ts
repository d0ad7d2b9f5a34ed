/** The options of `check`, as people write them and as the program uses them. */
import type { Level, Severity } from '../core';
import { nearestName } from '../workspace/nearestName';
import { usageError } from './failure';
import { levels, severities, toLevel, toSeverity } from '../workspace/levels';

export const formats = ['stylish', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: 'no' | 'write' | 'show';
  readonly levels: Readonly<Record<string, Level>>;
  readonly defines: Readonly<Record<string, string>>;
  readonly config: string | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly minSeverity: Severity | undefined;
  readonly failOn: Severity | undefined;
  readonly stdinFilename: string | undefined;
  readonly stats: boolean;
}

/** What commander reads. */
export interface RawCheckOptions {
  readonly format: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly rule?: readonly string[];
  readonly define?: readonly string[];
  readonly config?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly minSeverity?: string;
  readonly failOn?: string;
  readonly stdinFilename?: string;
  readonly stats?: boolean;
}

function oneOf<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw usageError('usage.choice', { option, choices: choices.join(', '), text });
  return choice;
}

function severityOption(option: string, text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined;
  return toSeverity(text) ?? oneOf(option, text, severities);
}

export function checkRuleId(id: string, ruleIds: readonly string[]): void {
  if (ruleIds.includes(id)) return;
  const near = nearestName(id, ruleIds);
  throw near === undefined ? usageError('usage.rule', { id }) : usageError('rule.near', { id, near });
}

function parseRules(settings: readonly string[], ruleIds: readonly string[]): Record<string, Level> {
  const result: Record<string, Level> = {};
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 0) throw usageError('usage.ruleLevel', { setting });
    const id = setting.slice(0, at);
    checkRuleId(id, ruleIds);
    const level = setting.slice(at + 1);
    result[id] = toLevel(level) ?? oneOf(`--rule ${id}`, level, levels);
  }
  return result;
}

/** `NAME` alone is 1, as for compilers. */
function parseDefines(settings: readonly string[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const setting of settings) {
    const match = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(setting);
    if (!match?.[1]) throw usageError('usage.define', { setting });
    result[match[1]] = match[2] ?? '1';
  }
  return result;
}

function checkCombination(paths: readonly string[], raw: RawCheckOptions): void {
  if (raw.stdinFilename === undefined && paths.length === 0) {
    throw usageError('usage.noPaths');
  }
  if (raw.stdinFilename !== undefined && paths.length > 0) {
    throw usageError('usage.stdinPaths');
  }
  if (raw.stdinFilename === '') throw usageError('usage.stdinName');
  if (raw.fix && raw.fixDryRun) throw usageError('usage.fixTwice');
  if (raw.fix && raw.stdinFilename !== undefined) {
    throw usageError('usage.fixStdin');
  }
  if (raw.updateBaseline && raw.baseline === undefined) {
    throw usageError('usage.updateBaseline');
  }
}

export function parseCheckOptions(
  paths: readonly string[],
  raw: RawCheckOptions,
  ruleIds: readonly string[],
): CheckOptions {
  checkCombination(paths, raw);
  return {
    paths,
    format: oneOf('--format', raw.format, formats),
    fix: raw.fix ? 'write' : raw.fixDryRun ? 'show' : 'no',
    levels: parseRules(raw.rule ?? [], ruleIds),
    defines: parseDefines(raw.define ?? []),
    config: raw.config,
    baseline: raw.baseline,
    updateBaseline: raw.updateBaseline ?? false,
    minSeverity: severityOption('--min-severity', raw.minSeverity),
    failOn: severityOption('--fail-on', raw.failOn),
    stdinFilename: raw.stdinFilename,
    stats: raw.stats ?? false,
  };
}

/** SARIF 2.1.0, for GitHub code scanning, Azure DevOps and viewers: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as sarif from 'sarif';
import type { Severity } from '../../core';
import type { RuleCatalog, RuleInfo } from '../../features/ruleCatalog';
import { toJson } from '../terminal';
import type { Diagnostic, Range, Report, ReportFix, SuppressedDiagnostic } from './report';

const schemaUri = 'https://json.schemastore.org/sarif-2.1.0.json';
const informationUri = 'https://learn.microsoft.com/windows-hardware/drivers/network/introduction-to-winsock-kernel';
/** Names the way in which fingerprints are made; a change of that way needs a new name. */
const fingerprintName = 'wskLintLine/v1';

const sarifLevels: Readonly<Record<Severity, sarif.Result.level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A relative path stays relative, so that the report means the same in every checkout. */
function toUri(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  const relative = path.normalize(file).split(path.sep).map(encodeURIComponent).join('/');
  return relative.replace(/^(?:\.\/)+/, '');
}

function region({ start, end }: Range): sarif.Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function physical(place: { readonly file: string; readonly range: Range }): sarif.PhysicalLocation {
  return { artifactLocation: { uri: toUri(place.file) }, region: region(place.range) };
}

/** The steps of the path in the order in which they run; the finding itself is its first or its last step. */
function codeFlows(diagnostic: Diagnostic): sarif.CodeFlow[] | undefined {
  if (!diagnostic.path || diagnostic.related.length === 0) return undefined;
  const steps = diagnostic.related.map((place) => ({ place, text: place.message }));
  const here = { place: diagnostic, text: diagnostic.message };
  const ordered = diagnostic.path === 'to' ? [...steps, here] : [here, ...steps];
  const locations = ordered.map(({ place, text }): sarif.ThreadFlowLocation => ({
    location: { physicalLocation: physical(place), message: { text } },
  }));
  return [{ threadFlows: [{ locations }] }];
}

function toFix(fix: ReportFix): sarif.Fix {
  const files = [...new Set(fix.edits.map((edit) => edit.file))];
  return {
    description: { text: fix.title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: toUri(file) },
      replacements: fix.edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(edit.range), insertedContent: { text: edit.newText } })),
    })),
  };
}

function toResult(diagnostic: Diagnostic, ruleIndexes: ReadonlyMap<string, number>): sarif.Result {
  const flows = codeFlows(diagnostic);
  return {
    ruleId: diagnostic.rule,
    ruleIndex: ruleIndexes.get(diagnostic.rule) ?? -1,
    level: sarifLevels[diagnostic.severity],
    kind: 'fail',
    message: { text: diagnostic.message },
    locations: [{ physicalLocation: physical(diagnostic) }],
    ...(diagnostic.related.length > 0 && {
      relatedLocations: diagnostic.related.map((place, id) => ({
        id,
        physicalLocation: physical(place),
        message: { text: place.message },
      })),
    }),
    ...(flows && { codeFlows: flows }),
    ...(diagnostic.fixes.length > 0 && { fixes: diagnostic.fixes.map(toFix) }),
    partialFingerprints: { [fingerprintName]: diagnostic.fingerprint },
    properties: { severity: diagnostic.severity },
  };
}

function toSuppressed(entry: SuppressedDiagnostic, ruleIndexes: ReadonlyMap<string, number>): sarif.Result {
  const suppression: sarif.Suppression = {
    kind: entry.by === 'comment' ? 'inSource' : 'external',
    ...(entry.reason !== '' && { justification: entry.reason }),
  };
  return { ...toResult(entry.diagnostic, ruleIndexes), suppressions: [suppression] };
}

function toRule(rule: RuleInfo, catalog: RuleCatalog): sarif.ReportingDescriptor {
  const page = catalog.page(rule.id);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)([a-z0-9])/g, (_match, first: string) => first.toUpperCase()),
    shortDescription: { text: rule.summary },
    help: { text: page ?? rule.summary, ...(page !== undefined && { markdown: page }) },
    ...(rule.url !== '' && { helpUri: rule.url }),
    defaultConfiguration: { level: sarifLevels[rule.severity] },
    properties: { tags: ['wsk', 'windows-driver', rule.section], statements: rule.statements, severity: rule.severity },
  };
}

export function formatSarif(report: Report, catalog: RuleCatalog): string {
  const rules = [...catalog.rules, ...catalog.suppressionRules];
  const ruleIndexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const run: sarif.Run = {
    tool: {
      driver: {
        name: 'wsk-lint',
        version: report.version,
        semanticVersion: report.version,
        informationUri,
        rules: rules.map((rule) => toRule(rule, catalog)),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.errors.length === 0,
        toolExecutionNotifications: report.errors.map(({ file, message }) => ({
          level: 'error',
          message: { text: `${file}: ${message}` },
          locations: [{ physicalLocation: { artifactLocation: { uri: toUri(file) } } }],
        })),
      },
    ],
    results: [
      ...report.diagnostics.map((diagnostic) => toResult(diagnostic, ruleIndexes)),
      ...report.suppressed.map((entry) => toSuppressed(entry, ruleIndexes)),
    ],
  };
  const log: sarif.Log = { $schema: schemaUri, version: '2.1.0', runs: [run] };
  return toJson(log);
}

/** Runs the rules over the facts and turns their reports into findings. */
import type { Finding, Level, Levels, Location, Severity } from './finding';
import type { EditReport, Report, Rule, RuleContext, SourceView } from './rule';
import type { WskFacts } from '../wsk/facts';
import type { Place } from '../wsk/place';

export function runRules(
  rules: readonly Rule[],
  facts: WskFacts,
  files: ReadonlyMap<string, SourceView>,
  levels: Levels,
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const { id } = rule.meta;
    if (levels.isOff(id)) continue;
    const seen = new Set<string>();
    const reports: { readonly report: Report; readonly level: Exclude<Level, 'off'> | undefined }[] = [];
    const context: RuleContext = {
      facts,
      files,
      report: (report) => {
        const key = `${report.place.file}:${report.place.start}:${report.place.end}`;
        if (seen.has(key) || !isReadable(report.place, files)) return;
        seen.add(key);
        const level = levels.levelOf(id, report.place.file);
        if (level === 'off') return;
        reports.push({ report, level });
      },
    };
    rule.check(context);
    // Now the rule knows of all its mistakes: a fix may depend on the others.
    for (const { report, level } of reports) findings.push(toFinding(rule, report, level));
  }
  return findings.sort(compareFindings);
}

function toFinding(rule: Rule, report: Report, level: Exclude<Level, 'off'> | undefined): Finding {
  const id = rule.meta.id;
  const message = (sentence: Report['message']): Finding['message'] => ({
    key: `${id}/${sentence.id}`,
    args: sentence.args ?? {},
  });
  const severity: Severity = level ?? report.severity ?? rule.meta.severity;
  const fixes = typeof report.fixes === 'function' ? report.fixes() : (report.fixes ?? []);
  return {
    rule: id,
    severity,
    location: toLocation(report.place),
    message: message(report.message),
    related: (report.related ?? []).map((one) => ({ location: toLocation(one.place), message: message(one.message) })),
    fixes: fixes.flatMap((fix) => {
      const edits = apart(fix.edits);
      return edits
        ? [
            {
              title: message(fix.title),
              safe: fix.safe,
              edits: edits.map((edit) => ({ location: toLocation(edit.place), newText: edit.newText })),
            },
          ]
        : [];
    }),
    ...(report.path && report.related?.length ? { path: report.path } : {}),
    ...(report.tags ? { tags: report.tags } : {}),
  };
}

/** The edits, each once; undefined where two of them want the same text. */
function apart(edits: readonly EditReport[]): readonly EditReport[] | undefined {
  const ordered = [...edits].sort(
    ({ place: a }, { place: b }) => compare(a.file, b.file) || a.start - b.start || a.end - b.end,
  );
  const kept: EditReport[] = [];
  for (const edit of ordered) {
    const last = kept[kept.length - 1];
    if (last?.place.file !== edit.place.file) kept.push(edit);
    else if (last.place.start === edit.place.start && last.place.end === edit.place.end) {
      if (last.newText === edit.newText) continue;
      // Two insertions keep their order.
      if (edit.place.start !== edit.place.end) return undefined;
      kept.push(edit);
    } else if (edit.place.start < last.place.end) return undefined;
    else kept.push(edit);
  }
  return kept;
}

function toLocation(place: Place): Location {
  return { file: place.file, start: place.start, end: place.end };
}

/** Nothing is said inside text that did not parse, or in a branch that the preprocessor drops. */
function isReadable(place: Place, files: ReadonlyMap<string, SourceView>): boolean {
  const syntax = files.get(place.file)?.syntax;
  if (!syntax) return false;
  const touches = (span: { start: number; end: number }): boolean =>
    place.start < span.end && span.start < Math.max(place.end, place.start + 1);
  return !syntax.unreadable.some(touches) && !syntax.inactive.some(touches);
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.location.file, b.location.file) ||
    a.location.start - b.location.start ||
    a.location.end - b.location.end ||
    compare(a.rule, b.rule)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
